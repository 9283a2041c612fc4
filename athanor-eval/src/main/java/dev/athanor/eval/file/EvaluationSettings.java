package dev.athanor.eval.file;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.journal.Budget;
import dev.athanor.json.Hash;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /**
     * Those of a dataset.
     *
     * @throws AthanorException {@code no-case} if there are none
     */
    public Dataset among(Dataset all) {
      Stream<Case> some =
          all.cases().stream().filter(each -> each.split() == split)
              .filter(each -> tags.isEmpty() || each.tags().stream().anyMatch(tags::contains));
      List<Case> top = first.map(some::limit).orElse(some).toList();
      List<Case> chosen = sample.map(most -> drawn(top, most)).orElse(top).stream().map(
          each -> cluster.map(member -> each.within(each.metadata().path(member))).orElse(each))
          .toList();
      if (chosen.isEmpty() && !all.cases().isEmpty()) {
        throw AthanorException.user("no-case", dataset + " has " + all.cases().size()
            + " cases, but none of the split " + split.name().toLowerCase(Locale.ROOT)
            + (tags.isEmpty() ? "" : " with one of the tags " + tags)
            + "; change split or tags in the evaluation");
      }
      return new Dataset(all.name(), chosen);
    }

    /** Drawn by the hash of their ids: the same each time, and nearly the same if a few cases are added. */
    private static List<Case> drawn(List<Case> cases, int most) {
      Set<Case> some =
          cases.stream().sorted(Comparator.comparing(each -> Hash.of(each.id()).hex())).limit(most)
              .collect(Collectors.toSet());
      return cases.stream().filter(some::contains).toList();
    }
  }

  /** The same with other cases. */
  public EvaluationSettings asking(Cases others) {
    return new EvaluationSettings(name, others, arms, repeats, scorers, report, budget, allow);
  }

  /** The same of these systems only. */
  public EvaluationSettings comparing(List<ArmSettings> some) {
    return new EvaluationSettings(name, cases, some, repeats, scorers, report, budget, allow);
  }

  /**
   * Reports, gates and pins tell systems apart by their names only.
   *
   * @throws AthanorException {@code arm-twice} if two have the same
   */
  public void checkNames() {
    twice(arms.stream().map(ArmSettings::name).toList()).ifPresent(arm -> {
      throw AthanorException.user("arm-twice", "two systems of the evaluation " + name
          + " are called " + arm + "; give one of them another name with name");
    });
  }

  /**
   * Reports and gates tell metrics apart by their names only.
   *
   * @param metrics what the scorers measure
   * @throws AthanorException {@code metric-twice} if two have the same
   */
  public void checkMetrics(List<Metric> metrics) {
    twice(metrics.stream().map(Metric::name).toList()).ifPresent(metric -> {
      throw AthanorException.user("metric-twice", "two scorers of the evaluation " + name
          + " measure " + metric + "; leave one of the two out");
    });
  }

  private static Optional<String> twice(List<String> names) {
    return names.stream().filter(each -> names.indexOf(each) != names.lastIndexOf(each)).findFirst();
  }
}
