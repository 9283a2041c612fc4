package dev.athanor.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.report.Report;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.journal.Effect;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Journal;
import dev.athanor.json.Codec;
import dev.athanor.run.Program;
import dev.athanor.run.Retry;
import dev.athanor.run.TextOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class EvaluationTest {
  @BeforeAll
  static void datasetsAreOnTheClassPath() throws IOException {
    dataset("words.jsonl", 20, "validation");
    dataset("sealed.jsonl", 3, "test");
  }

  private static void dataset(String name, int cases, String split) throws IOException {
    Files.writeString(Greeting.classPath().resolve(name), IntStream.range(0, cases).mapToObj(
        i -> "{\"id\": \"c" + i + "\", \"input\": \"word" + i + "\", \"reference\": \"WORD" + i
            + "\", \"split\": \"" + split + "\"}\n")
        .collect(Collectors.joining()));
  }

  /** Says a word loudly, but for those that it can't. */
  private static Program<String, String> loud(Effect effect, AtomicInteger asked, String... failing) {
    TextOperation model = new TextOperation("speak", effect, Retry.NONE, (request, _) -> {
      asked.incrementAndGet();
      return java.util.List.of(failing).contains(request) ? request
          : request.toUpperCase(java.util.Locale.ROOT);
    });
    return new Program<>("loud", Codec.TEXT, Codec.TEXT, (run, word) -> run.step("say", model, word));
  }

  @Within
  static final class Good {
    @UnderTest
    final Program<String, String> loud = loud(Effect.SAMPLED, new AtomicInteger());

    @EvalTest(dataset = "words.jsonl", scorers = "exact", gate = {"exact >= 1", "latency.p95 <= 60"},
        atOnce = 4)
    void isLoud(Report report, Results results) {
      assertThat(report.about().cases()).isEqualTo(20);
      assertThat(report.about().dataset()).isEqualTo("words");
      assertThat(results.trials()).hasSize(20);
    }
  }

  @Test
  void aProgramThatIsGoodEnoughPassesAndGivesTheTestItsNumbers() {
    Tests.run(Good.class).testEvents().assertStatistics(statistics -> statistics.started(1).succeeded(1));
  }

  @Within
  static final class Wrong {
    @UnderTest
    final Program<String, String> loud = loud(Effect.SAMPLED, new AtomicInteger(), "word3", "word17");
    private static boolean entered;

    @EvalTest(dataset = "words.jsonl", scorers = "exact",
        gate = {"exact >= 0.5", "exact.lower95 >= 0.8", "exact >= 0.95"})
    void isLoud() {
      entered = true;
    }
  }

  @Test
  void gatesThatDoNotHoldAndThoseThatAreUndecidedFailTheTestWithIntervalAndCases() {
    assertThat(Tests.failure(Wrong.class)).isInstanceOf(AssertionFailedError.class).hasMessage(
        """
            isLoud: not all gates hold on the 20 cases of words
              failed  exact >= 0.95: it is 0.9000
              undecided  exact.lower95 >= 0.8: it is 0.9000 [0.6830, 0.9877], which has the bound in it; more cases would decide
              passed  exact >= 0.5: it is 0.9000
            By exact these do not pass:
              c3: asked "word3", expected "WORD3", answered "word3"
              c17: asked "word17", expected "WORD17", answered "word17\"""");
    assertThat(Wrong.entered).isFalse();
  }

  @Within
  static final class Writing {
    @UnderTest
    final Program<String, String> loud = loud(Effect.WRITE, new AtomicInteger());

    @EvalTest(dataset = "words.jsonl", scorers = "exact", gate = "exact >= 0.5")
    void writes() {}

    @EvalTest(dataset = "words.jsonl", scorers = "exact", gate = "exact >= 0.5", allow = "speak")
    void mayWrite() {}
  }

  @Test
  void whatWouldWriteIsRefusedUnlessItIsAllowed() {
    Tests.run(Writing.class).testEvents().assertStatistics(statistics -> statistics.succeeded(1).failed(1));
    assertThat(Tests.failure(Writing.class)).message().startsWith("writes: not all gates hold")
        .contains("undecided  exact >= 0.5: nothing of it was scored")
        .contains("20 without a score by exact: the trial was lost");
  }

  @Within
  static final class Own {
    private static final AtomicInteger ASKED = new AtomicInteger();
    @UnderTest
    static final Journal JOURNAL = new InMemoryJournal();
    @UnderTest
    final Scorer length =
        Scorer.of(Metric.fraction("length", "1"), sample -> Score.of(sample.output().text().length() / 10.0));
    @UnderTest
    final Program<String, String> loud = loud(Effect.SAMPLED, ASKED);

    @EvalTest(dataset = "words.jsonl", scorers = "{\"scorer\": \"rouge\", \"n\": 1}", gate = "length >= 0.5",
        repeats = 2)
    void one(Report report) {
      assertThat(report.arms().getFirst().measures()).extracting(measure -> measure.metric().name())
          .hasSize(2).contains("length");
    }

    @EvalTest(dataset = "words.jsonl", gate = "length <= 0.6", repeats = 2)
    void other() {}
  }

  @Test
  void ownScorersMeasureTooAndInAJournalThatIsKeptNothingIsAskedTwice() {
    Tests.run(Own.class).testEvents().assertStatistics(statistics -> statistics.started(2).succeeded(2));
    assertThat(Own.ASKED).hasValue(40);
  }

  @Within
  static final class NoGate {
    @UnderTest
    final Program<String, String> loud = loud(Effect.SAMPLED, new AtomicInteger());

    @EvalTest(dataset = "words.jsonl", scorers = "exact", gate = {})
    void isLoud() {}
  }

  @Within
  static final class NoScorer {
    @EvalTest(dataset = "words.jsonl", gate = "exact >= 1")
    void isLoud() {}
  }

  @Within
  static final class Twice {
    @EvalTest(dataset = "words.jsonl", scorers = {"exact", "exact"}, gate = "exact >= 1")
    void isLoud() {}
  }

  @Within
  static final class Unmeasured {
    @EvalTest(dataset = "words.jsonl", scorers = "exact", gate = "exakt >= 1")
    void isLoud() {}
  }

  @Within
  static final class Sealed {
    @EvalTest(dataset = "sealed.jsonl", scorers = "exact", gate = "exact >= 1")
    void isLoud() {}
  }

  @Within
  static final class TwiceSupplied {
    @UnderTest
    final Program<String, String> loud = loud(Effect.SAMPLED, new AtomicInteger());
    @UnderTest
    final Scorer strict = Scorer.of(Metric.passFail("tone", "1"), _ -> Score.of(0));
    @UnderTest
    final Scorer lenient = Scorer.of(Metric.passFail("tone", "1"), _ -> Score.of(1));

    @EvalTest(dataset = "words.jsonl", gate = "tone >= 1")
    void isLoud() {}
  }

  @Within
  static final class Missing {
    @EvalTest(dataset = "no-such.jsonl", scorers = "exact", gate = "exact >= 1")
    void isLoud() {}
  }

  @Within
  static final class NoProgram {
    @EvalTest(dataset = "words.jsonl", scorers = "exact", gate = "exact >= 1")
    void isLoud() {}
  }

  @Test
  void whatCannotBeEvaluatedIsSaidBeforeACaseIsAsked() {
    assertThat(Tests.failure(NoGate.class)).isInstanceOf(AthanorException.class)
        .hasMessage("@EvalTest on isLoud has no gate,"
            + " so it could not fail; say what must hold, such as gate = \"exact.lower95 >= 0.8\"");
    assertThat(Tests.failure(NoScorer.class))
        .hasMessage("@EvalTest on isLoud measures nothing; name scorers, such as scorers ="
            + " \"exact\", or supply one as @UnderTest");
    assertThat(Tests.failure(Twice.class))
        .hasMessage("two scorers of isLoud measure exact; leave one of the two out");
    assertThat(Tests.failure(TwiceSupplied.class)).isInstanceOf(AthanorException.class)
        .hasMessage("two scorers of isLoud measure tone; leave one of the two out");
    assertThat(Tests.failure(Unmeasured.class))
        .hasMessageStartingWith("nothing measures \"exakt\" in the evaluation isLoud;"
            + " nearest: exact");
    assertThat(Tests.failure(Sealed.class))
        .hasMessage("sealed.jsonl has 3 cases, but none of the split validation, which a test"
            + " asks; sealed cases are opened by athanor eval run, which writes it down");
    assertThat(Tests.failure(Missing.class))
        .hasMessageStartingWith("there is no \"no-such.jsonl\", neither on the class path nor")
        .hasMessageEndingWith("; expected a file of cases: .jsonl, .json, .csv or .tsv");
    assertThat(Tests.failure(NoProgram.class))
        .hasMessage("the test supplies no program to evaluate; annotate one field or method of"
            + " the type Program with @UnderTest");
  }
}
