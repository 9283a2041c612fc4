package dev.athanor.eval.experiment;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.scorer.Output;
import dev.athanor.run.Program;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of thing that can be measured: a program, and how cases and answers fit it. What makes it one system and no other is what the arm is
 * pinned to.
 *
 * @param kind by which an arm names it, such as {@code rag} or {@code http}
 * @param program that answers
 * @param input what the program is given for a case and a repeat. Throws a {@link dev.athanor.error.AthanorException} where the case is
 *     none for it
 * @param output how scorers see what came back
 * @param atOnce how many trials of it run at the same time at most: what computes here is as slow as it is crowded
 * @param seen whether the record of its run shows what it did; of somebody else's system it shows how long it took, and no more
 * @param replays whether a trial is another course of the run that its case was taken from ({@link Observed})
 * @param <I> the program's input
 * @param <O> the program's output
 */
public record Subject<I, O>(String kind, Program<I, O> program, BiFunction<Case, Integer, I> input,
    Function<O, Output> output, int atOnce, boolean seen, boolean replays) {
  /** One whose run shows what it did. */
  public Subject(String kind, Program<I, O> program, BiFunction<Case, Integer, I> input,
      Function<O, Output> output, int atOnce) {
    this(kind, program, input, output, atOnce, true, false);
  }

  /** One that replays nothing. */
  public Subject(String kind, Program<I, O> program, BiFunction<Case, Integer, I> input,
      Function<O, Output> output, int atOnce, boolean seen) {
    this(kind, program, input, output, atOnce, seen, false);
  }

  /** The same put to cases that were taken from runs: each trial is another course of such a run. */
  public Subject<I, O> replaying(String otherKind, BiFunction<Case, Integer, I> otherInput) {
    return new Subject<>(otherKind, program, otherInput, output, atOnce, seen, true);
  }
}
