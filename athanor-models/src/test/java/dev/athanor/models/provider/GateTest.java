package dev.athanor.models.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.model.Message;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelSettings;
import dev.athanor.models.Lab;
import dev.athanor.models.Served;
import dev.athanor.run.Retry;
import dev.athanor.run.StepFailed;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.Script;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static final ModelName MODEL = ModelName.parse("openai:m");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong now = new AtomicLong();

  private Window window(Optional<Integer> requests, Optional<Long> tokens) {
    return new Window(new Limits(Optional.empty(), requests, tokens), MINUTE, now::get,
        time -> now.addAndGet(time
            .toNanos()));
  }

  private long seconds() {
    return Duration.ofNanos(now.get()).toSeconds();
  }

  @Test
  void theRequestsOfAMinuteAreCounted() throws Exception {
    Window window = window(Optional.of(2), Optional.empty());
    window.enter(1, Duration.ofHours(1), MODEL);
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    window.enter(1, Duration.ofHours(1), MODEL);
    assertThat(seconds()).isEqualTo(10);
    window.enter(1, Duration.ofHours(1), MODEL);
    assertThat(seconds()).isEqualTo(60);
    window.enter(1, Duration.ofHours(1), MODEL);
    assertThat(seconds()).isEqualTo(70);
  }

  @Test
  void theTokensOfAMinuteAreCountedAsTheyTurnOut() throws Exception {
    Window window = window(Optional.empty(), Optional.of(100L));
    window.enter(40, Duration.ofHours(1), MODEL).took(90);
    window.enter(10, Duration.ofHours(1), MODEL);
    assertThat(seconds()).isZero();
    window.enter(10, Duration.ofHours(1), MODEL);
    assertThat(seconds()).isEqualTo(60);
    window.enter(1_000_000, Duration.ofHours(1), MODEL);
    assertThat(seconds()).isEqualTo(120);
  }

  @Test
  void aQuestionIsNotHeldBackBeyondItsDeadline() throws Exception {
    Window window = window(Optional.of(1), Optional.empty());
    window.enter(1, MINUTE, MODEL);
    assertThatThrownBy(() -> window.enter(1, Duration.ofSeconds(30), MODEL)).isInstanceOfSatisfying(
        StepFailed.class,
        failed -> assertThat(failed.code()).isEqualTo(ModelFailures.RATE)).hasMessage(
            "openai:m was not asked: its limit for a minute is reached, and there is room again only in 60000 ms, after the deadline; "
                + "raise the limit, or ask less");
    assertThat(seconds()).isZero();
  }

  @Test
  void noMoreQuestionsAreUnderWayThanTheLimitAllows() {
    AtomicInteger most = new AtomicInteger();
    AtomicInteger underWay = new AtomicInteger();
    Phaser pair = new Phaser(2);
    SimulatorSettings slow = SimulatorSettings.of((question, draw) -> {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      pair.arriveAndAwaitAdvance();
      underWay.decrementAndGet();
      return Script.saying("x").reply(question, draw);
    });
    try (
        Lab lab =
            new Lab(slow, simulator -> List.of(Served.OPENAI.at(simulator).limited(Limits.concurrent(2))));
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      ModelRequest request =
          ModelRequest.of(ModelName.parse("openai:m"), List.of(Message.user("x")), ModelSettings.NONE);
      var runs = IntStream.range(0, 8)
          .mapToObj(run -> askers.submit(() -> lab.runs.start(new dev.athanor.journal.RunId(
              "gate-" + run), lab.program(lab.operation(Retry.NONE)), request).outcome().output().text()))
          .toList();
      runs.forEach(run -> assertThat(run).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("x"));
    }
    assertThat(most).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"my provider | http://h | has a name with other characters",
      "p | ftp://h | has no base address that can be used",
      "p | http://user:pw@h | has no base address that can be used",
      "p | http://h?a=b | has no base address that can be used"})
  void settingsThatCantBeUsedAreRefused(String name, String address, String message) {
    assertThatThrownBy(() -> ProviderSettings.compatible(name, URI.create(address)))
        .isInstanceOf(AthanorException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aHeaderOfTheConnectionIsRefused() {
    assertThatThrownBy(
        () -> ProviderSettings.compatible("p", URI.create("http://h")).withHeaders(Map.of("Host", "x")))
        .hasMessage(
            "the provider \"p\" has a header \"Host\", which belongs to the connection; leave it out");
  }

  @Test
  void aProtocolThatIsUnknownIsAnsweredWithTheNearest() {
    assertThat(Protocol.named("gemini")).isEqualTo(Protocol.GEMINI);
    assertThatThrownBy(() -> Protocol.named("antropic"))
        .hasMessage("\"antropic\" is no protocol of a provider; expected "
            + "openai, responses, anthropic, gemini, ollama (did you mean anthropic?)");
  }
}
