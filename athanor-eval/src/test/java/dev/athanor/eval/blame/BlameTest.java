package dev.athanor.eval.blame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.eval.scorer.Score;
import dev.athanor.journal.Effect;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** Programs of four sampled steps, where it is known which of them went wrong. */
class BlameTest {
  private static final int STEPS = 4;
  private static final int DRAWS = 12;
  private final InMemoryJournal journal = new InMemoryJournal(InstantSource.system());
  private final Runs runs = new Runs(journal);
  private final Random random = new Random(7);
  private final AtomicInteger lived = new AtomicInteger();
  private final Blame blame =
      new Blame(runs, (_, outcome) -> outcome instanceof Outcome.Done<?>(String said) ? Score.of(said
          .contains("bad") ? 0 : 1) : Score.unscored("it did not end"));
  private boolean broken = true;

  @AfterEach
  void close() {
    runs.close();
  }

  /** Answers well nine times out of ten, but for the first time at the step where a fault is injected. */
  private final class Guess implements Operation<String, String> {
    private final int faulty;

    Guess(int faulty) {
      this.faulty = faulty;
    }

    @Override
    public String name() {
      return "guess";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Effect effect() {
      return Effect.SAMPLED;
    }

    @Override
    public Codec<String> request() {
      return Codec.TEXT;
    }

    @Override
    public Codec<String> response() {
      return Codec.TEXT;
    }

    @Override
    public String live(String request, Attempt attempt) {
      lived.incrementAndGet();
      attempt.spend(new Spend(5, BigDecimal.ONE));
      if (broken) {
        return request.endsWith("#" + faulty) ? "bad" : "good";
      }
      return random.nextInt(10) == 0 ? "bad" : "good";
    }
  }

  private Program<String, String> program(int faulty) {
    Guess guess = new Guess(faulty);
    return new Program<>("chain", Codec.TEXT, Codec.TEXT, (run, input) -> {
      String said = input;
      for (int i = 0; i < STEPS; i++) {
        String next = run.step("guess" + i, guess, said + "#" + i);
        said = said.contains("bad") ? "bad" : next;
      }
      return said;
    });
  }

  private RunId failed(int faulty) {
    RunId id = new RunId("r" + faulty);
    runs.register(program(faulty));
    runs.start(id, program(faulty), "go", RunOptions.PLAIN.memo("case")).outcome();
    broken = false;
    return id;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theStepWhereAFaultWasInjectedIsFound(int faulty) {
    RunId id = failed(faulty);
    List<Suspect> suspects = Blame.suspects(runs.recording(id));
    assertThat(suspects).extracting(Suspect::at).containsExactlyElementsOf(IntStream.range(0, STEPS).mapToObj(
        i -> new Path("guess" + i)).toList());
    Set<String> operations = Blame.operations(suspects);
    List<Finding> findings =
        suspects.stream().map(suspect -> blame.redrawn(id, suspect, DRAWS, operations)).toList();
    assertThat(Blame.culprit(findings).suspect().at()).isEqualTo(new Path("guess" + faulty));
    assertThat(findings.subList(faulty + 1, STEPS)).allSatisfy(after -> assertThat(after.passed()).isZero());
  }

  @Test
  void whatItWillCostIsToldFirstAndIsRight() {
    RunId id = failed(1);
    List<Suspect> suspects = Blame.suspects(runs.recording(id));
    Spend estimate = Blame.estimate(suspects, DRAWS);
    assertThat(estimate.dollars()).isEqualByComparingTo(BigDecimal.valueOf((4 + 3 + 2 + 1) * DRAWS));
    int before = lived.get();
    suspects.forEach(suspect -> blame.redrawn(id, suspect, DRAWS, Blame.operations(suspects)));
    assertThat(lived.get() - before).isEqualTo(estimate.dollars().intValue());
  }

  @Test
  void aSearchThatBrokeOffGoesOnWithWhatWasDrawn() {
    RunId id = failed(2);
    Suspect first = Blame.suspects(runs.recording(id)).getFirst();
    Finding once = blame.redrawn(id, first, DRAWS, Set.of("guess"));
    int before = lived.get();
    assertThat(blame.redrawn(id, first, DRAWS, Set.of("guess"))).isEqualTo(once);
    assertThat(lived.get()).isEqualTo(before);
  }

  @Test
  void aRunWithoutSampledStepsHasNobodyToBlame() {
    assertThatThrownBy(() -> Blame.culprit(List.of())).hasMessage(
        "the run has no sampled step, so nothing in it can be drawn again; its end follows from its input");
  }
}
