package dev.athanor.langchain4j;

import static dev.athanor.langchain4j.Bench.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.tool.ToolErrorHandlerResult;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ToolsTest {
  private final Bench bench = new Bench();
  private final Till till = new Till();

  interface Assistant {
    String chat(String text);
  }

  /** An exception of the application's own. */
  public static final class NoMoney extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a cause. */
    public NoMoney(String message) {
      super(message);
    }
  }

  /** What a price is made of. */
  public record Price(String item, int cents, List<String> taxes) {}

  static final class Till {
    final List<String> done = new CopyOnWriteArrayList<>();

    @Tool
    @ToolEffect(Effect.KEYED)
    String pay(@P("cents") int cents) {
      done.add("pay " + Journaled.idempotencyKey().orElseThrow());
      if (cents > 100) {
        throw new NoMoney("there are only 100 cents, not " + cents);
      }
      return "paid";
    }

    @Tool(returnBehavior = ReturnBehavior.IMMEDIATE)
    @ToolEffect(Effect.READ)
    Price price(@P("item") String item) {
      done.add("price");
      return new Price(item, 42, List.of("vat"));
    }

    @Tool
    @ToolEffect(Effect.PURE)
    String whoAmI(@ToolMemoryId String who) {
      return "you are " + who;
    }
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static AiMessage callOnce(ChatRequest request, String tool, String arguments) {
    List<String> results = PlayedModel.results(request);
    return results.isEmpty() ? PlayedModel.calls(tool, arguments) : AiMessage.from(results.getFirst());
  }

  @Test
  void whatAToolThrowsReachesTheModelAndTheApplicationAsBefore() {
    PlayedModel model = new PlayedModel(request -> callOnce(request, "pay", "{\"cents\":500}"));
    List<Throwable> seen = new CopyOnWriteArrayList<>();
    Assistant assistant =
        AiServices.builder(Assistant.class).chatModel(Journaled.STRICT.chatModel(model)).tools(
            Journaled.STRICT.tools(till)).toolExecutionErrorHandler((error, _) -> {
              seen.add(error);
              return ToolErrorHandlerResult.text(error.getMessage());
            }).build();
    Program<String, String> program =
        Journaled.STRICT.program("pay", Codec.TEXT, Codec.TEXT, assistant::chat);
    assertThat(bench.runs.start(ID, program, "pay").outcome())
        .isEqualTo(new Outcome.Done<>("there are only 100 cents, not 500"));
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(seen).hasSize(2).allSatisfy(error -> assertThat(error).isExactlyInstanceOf(NoMoney.class));
    assertThat(till.done).hasSize(1);
  }

  @Test
  void argumentsThatDoNotFitAreTheModelsMistakeLiveAndReplayed() {
    PlayedModel model = new PlayedModel(request -> callOnce(request, "pay", "{\"cents\":\"many\"}"));
    Assistant assistant = AiServices.builder(Assistant.class).chatModel(Journaled.STRICT.chatModel(model))
        .tools(
            Journaled.STRICT.tools(till))
        .toolArgumentsErrorHandler((error, _) -> ToolErrorHandlerResult.text("no: "
            + error.getMessage()))
        .build();
    Program<String, String> program =
        Journaled.STRICT.program("pay", Codec.TEXT, Codec.TEXT, assistant::chat);
    assertThat(bench.runs.start(ID, program, "pay").outcome().output()).startsWith("no: ");
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(till.done).isEmpty();
  }

  @Test
  void anEffectIsDeclaredOnTheMethodOrByNameWhichGoesFirst() {
    PlayedModel model = new PlayedModel(request -> callOnce(request, "pay", "{\"cents\":5}"));
    Journaled journaled = Journaled.STRICT.effect("pay", Effect.WRITE);
    Assistant assistant =
        AiServices.builder(Assistant.class).chatModel(journaled.chatModel(model)).tools(journaled
            .tools(till)).build();
    var _ = bench.runs.start(ID, journaled.program("pay", Codec.TEXT, Codec.TEXT, assistant::chat), "pay")
        .outcome();
    assertThat(bench.effect(ID, "pay")).isEqualTo(Effect.WRITE);
    assertThat(Journaled.STRICT.effectOf("unknown")).isEqualTo(Effect.WRITE);
  }

  @Test
  void aKeyedToolIsToldTheKeyByWhichTheOtherSideKnowsItAgain() {
    PlayedModel model = new PlayedModel(request -> callOnce(request, "pay", "{\"cents\":5}"));
    Assistant assistant =
        AiServices.builder(Assistant.class).chatModel(Journaled.STRICT.chatModel(model)).tools(
            Journaled.STRICT.tools(till)).build();
    Program<String, String> program =
        Journaled.STRICT.program("pay", Codec.TEXT, Codec.TEXT, assistant::chat);
    for (int write = 1; write <= 8; write++) {
      try (Bench killed = new Bench()) {
        till.done.clear();
        var _ = killed.killedAt(write, true, program, "pay");
        assertThat(killed.runs.start(ID, program, "pay").outcome()).isEqualTo(new Outcome.Done<>("paid"));
        assertThat(till.done.stream().distinct()).hasSize(1);
      }
    }
    assertThat(Journaled.idempotencyKey()).isEmpty();
  }

  interface Priced {
    Result<String> price(@UserMessage String item);
  }

  @Test
  void whatAToolReturnsToTheApplicationComesBackAsItsType() {
    PlayedModel model = new PlayedModel(request -> callOnce(request, "price", "{\"item\":\"tea\"}"));
    Priced priced =
        AiServices.builder(Priced.class).chatModel(Journaled.STRICT.chatModel(model)).tools(Journaled.STRICT
            .tools(till)).build();
    Program<String, String> program =
        Journaled.STRICT.program("price", Codec.TEXT, Codec.TEXT, item -> priced.price(
            item).toolExecutions().getFirst().resultObject().toString());
    String price = new Price("tea", 42, List.of("vat")).toString();
    assertThat(bench.runs.start(ID, program, "tea").outcome()).isEqualTo(new Outcome.Done<>(price));
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(till.done).containsExactly("price");
    assertThat(model.times()).isEqualTo(1);
  }

  interface Known {
    String chat(@MemoryId String who, @UserMessage String text);
  }

  @Test
  void aToolThatIsToldWhoAsksIsAskedSomethingElseByEach() {
    PlayedModel model = new PlayedModel(request -> callOnce(request, "whoAmI", "{}"));
    Known known = AiServices.builder(Known.class).chatModel(
        Journaled.STRICT.chatModel(model)).tools(
            Journaled.STRICT
                .tools(till))
        .chatMemoryProvider(id -> dev.langchain4j.memory.chat.MessageWindowChatMemory.builder().id(id)
            .maxMessages(9).chatMemoryStore(Journaled.STRICT.chatMemoryStore(
                new dev.langchain4j.store.memory.chat.InMemoryChatMemoryStore()))
            .build())
        .build();
    Program<String, String> program =
        Journaled.STRICT.program("who", Codec.TEXT, Codec.TEXT, who -> known.chat(who,
            "who am I?"));
    assertThat(bench.runs.start(ID, program, "ann").outcome()).isEqualTo(new Outcome.Done<>("you are ann"));
    var recorded = bench.steps(ID).stream().filter(step -> step.path().value().equals("whoAmI")).findFirst()
        .orElseThrow();
    assertThat(recorded.step().request().value(bench.journal::part).toString())
        .contains("\"memory\":\"ann\"");
  }

  @Test
  void theToolsOfAProviderAreOnRecordSoThatAReplayDoesNotAskForThem() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger rung = new AtomicInteger();
    ToolProvider provider = _ -> {
      asked.incrementAndGet();
      return ToolProviderResult.builder()
          .add(ToolSpecification.builder().name("ring").description("rings").build(),
              (_, _) -> "rung " + rung.incrementAndGet())
          .build();
    };
    PlayedModel model = new PlayedModel(request -> callOnce(request, "ring", "{}"));
    Assistant assistant =
        AiServices.builder(Assistant.class).chatModel(Journaled.STRICT.chatModel(model)).toolProvider(
            Journaled.STRICT.toolProvider(provider)).build();
    Program<String, String> program =
        Journaled.STRICT.program("ring", Codec.TEXT, Codec.TEXT, assistant::chat);
    assertThat(bench.runs.start(ID, program, "ring").outcome()).isEqualTo(new Outcome.Done<>("rung 1"));
    assertThat(bench.paths(ID)).containsExactly("tools", "model", "ring", "model[1]");
    assertThat(bench.effect(ID, "ring")).isEqualTo(Effect.WRITE);
    int times = asked.get();
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(asked).hasValue(times);
    assertThat(rung).hasValue(1);
  }

  /** An assistant that is another assistant's tool. */
  static final class Expert {
    private final Assistant assistant;

    Expert(Assistant assistant) {
      this.assistant = assistant;
    }

    @Tool
    @ToolEffect(Effect.READ)
    String ask(@P("question") String question) {
      return assistant.chat(question);
    }
  }

  @Test
  void whatAToolAsksAWrappedModelIsPartOfTheTool() {
    PlayedModel inner = new PlayedModel(_ -> AiMessage.from("42"));
    Expert expert =
        new Expert(AiServices.create(Assistant.class, Journaled.STRICT.chatModel("expert", inner)));
    PlayedModel model = new PlayedModel(request -> callOnce(request, "ask", "{\"question\":\"why?\"}"));
    Assistant assistant =
        AiServices.builder(Assistant.class).chatModel(Journaled.STRICT.chatModel(model)).tools(
            Journaled.STRICT.tools(expert)).build();
    Program<String, String> program =
        Journaled.STRICT.program("ask", Codec.TEXT, Codec.TEXT, assistant::chat);
    assertThat(bench.runs.start(ID, program, "why?").outcome()).isEqualTo(new Outcome.Done<>("42"));
    assertThat(bench.paths(ID)).containsExactly("model", "ask", "model[1]");
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(inner.times()).isEqualTo(1);
  }

  @Test
  void anExceptionWhoseClassIsNotHereKeepsWhatItSaid() {
    Thrown thrown = new Thrown("com.example.Gone", Optional.of("it broke"), Optional.of(new Thrown(
        "java.io.IOException", Optional.of("no disk"), Optional.empty())));
    assertThat(thrown.again()).hasMessage("it broke")
        .hasRootCauseExactlyInstanceOf(
            java.io.IOException.class)
        .hasRootCauseMessage("no disk");
  }

  @Test
  void aToolThatIsRepeatedAfterACrashDoesWhatWasAskedThenAndNotWhatIsAskedNow() {
    for (int cents : new int[]{5, 7}) {
      var executor = Journaled.STRICT.effect("pay", Effect.KEYED).tool("pay", (request, _) -> {
        till.done.add(String.valueOf(request.arguments()));
        return "paid";
      });
      Program<String,
          String> program = Journaled.STRICT.program("pay", Codec.TEXT, Codec.TEXT, _ -> executor.execute(
              dev.langchain4j.agent.tool.ToolExecutionRequest.builder().id("c").name("pay")
                  .arguments("{\"cents\":" + cents
                      + "}")
                  .build(),
              "default"));
      if (cents == 5) {
        assertThat(bench.killedAt(2, true, program, "")).isEmpty();
        assertThat(till.done).isEmpty();
      } else {
        assertThat(bench.runs.start(ID, program, "").outcome()).isEqualTo(new Outcome.Done<>("paid"));
      }
    }
    assertThat(till.done).containsExactly("{\"cents\":5}");
  }
}
