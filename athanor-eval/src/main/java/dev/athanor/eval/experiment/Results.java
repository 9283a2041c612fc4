package dev.athanor.eval.experiment;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.json.Codec;
import java.util.List;

/**
 * What came of an experiment: everything that its report is made from.
 *
 * @param metrics that were measured, in the order of the scorers
 * @param trials by arm, case and repeat, in the experiment's order
 */
public record Results(List<Metric> metrics, List<Trial> trials) {
  /** As JSON. */
  public static final Codec<Results> CODEC = Codec.of(Results.class);

  /** Copies. */
  public Results {
    metrics = List.copyOf(metrics);
    trials = List.copyOf(trials);
  }

  /** The trials of an arm. */
  public List<Trial> of(Arm arm) {
    return trials.stream().filter(trial -> trial.key().arm().equals(arm.name())).toList();
  }
}
