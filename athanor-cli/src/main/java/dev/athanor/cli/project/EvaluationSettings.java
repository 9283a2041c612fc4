package dev.athanor.cli.project;

import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.journal.Budget;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * An evaluation, as a file in {@code evals} says.
 *
 * @param name the file's, without its end
 * @param cases which cases are asked
 * @param arms the systems; the first one is what the others are compared with
 * @param repeats how often each system is put to each case
 * @param scorers what is measured, each by its settings
 * @param report by what its report is made: the metric that decides, its margin, the gates
 * @param budget what the whole experiment may spend
 * @param allow KEYED and WRITE operations that trials may live
 */
public record EvaluationSettings(String name, Cases cases, List<ArmSettings> arms, int repeats,
    List<ObjectNode> scorers, ReportSettings report, Budget budget, Set<String> allow) {
  /** Copies. */
  public EvaluationSettings {
    arms = List.copyOf(arms);
    scorers = List.copyOf(scorers);
    allow = Set.copyOf(allow);
  }

  /**
   * Which cases.
   *
   * @param dataset the file that they are in
   * @param split only these
   * @param tags only those that have one of these; all if empty
   * @param first only so many, from the top; all if empty
   * @param sample only so many, drawn from those by their ids, so that the same are drawn each time; all if empty
   * @param cluster the member of the metadata by which cases belong together; as the dataset says if empty
   */
  public record Cases(Path dataset, Split split, Set<String> tags, Optional<Integer> first,
      Optional<Integer> sample, Optional<String> cluster) {
    /** Copies. */
    public Cases {
      tags = Set.copyOf(tags);
    }

    /** The same, of another split. */
    public Cases of(Split other) {
      return new Cases(dataset, other, tags, first, sample, cluster);
    }

    /** The same, only so many from the top. */
    public Cases first(int most) {
      return new Cases(dataset, split, tags, Optional.of(most), sample, cluster);
    }
  }

  /** The same with other cases. */
  public EvaluationSettings asking(Cases others) {
    return new EvaluationSettings(name, others, arms, repeats, scorers, report, budget, allow);
  }
}
