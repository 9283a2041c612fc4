package dev.athanor.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.model.Message;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.ModelSettings;
import dev.athanor.models.provider.KeySource;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.models.provider.Providers;
import dev.athanor.run.Outcome;
import dev.athanor.run.Retry;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  private static ModelRequest asking(String model) {
    return ModelRequest.of(ModelName.parse(model), List.of(Message.user("x")), ModelSettings.NONE);
  }

  private static Lab failing(Problem problem) {
    return new Lab(SimulatorSettings.of(Script.of(Rule.any().fails(problem))));
  }

  static Stream<Arguments> problems() {
    return Stream.of(Served.values()).flatMap(served -> Stream.of(
        Arguments.of(served, Problem.Kind.REQUEST, "bad field", ModelFailures.REQUEST, false),
        Arguments.of(served, Problem.Kind.KEY, "Invalid key", ModelFailures.KEY,
            false),
        Arguments.of(served, Problem.Kind.PERMISSION, "not for you", ModelFailures.KEY, false),
        Arguments.of(served, Problem.Kind.MODEL, "The model `x` does not exist", ModelFailures.UNKNOWN,
            false),
        Arguments.of(served, Problem.Kind.SIZE, "Request too large", ModelFailures.CONTEXT, false),
        Arguments.of(served, Problem.Kind.CONTEXT, "This model's maximum context length is 8192 tokens",
            ModelFailures.CONTEXT, false),
        Arguments.of(served, Problem.Kind.POLICY, "Refused by our content policy", ModelFailures.POLICY,
            false),
        Arguments.of(served, Problem.Kind.RATE, "slow down", ModelFailures.RATE, true),
        Arguments.of(served, Problem.Kind.QUOTA, "Your credit balance is too low", ModelFailures.QUOTA,
            false),
        Arguments.of(served, Problem.Kind.SERVER, "oops", ModelFailures.PROVIDER, true),
        Arguments.of(served, Problem.Kind.OVERLOADED, "busy", ModelFailures.PROVIDER, true)));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void whateverAProviderCallsItAFailureHasOurCode(Served served, Problem.Kind kind, String message,
      String code,
      boolean retryable) {
    try (Lab lab = failing(Problem.of(kind, message))) {
      Failure failure = lab.failure(asking(served.model())).failure();
      assertThat(failure.code()).isEqualTo(code);
      assertThat(failure.retryable()).isEqualTo(retryable);
      assertThat(failure.message()).startsWith(served.model() + " ").contains(": " + message);
    }
  }

  @Test
  void aFailureSaysWhatHappenedAndWhatToDo() {
    try (Lab lab = failing(Problem.of(Problem.Kind.KEY, "Incorrect API key provided: sk-ab****yz."))) {
      assertThat(lab.failure(asking("openai:gpt-5-mini")).failure().message()).isEqualTo(
          "openai:gpt-5-mini does not take the key (status 401: Incorrect API key provided: ***); see that TEST_KEY holds a key that "
              + "is valid and may use the model");
    }
    try (Lab lab = failing(Problem.of(Problem.Kind.CONTEXT, "prompt is too long: 9 > 8"))) {
      assertThat(lab.failure(asking("anthropic:claude-opus-4-7")).failure().message()).isEqualTo(
          "anthropic:claude-opus-4-7 can't read so much (status 400: prompt is too long: 9 > 8); leave out messages, evidence or "
              + "files, or ask a model with a larger context");
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void anUnknownModelIsAnsweredWithTheNearestThatThereAre(Served served) {
    try (
        Lab lab = new Lab(SimulatorSettings.of(Script.saying("x")).withModels("gpt-5-mini", "claude-opus-4-7",
            "gemini-3-flash", "qwen3:8b", "gpt-5"))) {
      String mistyped = served.provider() + ":" + served.bareModel().replaceFirst("[5nu]", "x");
      Failure failure = lab.failure(asking(mistyped)).failure();
      assertThat(failure.code()).isEqualTo(ModelFailures.UNKNOWN);
      assertThat(failure.message()).contains("has no such model (status 404",
          "; the nearest that it has: " + served.model()
              + ",");
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void aProviderThatAsksToWaitIsAskedAgainAfterThatAsAnAttemptOfTheSameStep(Served served) {
    Rule busy = Rule.any().firstTimes(2)
        .fails(Problem.of(Problem.Kind.RATE, "slow down").retryAfter(Duration.ofSeconds(
            1)));
    try (Lab lab = new Lab(SimulatorSettings.of(Script.of(busy, Rule.any().says("at last"))))) {
      Outcome<ModelResponse> refused =
          lab.outcome(asking(served.model()), new Retry(3, Lab.SOON, Duration.ofMillis(900)));
      assertThat(refused).isInstanceOfSatisfying(Outcome.Failed.class,
          failed -> assertThat(failed.failure().code()).isEqualTo(
              ModelFailures.RATE));
      assertThat(lab.entries()).noneMatch(Entry.Attempted.class::isInstance);

      long began = System.nanoTime();
      Outcome<ModelResponse> outcome =
          lab.outcome(asking(served.model()), new Retry(3, Lab.SOON, Duration.ofSeconds(5)));
      assertThat(outcome.output().text()).isEqualTo("at last");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      assertThat(lab.entries()).filteredOn(Entry.Attempted.class::isInstance).hasSize(1).first().asString()
          .contains(
              ModelFailures.RATE);
      assertThat(lab.simulator.requests()).hasSize(3);
    }
  }

  @Test
  void aProviderThatIsNotThereIsNamedWithItsAddress() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port + "/v1");
    ProviderSettings down = ProviderSettings.compatible("down", nobody);
    try (Lab lab = new Lab(SimulatorSettings.of(Script.saying("x")), _ -> List.of(down))) {
      Failure failure = lab.failure(asking("down:m")).failure();
      assertThat(failure.code()).isEqualTo(ModelFailures.UNREACHABLE);
      assertThat(failure.retryable()).isTrue();
      assertThat(failure.message()).isEqualTo("down:m can't be reached at " + nobody
          + ": the connection was refused; see whether the provider is up and the address is right");
    }
  }

  @Test
  void aProviderThatIsNotKnownIsAnsweredWithTheNearestNames() {
    try (Providers providers = Providers.of(List.of(), Map.<String, String>of()::get)) {
      assertThatThrownBy(() -> providers.named(ModelName.parse("opnai:gpt-5")))
          .isInstanceOf(AthanorException.class).hasMessage(
              "there is no provider \"opnai\"; the nearest: openai, ollama, gemini. Another one needs settings with its base address");
      assertThatThrownBy(() -> providers.named(ModelName.parse("openai:gpt-5"))).isInstanceOfSatisfying(
          AthanorException.class, e -> assertThat(e.code()).isEqualTo("key-missing")).hasMessage(
              "the provider \"openai\" needs a key, and OPENAI_API_KEY is not set in the environment; set it, or name a file with the "
                  + "key in the provider's settings");
      assertThatThrownBy(() -> providers.named(ModelName.parse("gemini:x"))).hasMessageContaining(
          "GEMINI_API_KEY and GOOGLE_API_KEY are not set");
      assertThat(providers.named(ModelName.parse("ollama:qwen3:8b"))).isNotNull();
    }
  }

  @Test
  void anotherProviderThatIsLikeOpenAiNeedsItsAddressOnly() {
    try (Lab lab = new Lab(SimulatorSettings.of(Script.saying("hello")).withKeys("other-key-123"),
        simulator -> List.of(
            ProviderSettings.compatible("my-server", URI.create(simulator + "/v1/"))
                .withHeaders(Map.of("X-Team", "blue"))
                .keyFrom(new KeySource.Environment(List.of("ANY"), false))))) {
      assertThat(lab.failure(asking("my-server:m")).failure().code()).isEqualTo(ModelFailures.KEY);
      assertThat(lab.simulator.requests().getLast().headers()).containsEntry("x-team", "blue");
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void theModelsOfAProviderAreThoseThatItLists(Served served) {
    try (Lab lab = new Lab(SimulatorSettings.of(Script.saying("x")).withModels("m-1", "m-2"))) {
      assertThat(lab.providers.models(served.provider())).containsExactly("m-1", "m-2");
    }
  }

  static Stream<Arguments> waits() {
    String inAnHour =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    return Stream
        .of(Arguments.of(Map.of("retry-after", "3600"), "{}", false),
            Arguments.of(Map.of("retry-after", inAnHour), "{}",
                false),
            Arguments.of(Map.of("retry-after-ms", "3600000"), "{}", false), Arguments.of(Map.of(), """
                {"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"slow down","details":[
                 {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"3600.5s"}]}}""", false),
            Arguments.of(Map.of(
                "retry-after", "0"), "{}", true),
            Arguments.of(Map.of("retry-after", "soon"), "{}", true), Arguments.of(Map.of(),
                "slow", true));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void howLongToWaitIsReadInEachWayThatProvidersSayIt(Map<String, String> headers, String body,
      boolean triedAgain) {
    try (Lab lab = new Lab(SimulatorSettings.playing(Whole.refused(429, headers, body)))) {
      Outcome<ModelResponse> outcome =
          lab.outcome(asking(Served.GEMINI.model()), new Retry(2, Lab.SOON, Duration.ofSeconds(1)));
      assertThat(outcome instanceof Outcome.Done).isEqualTo(triedAgain);
      assertThat(lab.simulator.requests()).hasSize(triedAgain ? 2 : 1);
    }
  }

  @Test
  void aRedirectIsNotFollowedWithTheKey() {
    try (Lab lab = new Lab(
        SimulatorSettings.playing(Whole.refused(302, Map.of("location", "http://elsewhere/v1"), "")))) {
      assertThat(lab.failure(asking(Served.GEMINI.model())).failure().toString()).isEqualTo(
          "model-request: gemini:gemini-3-flash wants to be asked elsewhere (status 302, http://elsewhere/v1), which could carry the key "
              + "away; if the address is right, set it for the provider");
    }
  }

  @Test
  void aWebPageIsNoAnswer() {
    try (Lab lab = new Lab(SimulatorSettings.playing(Whole.page()))) {
      assertThat(lab.failure(asking(Served.OPENAI.model())).failure().toString()).isEqualTo(
          "model-response: openai:gpt-5-mini sent what can't be understood: it is a web page; see whether the provider's address is "
              + "right: <html>Welcome!</html>");
    }
  }

  @Test
  void aModelsNameThatCantStandInAnAddressIsRefused() {
    try (Lab lab = new Lab(SimulatorSettings.of(Script.saying("x")))) {
      Failure failure = lab.failure(asking("gemini:two words")).failure();
      assertThat(failure.code()).isEqualTo(ModelFailures.REQUEST);
      assertThat(failure.message()).startsWith("gemini:two words was not asked: ").contains("two words");
    }
  }
}
