package dev.athanor.langchain4j;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.model.Prices;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolService;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * Wraps what a LangChain4j application asks the outside with, and makes a program of the application's code. Immutable, and safe
 * for use by many threads.
 *
 * @param outside what wrapped objects do where no run is bound
 * @param effects what tools do to the world, by name
 * @param prices what tokens cost
 */
public record Journaled(Outside outside, Map<String, Effect> effects, Prices prices) {
  /** Refuses where no run is bound, takes every tool without {@link ToolEffect} for a WRITE, knows no price. */
  public static final Journaled STRICT = new Journaled(Outside.REFUSE, Map.of(), Prices.UNKNOWN);

  private static final String NO_NAME = "[/\\[\\]{}\\p{Cntrl}\\p{Cs}]";

  /** Copies. */
  public Journaled {
    effects = Map.copyOf(effects);
  }

  /** The same, doing something else where no run is bound. */
  public Journaled outside(Outside other) {
    return new Journaled(other, effects, prices);
  }

  /** The same, knowing what a tool does to the world. Goes before the annotation. */
  public Journaled effect(String tool, Effect effect) {
    Map<String, Effect> more = new LinkedHashMap<>(effects);
    more.put(tool, effect);
    return new Journaled(outside, more, prices);
  }

  /** The same, knowing what tokens cost. */
  public Journaled prices(Prices known) {
    return new Journaled(outside, effects, known);
  }

  /**
   * A program of an application's code, which runs on the thread that drives the run. Wrapped objects that it uses ask the
   * run. If it ends with an exception because a model failed or the budget is spent, the run fails with that.
   */
  public <I, O> Program<I, O> program(String name, Codec<I> input, Codec<O> output, Function<I, O> code) {
    return new Program<>(name, input, output,
        (run, given) -> ScopedValue
            .where(Binding.HERE, Binding.Inside.of(run, input.encode(given).toString()))
            .call(() -> Failures.told(() -> code.apply(given))));
  }

  /** The run of the current thread, for what is not LangChain4j's: the time, random numbers, steps and waits of your own. */
  public static Optional<Run> run() {
    return Binding.HERE.isBound() && Binding.HERE.get() instanceof Binding.Inside(var run, _, _)
        ? Optional.of(run)
        : Optional.empty();
  }

  /** Under which key the tool that is just being executed may be repeated, for the other side to recognise it by. */
  public static Optional<String> idempotencyKey() {
    return Binding.HERE.isBound() && Binding.HERE.get() instanceof Binding.Below(var key) ? Optional.of(key)
        : Optional.empty();
  }

  /** A chat model whose steps are named {@code model}. */
  public ChatModel chatModel(ChatModel model) {
    return chatModel("model", model);
  }

  /** A chat model by the name of its steps. */
  public ChatModel chatModel(String name, ChatModel model) {
    return new JournaledChatModel(this, name, model);
  }

  /** A streaming chat model whose steps are named {@code model}. */
  public StreamingChatModel streamingChatModel(StreamingChatModel model) {
    return streamingChatModel("model", model);
  }

  /** A streaming chat model by the name of its steps. In a run its calls return when the answer is complete. */
  public StreamingChatModel streamingChatModel(String name, StreamingChatModel model) {
    return new JournaledStreamingChatModel(this, name, model);
  }

  /** An embedding model; its steps are named {@code embed}. */
  public EmbeddingModel embeddingModel(EmbeddingModel model) {
    return new JournaledEmbeddingModel(this, model);
  }

  /** A content retriever over what changes; its steps are named {@code retrieve}. */
  public ContentRetriever contentRetriever(ContentRetriever wrapped) {
    return contentRetriever("retrieve", wrapped);
  }

  /** A content retriever over what changes, by the name of its steps. */
  public ContentRetriever contentRetriever(String name, ContentRetriever retriever) {
    return new JournaledContentRetriever(this, name, Optional.empty(), retriever);
  }

  /** A content retriever over a snapshot that has a name and never changes. */
  public ContentRetriever contentRetriever(String name, String snapshot, ContentRetriever retriever) {
    return new JournaledContentRetriever(this, name, Optional.of(snapshot), retriever);
  }

  /** A retrieval augmentor that is one step, named {@code augment}, whatever it does on which threads. */
  public RetrievalAugmentor retrievalAugmentor(RetrievalAugmentor augmentor) {
    return new JournaledRetrievalAugmentor(this, augmentor);
  }

  /** The tools of objects with methods annotated as such, for {@code AiServices.tools(...)}; steps have the tools' names. */
  public List<AiServiceTool> tools(Object... objects) {
    return Arrays.stream(objects).flatMap(object -> ToolService.findTools(object).stream())
        .map(tool -> AiServiceTool.builder().toolSpecification(tool.toolSpecification())
            .toolExecutor(tool(tool.name(),
                tool.toolExecutor()))
            .returnBehavior(tool.returnBehavior()).build())
        .toList();
  }

  /** The same by their specification, for builders that take no list of tools. What is returned goes to the model. */
  public Map<ToolSpecification, ToolExecutor> toolExecutors(Object... objects) {
    Map<ToolSpecification, ToolExecutor> executors = new LinkedHashMap<>();
    tools(objects).forEach(tool -> executors.put(tool.toolSpecification(), tool.toolExecutor()));
    return executors;
  }

  /** Tools by their specification. */
  public Map<ToolSpecification, ToolExecutor> tools(Map<ToolSpecification, ToolExecutor> tools) {
    Map<ToolSpecification, ToolExecutor> wrapped = new LinkedHashMap<>();
    tools.forEach(
        (specification, executor) -> wrapped.put(specification, tool(specification.name(), executor)));
    return wrapped;
  }

  /** A tool by its name. */
  public ToolExecutor tool(String name, ToolExecutor executor) {
    return JournaledTool.of(this, name, executor);
  }

  /** A tool provider: which tools there are is a step named {@code tools}, and each of the tools is journaled. */
  public ToolProvider toolProvider(ToolProvider provider) {
    return new JournaledToolProvider(this, provider);
  }

  /**
   * A function of the application's own that asks the outside, such as one that writes to a database. What it throws is its
   * answer; with a WRITE of which nobody knows whether it happened, the run is in doubt.
   */
  public <Q, R> Function<Q, R> function(String name, Effect effect, Codec<Q> request, Codec<R> response,
      Function<Q, R> function) {
    return new JournaledFunction<>(this, name, effect, new JournaledFunction.Codecs<>(request, response),
        function);
  }

  /** A memory store; steps are named {@code memory}, {@code remember} and {@code forget}. */
  public ChatMemoryStore chatMemoryStore(ChatMemoryStore store) {
    return new JournaledMemoryStore(this, store);
  }

  /** A memory that lives in this process, without a store of its own that is wrapped; steps are named as a store's. */
  public ChatMemory chatMemory(ChatMemory memory) {
    return new JournaledMemory(this, memory);
  }

  /** An executor to whose threads the run is taken along; the strands of the run are named {@code task}. */
  public Executor executor(Executor executor) {
    return executor("task", executor);
  }

  /** An executor by the name of its strands. */
  public Executor executor(String name, Executor executor) {
    return new JournaledExecutor(name, executor);
  }

  /** An executor service to whose threads the run is taken along; the strands of the run are named {@code task}. */
  public ExecutorService executor(ExecutorService service) {
    return new JournaledExecutorService("task", service);
  }

  /** The run to ask; empty if the wrapped object is to be used directly. */
  Optional<Run> run(String what) {
    return inside(what).map(Binding.Inside::run);
  }

  /** What the thread belongs to; empty if the wrapped object is to be used directly. */
  Optional<Binding.Inside> inside(String what) {
    if (Binding.HERE.isBound()) {
      return Binding.HERE.get() instanceof Binding.Inside inside ? Optional.of(inside) : Optional.empty();
    }
    return switch (outside) {
      case PASS -> Optional.empty();
      case REFUSE -> throw AthanorException.user("run-unbound", what
          + " was used on a thread that belongs to no run,"
          + " so that nobody would record it. Start the code as a Journaled.program; give LangChain4j a"
          + " Journaled.executor where it uses threads of its own; use the unwrapped object, or Outside.PASS, where"
          + " nothing is to be recorded");
    };
  }

  Effect effectOf(String tool) {
    return effects.getOrDefault(tool, Effect.WRITE);
  }

  Effect effectOf(String tool, ToolExecutor executor) {
    ToolEffect declared =
        executor instanceof DefaultToolExecutor known ? known.originalMethod().getAnnotation(
            ToolEffect.class) : null;
    return effects.containsKey(tool) || declared == null ? effectOf(tool) : declared.value();
  }

  /** A tool's name as the name of a step. */
  static String stepName(String tool) {
    return tool.replaceAll(NO_NAME, "_");
  }
}
