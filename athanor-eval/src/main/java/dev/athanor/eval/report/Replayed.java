package dev.athanor.eval.report;

import dev.athanor.eval.experiment.Parting;
import dev.athanor.eval.scorer.Output;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What would have changed for those who asked, where the cases of an experiment are runs.
 *
 * @param parted replays of the baseline that did not do what was seen: the code, or what it stands on, has changed
 * @param changed answers that another system would have given otherwise, those that change most first; of several repeats the one in the middle
 * @param same how many answers stay the same, of all systems that are compared with the baseline
 */
public record Replayed(List<Parted> parted, List<Changed> changed, int same) {
  /** Copies. */
  public Replayed {
    parted = List.copyOf(parted);
    changed = List.copyOf(changed);
  }

  /**
   * A replay that did something else.
   *
   * @param observed the run that was replayed
   * @param replay the call of its replay in the experiment's run
   * @param parting where
   */
  public record Parted(RunId observed, Path replay, Parting parting) {}

  /**
   * An answer that changes.
   *
   * @param arm the system that gives the other one
   * @param observed the run that was seen
   * @param asked what was asked
   * @param trial the call of the other answer in the experiment's run
   * @param agreement of the two, from 0 to 1
   * @param before what was answered; empty if it failed
   * @param after what would be answered; empty if it fails
   */
  public record Changed(String arm, RunId observed, JsonNode asked, Path trial, double agreement,
      Optional<Output> before,
      Optional<Output> after) {}
}
