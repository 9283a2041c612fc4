package dev.athanor.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.model.Message;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.Prices;
import dev.athanor.model.Usage;
import dev.athanor.models.provider.Timeouts;
import dev.athanor.run.Outcome;
import dev.athanor.run.Retry;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Fault;
import dev.athanor.simulator.answer.Latency;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class FaultsTest {
  private static final String ANSWER = "one two three four five six";
  private static final Duration BRIEF = Duration.ofMillis(300);

  /** Until when a simulator that is silent stays so. */
  private final CountDownLatch over = new CountDownLatch(1);

  private static ModelRequest asking(Served served) {
    return ModelRequest.of(ModelName.parse(served.model()), List.of(Message.user("x")), ModelSettings.NONE);
  }

  private static SimulatorSettings first(Delivery delivery) {
    return SimulatorSettings
        .of(Script.of(Rule.any().firstTimes(1).says(ANSWER).delivered(delivery), Rule.any().says(ANSWER)));
  }

  static Stream<Arguments> faults() {
    return Stream.of(Served.values()).flatMap(served -> Stream.of(
        Arguments.of(served, new Fault.Truncates(Optional.of(3)), ModelFailures.RESPONSE),
        Arguments.of(served, new Fault.Truncates(Optional.of(0)), ModelFailures.RESPONSE),
        Arguments.of(served, new Fault.Disconnects(Optional.of(3)), ModelFailures.UNREACHABLE),
        Arguments.of(served, new Fault.Resets(Optional.of(3)), ModelFailures.UNREACHABLE),
        Arguments.of(served, new Fault.Garbles(Optional.of(2)), ModelFailures.RESPONSE)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aBrokenAnswerIsATypedFailureAndTheNextAttemptTakesItsPlace(Served served, Fault fault, String code) {
    try (Lab lab = new Lab(first(Delivery.USUAL.with(fault)))) {
      Outcome<ModelResponse> outcome = lab.outcome(asking(served), new Retry(2, Lab.SOON, Lab.SOON));

      assertThat(outcome.output().text()).isEqualTo(ANSWER);
      assertThat(lab.entries()).filteredOn(Entry.Attempted.class::isInstance).singleElement()
          .isInstanceOfSatisfying(
              Entry.Attempted.class, attempted -> {
                assertThat(attempted.failure().code()).isEqualTo(code);
                assertThat(attempted.failure().retryable()).isTrue();
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void whatAProviderHasCountedOfAnAnswerThatBrokeOffIsSpent(Served served) {
    try (Lab lab = new Lab(first(Delivery.USUAL.with(new Fault.Truncates(Optional.of(3)))))) {
      Usage whole = lab.outcome(asking(served), new Retry(2, Lab.SOON, Lab.SOON)).output().usage();
      long input = whole.input().orElseThrow();
      // Those who count at the end only say nothing of an answer that has no end.
      long counted = switch (served) {
        case ANTHROPIC -> input + 1;
        case GEMINI -> input + 3;
        case OPENAI, RESPONSES, OLLAMA -> 0;
      };
      assertThat(lab.entries()).filteredOn(Entry.Attempted.class::isInstance).singleElement()
          .isInstanceOfSatisfying(Entry.Attempted.class, attempted -> assertThat(attempted.spend().tokens())
              .isEqualTo(counted));
      assertThat(lab.runs.recording(lab.run()).spent().tokens()).isEqualTo(counted + whole.total());
    }
  }

  @Test
  void aStreamThatEndsTooEarlyIsNotTakenForAnAnswer() {
    try (Lab lab = new Lab(first(Delivery.USUAL.with(new Fault.Truncates(Optional.of(3)))))) {
      assertThat(lab.failure(asking(Served.ANTHROPIC)).failure().message()).isEqualTo(
          "anthropic:claude-opus-4-7 ended its answer without its last word, message_stop: it was cut off, and what came of it is not "
              + "used");
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void anAnswerThatDripsIsTheSameAnswer(Served served) {
    try (Lab lab = new Lab(first(Delivery.USUAL.with(new Fault.Drips(7, Duration.ofNanos(1)))))) {
      assertThat(lab.ask(asking(served)).text()).isEqualTo(ANSWER);
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void aProviderThatSaysNothingForTooLongIsNotWaitedFor(Served served) {
    Delivery silent = Delivery.USUAL.after(new Latency.Fixed(Duration.ofSeconds(30)));
    try (Lab lab =
        new Lab(first(silent).pausing(_ -> over.await()),
            simulator -> List.of(served.at(simulator).timed(new Timeouts(BRIEF, BRIEF,
                BRIEF))))) {
      long began = System.nanoTime();
      Failure failure = lab.failure(asking(served)).failure();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
      assertThat(failure)
          .isEqualTo(new Failure(ModelFailures.UNREACHABLE, served.model() + " sent nothing within 300 ms",
              true));
      over.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void aProviderThatFallsSilentIsNotWaitedFor(Served served) {
    Delivery slow = Delivery.USUAL.atTokensPerSecond(0.01);
    try (Lab lab =
        new Lab(first(slow).pausing(_ -> over.await()),
            simulator -> List.of(served.at(simulator).timed(new Timeouts(Duration.ofSeconds(
                20), Duration.ofSeconds(20), BRIEF))))) {
      long began = System.nanoTime();
      Failure failure = lab.failure(asking(served)).failure();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
      assertThat(failure).isEqualTo(new Failure(ModelFailures.UNREACHABLE, served.model()
          + " sent nothing more within 300 ms", true));
      over.countDown();
    }
  }

  @Test
  void anAttemptThatTakesTooLongClosesItsConnection() throws Exception {
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, closed));
      URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());
      try (Lab lab = new Lab(first(Delivery.USUAL), _ -> List.of(Served.OPENAI.at(address)))) {
        ModelOperation hasty = new ModelOperation(lab.providers, Prices.UNKNOWN, Retry.NONE, BRIEF);
        Outcome<ModelResponse> outcome =
            lab.runs.start(lab.run(), lab.program(hasty), asking(Served.OPENAI)).outcome();
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class,
            failed -> assertThat(failed.failure().message())
                .isEqualTo("no answer within PT0.3S"));
        assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
      }
    }
  }

  /** Begins an answer, and waits until the client has gone. */
  private static void serve(ServerSocket server, CompletableFuture<Integer> closed) {
    try (Socket socket = server.accept()) {
      byte[] request = new byte[8192];
      int read = socket.getInputStream().read(request);
      socket.getOutputStream().write("""
          HTTP/1.1 200 OK
          Content-Type: text/event-stream

          data: {"choices":[{"index":0,"delta":{"content":"one"}}]}

          """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      while (read >= 0) {
        read = socket.getInputStream().read(request);
      }
      closed.complete(read);
    } catch (IOException e) {
      closed.complete(-1);
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void anAnswerThatComesAsOneThoughAStreamWasAskedForIsUnderstood(Served served) {
    // Each cassette is such an answer; here is that it is streamed to those who watch.
    try (Lab lab = new Lab(SimulatorSettings.playing(Whole.answer(served)))) {
      ModelResponse response = lab.ask(asking(served));
      assertThat(response.text()).isEqualTo("whole");
      assertThat(lab.chunks).extracting(chunk -> chunk.path("text").asString()).containsExactly("whole");
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void anAnswerOfNothingIsATypedFailure(Served served) {
    try (Lab lab = new Lab(SimulatorSettings.playing(Whole.nothing(served)))) {
      Failure failure = lab.failure(asking(served)).failure();
      assertThat(failure.code()).isEqualTo(ModelFailures.RESPONSE);
      assertThat(failure.retryable()).isTrue();
    }
  }

  @Test
  void anErrorAmidAStreamIsTheProvidersFailure() {
    try (Lab lab = new Lab(SimulatorSettings.playing(Whole.errorAmid()))) {
      assertThat(lab.failure(asking(Served.ANTHROPIC)).failure())
          .isEqualTo(new Failure(ModelFailures.PROVIDER,
              "anthropic:claude-opus-4-7 has trouble of its own (amid its answer: Overloaded)", true));
    }
  }
}
