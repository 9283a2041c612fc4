package dev.athanor.langchain4j;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An agentic workflow: a writer; two reviewers at once; an editor in a loop until the text is short; a clerk with a tool. */
public final class Newsroom implements AutoCloseable {
  final PlayedModel model = new PlayedModel(Newsroom::play);
  final Press press = new Press();
  final ExecutorService threads = Executors.newFixedThreadPool(4);

  public interface Writer {
    @UserMessage("Write about {{topic}}.")
    @Agent(description = "writes", outputKey = "text")
    String write(@V("topic") String topic);
  }

  public interface FactReviewer {
    @UserMessage("Are the facts right in: {{text}}")
    @Agent(description = "checks facts", outputKey = "facts")
    String review(@V("text") String text);
  }

  public interface StyleReviewer {
    @UserMessage("Is the style right in: {{text}}")
    @Agent(description = "checks style", outputKey = "style")
    String review(@V("text") String text);
  }

  public interface Editor {
    @UserMessage("Shorten, knowing {{facts}} and {{style}}: {{text}}")
    @Agent(description = "shortens", outputKey = "text")
    String edit(@V("facts") String facts, @V("style") String style, @V("text") String text);
  }

  public interface Clerk {
    @UserMessage("Publish: {{text}}")
    @Agent(description = "publishes", outputKey = "published")
    String publish(@V("text") String text);
  }

  /** Where the clerk's tool prints. */
  static final class Press {
    final List<String> printed = new CopyOnWriteArrayList<>();

    @Tool("prints a text")
    String print(String text) {
      printed.add(text);
      return "printed as number " + printed.size();
    }
  }

  private static AiMessage play(ChatRequest request) {
    String said = PlayedModel.said(request);
    String about = said.substring(said.lastIndexOf(": ") + 1).strip();
    List<String> results = PlayedModel.results(request);
    if (!results.isEmpty()) {
      return AiMessage.from("It is " + results.getFirst());
    }
    if (said.startsWith("Publish")) {
      return PlayedModel.calls("print", "{\"" + argument(request) + "\":\"" + about + "\"}");
    }
    if (said.startsWith("Write")) {
      return AiMessage.from("a long long long story");
    }
    return AiMessage.from(said.startsWith("Shorten") ? about.replaceFirst("long ", "") : "yes");
  }

  /** As the compiler has kept the name of the parameter or not. */
  private static String argument(ChatRequest request) {
    return request.toolSpecifications().getFirst().parameters().properties().keySet().iterator().next();
  }

  /** The workflow as it was before. */
  UntypedAgent plain() {
    return workflow(model, threads, Optional.empty());
  }

  /** The same with everything outside wrapped. */
  UntypedAgent journaled(Journaled journaled) {
    return workflow(journaled.chatModel(model), journaled.executor(threads), Optional.of(journaled));
  }

  private UntypedAgent workflow(ChatModel asked, Executor executor, Optional<Journaled> journaled) {
    var clerk = AgenticServices.agentBuilder(Clerk.class).chatModel(asked);
    if (journaled.isPresent()) {
      clerk.tools(journaled.get().toolExecutors(press));
    } else {
      clerk.tools(press);
    }
    UntypedAgent reviewers = AgenticServices.parallelBuilder().executor(executor).subAgents(
        AgenticServices.agentBuilder(FactReviewer.class).chatModel(asked).build(),
        AgenticServices.agentBuilder(StyleReviewer.class).chatModel(asked).build()).build();
    UntypedAgent editing = AgenticServices.loopBuilder().maxIterations(5)
        .exitCondition(scope -> !scope.readState("text", "").contains("long"))
        .subAgents(reviewers, AgenticServices.agentBuilder(Editor.class).chatModel(asked).build()).build();
    return AgenticServices.sequenceBuilder()
        .subAgents(AgenticServices.agentBuilder(Writer.class).chatModel(asked).build(), editing,
            clerk.build())
        .output(scope -> scope.readState("published", "") + ": " + scope.readState("text", "")).build();
  }

  /** What the workflow makes of a topic. */
  static String run(UntypedAgent workflow, String topic) {
    return (String) workflow.invoke(Map.of("topic", topic));
  }

  @Override
  public void close() {
    threads.close();
  }
}
