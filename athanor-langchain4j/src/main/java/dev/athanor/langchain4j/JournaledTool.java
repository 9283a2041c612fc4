package dev.athanor.langchain4j;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.StepFailed;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tool whose every execution is a step of its name.
 *
 * @param journaled how to wrap
 * @param effect what it does to the world
 * @param executor the wrapped one, fetched where it is to be lived
 * @param method of the object that it is, if it is one
 */
record JournaledTool(Journaled journaled, Effect effect, Supplier<ToolExecutor> executor,
    Optional<Method> method)
    implements ToolExecutor {
  private static final Codec<Question> QUESTION = Codec.of(Question.class);

  /**
   * What a tool is asked. The id of the call is not part of it: the same call of another draw is the same question.
   *
   * @param tool by its name
   * @param arguments as the model has written them
   * @param memory of which conversation, for tools that are told
   */
  record Question(String tool, Optional<String> arguments, Optional<String> memory) {
    /** What is asked, as the call that it came by. */
    ToolExecutionRequest of(ToolExecutionRequest call) {
      return call.toBuilder().name(tool).arguments(arguments.orElse(null)).build();
    }
  }

  /** A tool of an object knows its method. */
  static JournaledTool of(Journaled journaled, String name, ToolExecutor executor) {
    return new JournaledTool(journaled, journaled.effectOf(name, executor), () -> executor,
        executor instanceof DefaultToolExecutor known
            ? Optional.of(known.originalMethod())
            : Optional.empty());
  }

  @Override
  public String execute(ToolExecutionRequest request, Object memoryId) {
    Optional<Binding.Inside> inside = inside(request);
    return inside.isEmpty() ? executor.get().execute(request, memoryId)
        : step(inside.get(), request, memoryId, asked -> ToolExecutionResult.builder()
            .resultText(executor.get().execute(asked, memoryId)).build()).resultText();
  }

  @Override
  public ToolExecutionResult executeWithContext(ToolExecutionRequest request, InvocationContext context) {
    Optional<Binding.Inside> inside = inside(request);
    return inside.isEmpty() ? executor.get().executeWithContext(request, context)
        : step(inside.get(), request, context == null ? null : context.chatMemoryId(),
            asked -> executor.get().executeWithContext(asked, context));
  }

  /** LangChain4j would tell an exception to the model, as the tool's failure, and nobody would hear of the mistake. */
  private Optional<Binding.Inside> inside(ToolExecutionRequest request) {
    try {
      return journaled.inside("the tool \"" + request.name() + "\"");
    } catch (AthanorException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private ToolExecutionResult step(Binding.Inside inside, ToolExecutionRequest request,
      @Nullable Object memoryId,
      Function<ToolExecutionRequest, ToolExecutionResult> live) {
    Wrapped<Question, ToolAnswer> operation =
        new Wrapped<>(request.name(), effect, QUESTION, ToolAnswer.CODEC,
            (asked, _) -> answer(live, asked.of(request)));
    Question question =
        new Question(request.name(), Optional.ofNullable(request.arguments()), conversation(inside,
            memoryId));
    ToolAnswer answer = operation.ask(inside.run(), Journaled.stepName(request.name()), question);
    return switch (answer) {
      case ToolAnswer.Returned returned -> result(returned);
      case ToolAnswer.Threw(var thrown) -> throw thrown.again();
    };
  }

  /** A method that is not told which conversation it is for can't depend on it. */
  private Optional<String> conversation(Binding.Inside inside, @Nullable Object memoryId) {
    boolean untold = method.isPresent() && Arrays.stream(method.get().getParameters()).noneMatch(
        parameter -> parameter.isAnnotationPresent(ToolMemoryId.class)
            || InvocationContext.class.isAssignableFrom(
                parameter.getType()));
    return untold ? Optional.empty() : inside.conversation(memoryId);
  }

  private Optional<Type> returns() {
    return method.map(Method::getGenericReturnType);
  }

  /** An exception is what the tool came to: LangChain4j gives it to the model. */
  private ToolAnswer answer(Function<ToolExecutionRequest, ToolExecutionResult> live,
      ToolExecutionRequest asked) {
    try {
      ToolExecutionResult result = live.apply(asked);
      return new ToolAnswer.Returned(result.resultContents().stream().map(Messages::part).toList(),
          result.isError(),
          Results.encoded(result.result(), returns()),
          result.attributes().isEmpty() ? Optional.empty() : Values.encoded(result.attributes()));
    } catch (StepFailed e) {
      throw e;
    } catch (RuntimeException e) {
      return new ToolAnswer.Threw(Thrown.of(e));
    }
  }

  private ToolExecutionResult result(ToolAnswer.Returned returned) {
    return ToolExecutionResult.builder().isError(returned.failed())
        .result(returned.result().map(json -> Results.decoded(json, returns())).orElse(null))
        .resultContents(returned.content().stream().map(Messages::content).toList())
        .attributes(
            returned.attributes().map(Values::map).orElse(Map.of()))
        .build();
  }
}
