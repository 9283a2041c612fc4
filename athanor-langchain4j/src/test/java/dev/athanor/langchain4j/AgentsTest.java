package dev.athanor.langchain4j;

import static dev.athanor.langchain4j.Bench.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Path;
import dev.athanor.json.Codec;
import dev.athanor.run.Deadline;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Signal;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.agent.ErrorRecoveryResult;
import dev.langchain4j.agentic.supervisor.SupervisorAgent;
import dev.langchain4j.agentic.workflow.HumanInTheLoop;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.store.memory.chat.InMemoryChatMemoryStore;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentsTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private static Newsroom.Writer writer(ChatModel model) {
    return AgenticServices.agentBuilder(Newsroom.Writer.class).chatModel(model).build();
  }

  private static Newsroom.Clerk clerk(ChatModel model) {
    return AgenticServices.agentBuilder(Newsroom.Clerk.class).chatModel(model).build();
  }

  /** Says whether it may, and asks a person. */
  private static HumanInTheLoop person() {
    return AgenticServices.humanInTheLoopBuilder().description("decides").outputKey("decision")
        .responseProvider(
            scope -> Journaled.run().orElseThrow().await("decision",
                Signal.of("decision", scope.readState("text", ""),
                    Codec.TEXT),
                Deadline.NONE))
        .build();
  }

  private static Program<String, String> program(UntypedAgent workflow) {
    return Journaled.STRICT.program("agents", Codec.TEXT, Codec.TEXT,
        topic -> (String) workflow.invoke(Map.of("topic",
            topic)));
  }

  @Test
  void aHumanInTheLoopMayTakeAWeekAndAnotherProcess() {
    PlayedModel model = new PlayedModel(request -> AiMessage.from("re: " + PlayedModel.said(request)));
    ChatModel wrapped = Journaled.STRICT.chatModel(model);
    Program<String,
        String> program = program(AgenticServices.sequenceBuilder().subAgents(writer(wrapped), person(),
            clerk(wrapped))
            .output(scope -> scope.readState("decision", "") + ": " + scope.readState("published", ""))
            .build());
    assertThat(bench.runs.start(ID, program, "rain").outcome()).isInstanceOfSatisfying(Outcome.Waiting.class,
        waiting -> assertThat(waiting.waits().toString()).contains("re: Write about rain."));
    try (var elsewhere = Bench.process(bench.journal)) {
      elsewhere.answer(ID, new Path("decision"), Codec.TEXT, "print it");
      assertThat(elsewhere.drive(ID, program)).isEqualTo(new Outcome.Done<>(
          "print it: re: Publish: re: Write about rain."));
    }
    assertThat(model.times()).isEqualTo(2);
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
  }

  @Test
  void aWorkflowThatRecoversFromErrorsDoesNotRecoverFromAWait() {
    PlayedModel model = new PlayedModel(request -> AiMessage.from("re: " + PlayedModel.said(request)));
    ChatModel wrapped = Journaled.STRICT.chatModel(model);
    Program<String,
        String> program = program(AgenticServices.sequenceBuilder().subAgents(writer(wrapped), person(),
            clerk(wrapped)).errorHandler(_ -> ErrorRecoveryResult.result("never mind"))
            .output(scope -> scope.readState(
                "decision", ""))
            .build());
    assertThat(bench.runs.start(ID, program, "rain").outcome()).isInstanceOf(Outcome.Waiting.class);
    assertThat(bench.paths(ID)).containsExactly("model");
    bench.runs.answer(ID, new Path("decision"), Codec.TEXT, "yes");
    assertThat(bench.runs.drive(ID, program)).isEqualTo(new Outcome.Done<>("yes"));
  }

  @Test
  void anAgentsMemoryHasANameByChanceAndReplays() {
    PlayedModel model = new PlayedModel(request -> AiMessage.from("heard " + request.messages().size()));
    ChatModel wrapped = Journaled.STRICT.chatModel(model);
    var kept = Journaled.STRICT.chatMemoryStore(new InMemoryChatMemoryStore());
    Newsroom.Writer writer = AgenticServices.agentBuilder(Newsroom.Writer.class).chatModel(wrapped)
        .chatMemoryProvider(
            id -> MessageWindowChatMemory.builder().id(id).maxMessages(9).chatMemoryStore(kept).build())
        .build();
    Program<String, String> program =
        program(AgenticServices.loopBuilder().subAgents(writer).maxIterations(2).output(
            scope -> scope.readState("text", "")).build());
    assertThat(bench.runs.start(ID, program, "rain").outcome()).isEqualTo(new Outcome.Done<>("heard 3"));
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(model.times()).isEqualTo(2);
  }

  @Test
  void aSupervisorReplays() {
    PlayedModel planner =
        new PlayedModel(request -> AiMessage.from(request.messages().toString().contains("a story")
            ? "{\"agentName\":\"done\",\"arguments\":{\"response\":\"there it is\"}}"
            : "{\"agentName\":\"write\",\"arguments\":{\"topic\":\"rain\"}}"));
    PlayedModel model = new PlayedModel(_ -> AiMessage.from("a story"));
    SupervisorAgent supervisor =
        AgenticServices.supervisorBuilder().chatModel(Journaled.STRICT.chatModel("plan",
            planner)).subAgents(writer(Journaled.STRICT.chatModel(model))).build();
    Program<String, String> program = Journaled.STRICT.program("supervisor", Codec.TEXT, Codec.TEXT,
        supervisor::invoke);
    assertThat(bench.runs.start(ID, program, "write about rain").outcome())
        .isEqualTo(new Outcome.Done<>("a story"));
    assertThat(bench.paths(ID)).containsExactly("plan", "model", "plan[1]");
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(planner.times()).isEqualTo(2);
  }

  @Test
  void anAsyncAgentUsesThreadsThatCanNotBeTakenAlongAndIsRefused() {
    PlayedModel model = new PlayedModel(_ -> AiMessage.from("x"));
    Newsroom.Writer writer =
        AgenticServices.agentBuilder(Newsroom.Writer.class).chatModel(Journaled.STRICT.chatModel(
            model)).async(true).build();
    Program<String, String> program =
        program(AgenticServices.sequenceBuilder().subAgents(writer).output(scope -> scope
            .readState("text", "")).build());
    assertThat(bench.runs.start(ID, program, "rain").outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(model.times()).isZero();
  }
}
