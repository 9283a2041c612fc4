package dev.athanor.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Failure;
import dev.athanor.json.Codec;
import dev.athanor.model.ModelFailures;
import dev.athanor.run.Outcome;
import dev.athanor.run.StepFailed;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  static Stream<RuntimeException> exceptions() {
    return Stream.of(new AuthenticationException("a"), new ModelNotFoundException("b"),
        new RateLimitException("c"),
        new ContentFilteredException("d"), new InvalidRequestException("e"),
        new UnresolvedModelServerException("f"),
        new TimeoutException("g"), new InternalServerException("h"), new LangChain4jException("i"));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void whatAModelThrowsIsThrownAgainByItsClassAndText(RuntimeException thrown) {
    StepFailed recorded = new StepFailed(Failures.recorded(thrown).failure());
    assertThat(Failures.thrown(recorded)).isExactlyInstanceOf(thrown.getClass())
        .hasMessage(thrown.getMessage());
  }

  @Test
  void anExceptionOfAnotherClassKeepsItsText() {
    StepFailed recorded = Failures.recorded(new IllegalStateException("odd"));
    assertThat(Failures.thrown(recorded)).isExactlyInstanceOf(LangChain4jException.class).hasMessage("odd");
    assertThat(Failures.recorded(new IllegalStateException()).failure().message()).isEqualTo(
        "java.lang.IllegalStateException");
    assertThat(Failures.thrown(Failures.recorded(new HttpException(502, "bad gateway")))).isExactlyInstanceOf(
        InternalServerException.class).hasMessage("bad gateway");
  }

  @Test
  void whatTheRunItselfRefusesStaysAsItIs() {
    StepFailed refused = new StepFailed("budget", "no more tokens", false);
    assertThat(Failures.recorded(refused)).isSameAs(refused);
    assertThat(Failures.thrown(refused)).isSameAs(refused);
  }

  @Test
  void aServerThatCanNotBeReachedIsNamedAsSuchHoweverItIsWrapped() {
    RuntimeException thrown = new RuntimeException(new ConnectException("refused"));
    assertThat(Failures.recorded(thrown).failure().code()).isEqualTo(ModelFailures.UNREACHABLE);
  }

  @Test
  void aRunThatEndsForAModelsFailureEndsWithIt() {
    try (Bench bench = new Bench()) {
      var program = Journaled.STRICT.<String, String>program("failing", Codec.TEXT, Codec.TEXT, _ -> {
        throw new IllegalStateException("no answer",
            Failures.thrown(new StepFailed(ModelFailures.RATE, "too fast", true)));
      });
      assertThat(bench.runs.start(Bench.ID, program, "go").outcome())
          .isEqualTo(new Outcome.Failed<>(new Failure(ModelFailures.RATE, "too fast", true)));
    }
  }
}
