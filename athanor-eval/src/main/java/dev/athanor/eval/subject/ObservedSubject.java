package dev.athanor.eval.subject;

import dev.athanor.eval.experiment.Observed;
import dev.athanor.eval.experiment.Passages;
import dev.athanor.eval.experiment.Played;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.scorer.Output;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunRecord;
import dev.athanor.json.Codec;
import dev.athanor.run.Program;
import dev.athanor.run.StepFailed;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What was answered when it was asked: the run that a case was taken from, as its record shows it. */
public final class ObservedSubject {
  private static final int AT_ONCE = 16;

  private ObservedSubject() {}

  /**
   * The subject.
   *
   * @param journal where the runs are
   * @param passages finds what they retrieved
   * @param systems by whose programs the runs were answered
   */
  public static Subject<?, ?> of(Supplier<Journal> journal, Passages passages, List<Subject<?, ?>> systems) {
    ObserveOperation observe = new ObserveOperation(journal, passages, systems);
    Program<Observed, Output> program =
        new Program<>(Observed.KIND, Observed.CODEC, Codec.of(Output.class), (run, observed) -> {
          Played played = run.step(Played.OPERATION, observe, observed.run());
          return played.output().orElseThrow(() -> observed.failure().map(StepFailed::new)
              .orElseGet(() -> new StepFailed(Played.MISSING, "run " + observed.run() + " has no output",
                  false)));
        });
    return new Subject<>(Observed.KIND, program, (given, _) -> Observed.of(given), output -> output, AT_ONCE);
  }

  /** What a run has answered, as scorers see it; empty if it has not ended, or failed. */
  public static Optional<Output> output(Journal journal, RunRecord run, List<Subject<?, ?>> systems) {
    return ObserveOperation.output(journal, run, systems);
  }
}
