package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A tool provider whose tools are on record, so that a replay needs no tool server; each of its tools is journaled.
 *
 * @param journaled how to wrap
 * @param provider the wrapped one
 */
record JournaledToolProvider(Journaled journaled, ToolProvider provider) implements ToolProvider {
  private static final Codec<Question> QUESTION = Codec.of(Question.class);
  private static final Codec<List<Provided>> PROVIDED = Codec.of(Provided.class).list();

  /** For which turn of which conversation. */
  record Question(String message, Optional<String> memory) {}

  /**
   * A tool.
   *
   * @param specification in LangChain4j's JSON
   * @param returns what is done with its result
   */
  record Provided(String specification, ReturnBehavior returns) {}

  @Override
  public ToolProviderResult provideTools(ToolProviderRequest request) {
    Optional<Binding.Inside> inside = journaled.inside("a tool provider");
    if (inside.isEmpty()) {
      return provider.provideTools(request);
    }
    AtomicReference<ToolProviderResult> lived = new AtomicReference<>();
    Wrapped<Question, List<Provided>> operation = new Wrapped<>("tools", Effect.READ, QUESTION, PROVIDED,
        (_, _) -> {
          ToolProviderResult result = provider.provideTools(request);
          lived.set(result);
          return provided(result);
        });
    Question question =
        new Question(Messages.ours(request.userMessage()).text(), inside.get().conversation(request
            .chatMemoryId()));
    return new ToolProviderResult(operation.ask(inside.get().run(), "tools", question).stream()
        .map(tool -> tool(tool,
            () -> Optional.ofNullable(lived.get()).orElseGet(() -> provider.provideTools(request))))
        .toList());
  }

  private static List<Provided> provided(ToolProviderResult result) {
    return result == null ? List.of()
        : result.aiServiceTools().stream()
            .map(tool -> new Provided(tool.toolSpecification().toJson(), tool.returnBehavior())).toList();
  }

  private AiServiceTool tool(Provided tool, Supplier<ToolProviderResult> tools) {
    ToolSpecification specification = ToolSpecification.fromJson(tool.specification());
    String name = specification.name();
    return AiServiceTool.builder().toolSpecification(specification).returnBehavior(tool.returns())
        .toolExecutor(
            new JournaledTool(journaled, journaled.effectOf(name), () -> executor(name, tools), Optional
                .empty()))
        .build();
  }

  /** Only what is lived needs the provider's executor; a run that is resumed asks for it once more. */
  private static ToolExecutor executor(String name, Supplier<ToolProviderResult> tools) {
    return tools.get().aiServiceTools().stream().filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the tool provider does not provide \"" + name
            + "\" any more; it did when the run began"))
        .toolExecutor();
  }

  @Override
  public boolean isDynamic() {
    return provider.isDynamic();
  }
}
