package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.Run;
import dev.athanor.run.StepFailed;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tool whose every execution is a step of its name.
 *
 * @param journaled how to wrap
 * @param effect what it does to the world
 * @param executor the wrapped one, fetched where it is to be lived
 * @param returns the type of its result, if that is known
 */
record JournaledTool(Journaled journaled, Effect effect, Supplier<ToolExecutor> executor,
    Optional<Type> returns)
    implements ToolExecutor {
  private static final Codec<Question> QUESTION = Codec.of(Question.class);

  /**
   * What a tool is asked. The id of the call is not part of it: the same call of another draw is the same question.
   *
   * @param tool by its name
   * @param arguments as the model has written them
   * @param memory of which conversation, for tools that are told
   */
  record Question(String tool, String arguments, Optional<String> memory) {}

  /** A tool of an object knows its method. */
  static JournaledTool of(Journaled journaled, String name, ToolExecutor executor) {
    return new JournaledTool(journaled, journaled.effectOf(name, executor), () -> executor,
        executor instanceof DefaultToolExecutor known
            ? Optional.of(known.originalMethod().getGenericReturnType())
            : Optional.empty());
  }

  @Override
  public String execute(ToolExecutionRequest request, Object memoryId) {
    Optional<Run> run = journaled.run("the tool \"" + request.name() + "\"");
    return run.isEmpty() ? executor.get().execute(request, memoryId)
        : step(run.get(), request, memoryId, () -> ToolExecutionResult.builder()
            .resultText(executor.get().execute(request, memoryId)).build()).resultText();
  }

  @Override
  public ToolExecutionResult executeWithContext(ToolExecutionRequest request, InvocationContext context) {
    Optional<Run> run = journaled.run("the tool \"" + request.name() + "\"");
    return run.isEmpty() ? executor.get().executeWithContext(request, context)
        : step(run.get(), request, context == null ? null : context.chatMemoryId(),
            () -> executor.get().executeWithContext(request, context));
  }

  private ToolExecutionResult step(Run run, ToolExecutionRequest request, @Nullable Object memoryId,
      Supplier<ToolExecutionResult> live) {
    Wrapped<Question, ToolAnswer> operation =
        new Wrapped<>(request.name(), effect, QUESTION, ToolAnswer.CODEC,
            (_, _) -> answer(live));
    Question question = new Question(request.name(), Optional.ofNullable(request.arguments()).orElse(""),
        Journaled.memory(memoryId));
    ToolAnswer answer = run.step(Journaled.stepName(request.name()), operation, question);
    return switch (answer) {
      case ToolAnswer.Returned returned -> result(returned);
      case ToolAnswer.Threw(var thrown) -> throw thrown.again(loader());
    };
  }

  private ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? JournaledTool.class.getClassLoader() : context;
  }

  /** An exception is what the tool came to, and LangChain4j gives it to the model; only an interrupted one is not over. */
  private ToolAnswer answer(Supplier<ToolExecutionResult> live) {
    try {
      ToolExecutionResult result = live.get();
      return new ToolAnswer.Returned(result.resultContents().stream().map(Messages::part).toList(),
          result.isError(),
          Results.encoded(result.result(), returns),
          result.attributes().isEmpty() ? Optional.empty() : Values.encoded(result.attributes()));
    } catch (StepFailed e) {
      throw e;
    } catch (RuntimeException e) {
      return new ToolAnswer.Threw(Thrown.of(e));
    }
  }

  private ToolExecutionResult result(ToolAnswer.Returned returned) {
    return ToolExecutionResult.builder().isError(returned.failed())
        .result(returned.result().map(json -> Results.decoded(json, returns)).orElse(null))
        .resultContents(returned.content().stream().map(Messages::content).toList())
        .attributes(
            returned.attributes().map(Values::map).orElse(Map.of()))
        .build();
  }
}
