package dev.athanor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Budget;
import dev.athanor.journal.Entry;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.run.Attempt;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Retry;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.run.StepFailed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelOperationTest {
  private static final ModelName NAME = ModelName.parse("openai:gpt-5-mini");
  private static final Duration SOON = Duration.ofMillis(1);
  private static final RunId ID = new RunId("m1");

  private final InMemoryJournal journal = new InMemoryJournal();

  private static ModelResponse answer(String text) {
    return new ModelResponse(Message.assistant(text), FinishReason.STOP, Usage.of(10, 5), Optional.of("r-1"),
        Optional.of("gpt-5-mini-2026-08"), Map.of());
  }

  private static Program<String, String> asking(Model model, Retry retry) {
    var operation =
        new ModelOperation(name -> model, (name, usage) -> Optional.of(new BigDecimal("0.01")), retry,
            Duration.ofSeconds(30));
    return new Program<>("asking", Codec.TEXT, Codec.TEXT,
        (run, question) -> run.step("model", operation, ModelRequest
            .of(NAME, List.of(Message.system("Be brief."), Message.user(question)), ModelSettings.NONE))
            .text());
  }

  private Entry.Completed step(RunId id) {
    return journal.entries(id, 0).stream().map(each -> each.entry()).filter(Entry.Completed.class::isInstance)
        .map(
            Entry.Completed.class::cast)
        .findFirst().orElseThrow();
  }

  @Test
  void anAnswerIsOnRecordWithItsTokensAndItsMoneyAndReplaysWithoutTheModel() {
    try (Runs runs = new Runs(journal)) {
      var program =
          asking((request, attempt) -> answer("Hello " + request.messages().getLast().text()), Retry.NONE);
      assertThat(runs.start(ID, program, "Ada").outcome()).isEqualTo(new Outcome.Done<>("Hello Ada"));
      assertThat(step(ID).spend().tokens()).isEqualTo(15);
      assertThat(step(ID).spend().dollars()).isEqualByComparingTo("0.01");
      var replay = runs.replay(runs.recording(ID), asking((request, attempt) -> {
        throw new AssertionError("asked in a replay");
      }, Retry.NONE));
      assertThat(replay.identical()).isTrue();
    }
  }

  @Test
  void aFailureThatMayPassIsTriedAgainAfterAsLongAsTheProviderAsks() {
    List<Long> times = new ArrayList<>();
    Model busy = (request, attempt) -> {
      times.add(System.nanoTime());
      if (attempt.number() < 3) {
        throw new StepFailed(ModelFailures.RATE, "slow down", true).retryAfter(Duration.ofMillis(40));
      }
      return answer("at last");
    };
    try (Runs runs = new Runs(journal)) {
      assertThat(runs.start(ID, asking(busy, new Retry(3, SOON, Duration.ofSeconds(1))), "x").outcome())
          .isEqualTo(
              new Outcome.Done<>("at last"));
    }
    assertThat(times).hasSize(3);
    assertThat(Duration.ofNanos(times.get(2) - times.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(80));
    assertThat(journal.entries(ID, 0).stream().filter(each -> each.entry() instanceof Entry.Attempted))
        .hasSize(2);
  }

  @Test
  void aProviderThatAsksToWaitLongerThanTheLongestPauseIsNotWaitedFor() {
    Model exhausted = (request, attempt) -> {
      throw new StepFailed(ModelFailures.RATE, "come back in an hour", true).retryAfter(Duration.ofHours(1));
    };
    try (Runs runs = new Runs(journal)) {
      assertThat(runs.start(ID, asking(exhausted, new Retry(3, SOON, SOON)), "x").outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.failure().message()).isEqualTo("come back in an hour"));
    }
    assertThat(journal.entries(ID, 0).stream().filter(each -> each.entry() instanceof Entry.Attempted))
        .isEmpty();
  }

  @Test
  void aFailureThatWontPassIsNotTriedAgain() {
    List<Integer> tries = new ArrayList<>();
    Model strict = (request, attempt) -> {
      tries.add(attempt.number());
      throw new StepFailed(ModelFailures.KEY, "no", false);
    };
    try (Runs runs = new Runs(journal)) {
      assertThat(runs.start(ID, asking(strict, ModelOperation.PATIENT), "x").outcome()).isInstanceOf(
          Outcome.Failed.class);
    }
    assertThat(tries).containsExactly(1);
  }

  @Test
  void aBudgetOfTokensStopsTheNextQuestion() {
    var operation =
        new ModelOperation(name -> (request, attempt) -> answer("x"), Prices.UNKNOWN, Retry.NONE, Duration
            .ofSeconds(30));
    var talk = new Program<>("talk", Codec.TEXT, Codec.TEXT, (run, question) -> {
      for (int i = 0; i < 10; i++) {
        run.step("model", operation,
            ModelRequest.of(NAME, List.of(Message.user(question + i)), ModelSettings.NONE));
      }
      return "talked";
    });
    try (Runs runs = new Runs(journal)) {
      assertThat(runs.start(ID, talk, "x", RunOptions.PLAIN.within(Budget.UNLIMITED.tokens(30))).outcome())
          .isInstanceOf(
              Outcome.Exhausted.class);
    }
  }

  @Test
  void everyPartOfAConversationIsReadBackAsItWasWritten() {
    var call = new Part.ToolCall("c1", "weather", "{\"city\": \"Köln\"");
    var request = new ModelRequest(
        NAME, List.of(Message.system("s"), new Message(Role.USER, List.of(new Part.Text("t"),
            new Part.Stored(new Payload(Hash.of("x"), 1, "image/png"), Optional.of("a.png")), new Part.Linked(
                "https://example.org/a.pdf", "application/pdf"))),
            new Message(Role.ASSISTANT, List.of(new Part.Reasoning(
                "hm", Optional.of("sig")), call,
                new Part.Raw("openai", "web_search_call", Json.parse(
                    "{\"id\":\"ws\"}")))),
            Message.tool(Part.ToolResult.failed(call, "no such city"))),
        List.of(
            new Tool("weather", "tells it", Json.parse("{\"type\":\"object\"}"))),
        ToolChoice.REQUIRED,
        new OutputFormat.Schema("answer", Json.parse("{\"type\":\"object\"}")),
        new ModelSettings(Optional.of(0.5),
            Optional.empty(), Optional.of(3), Optional.empty(), Optional.of(7L), List.of("END"),
            Optional.of("low"), Map
                .of("b", Json.parse("1"), "a", Json.parse("2"))));
    Codec<ModelRequest> codec = Codec.of(ModelRequest.class);
    String text = CanonicalJson.text(codec.encode(request));
    assertThat(codec.decode(Json.parse(text))).isEqualTo(request);
    assertThat(text)
        .contains("\"model\":\"openai:gpt-5-mini\"", "\"role\":\"user\"", "\"type\":\"reasoning\"",
            "\"type\":\"tool_result\"", "\"toolChoice\":\"required\"")
        .doesNotContain("topP", "null");
  }

  @Test
  void everyPieceOfAnAnswerIsReadBackAsItWasWritten() {
    for (Delta delta : List.of(new Delta.Text("a"), new Delta.Reasoning("b"),
        new Delta.ToolCall(1, "f", "{"))) {
      assertThat(Delta.CODEC.decode(Delta.CODEC.encode(delta))).isEqualTo(delta);
    }
  }

  @Test
  void whatIsStreamedIsPartOfTheRecord() {
    Model streaming = (request, attempt) -> {
      emit(attempt, "Hel");
      emit(attempt, "lo");
      return answer("Hello");
    };
    try (Runs runs = new Runs(journal)) {
      runs.start(ID, asking(streaming, Retry.NONE), "x").outcome().output();
      assertThat(step(ID).chunks()).isPresent();
    }
  }

  private static void emit(Attempt attempt, String text) {
    attempt.emit(Delta.CODEC.encode(new Delta.Text(text)));
  }

  @ParameterizedTest
  @CsvSource({"openai:gpt-5-mini,openai,gpt-5-mini", "ollama:qwen3:8b,ollama,qwen3:8b", "p:a/b,p,a/b"})
  void aNameIsAProviderAndAModel(String text, String provider, String model) {
    assertThat(ModelName.parse(text)).isEqualTo(new ModelName(provider, model)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpt-5", ":gpt", "openai:"})
  void whatIsNoNameIsToldWhatANameLooksLike(String text) {
    assertThatThrownBy(() -> ModelName.parse(text)).isInstanceOf(AthanorException.class)
        .hasMessage("\"" + text
            + "\" is no model; expected PROVIDER:MODEL, such as openai:gpt-5-mini or ollama:qwen3:8b");
  }

  @Test
  void settingsFillWhatOthersLeaveOut() {
    ModelSettings cool =
        new ModelSettings(Optional.of(0.1), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), List.of(), Optional.empty(), Map.of("a", Json.parse("1")));
    ModelSettings defaults = new ModelSettings(Optional.of(0.9), Optional.of(0.8), Optional.empty(),
        Optional.of(100),
        Optional.empty(), List.of("X"), Optional.empty(), Map.of("a", Json.parse("2"), "b", Json.parse("3")));
    assertThat(cool.or(defaults))
        .isEqualTo(new ModelSettings(Optional.of(0.1), Optional.of(0.8), Optional.empty(),
            Optional.of(100), Optional.empty(), List.of("X"), Optional.empty(),
            Map.of("a", Json.parse("1"), "b", Json
                .parse("3"))));
  }
}
