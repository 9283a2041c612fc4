package dev.athanor.eval.report;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Observed;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.text.Agreement;
import dev.athanor.journal.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds the trials of runs that were replayed beside what was seen.
 *
 * @param lab the trials
 */
record Replaying(Lab lab) {
  /** Empty unless the cases are runs. */
  Optional<Replayed> replayed() {
    return lab.experiment().arms().stream().filter(Arm::observed).findFirst().map(this::beside);
  }

  private Replayed beside(Arm observed) {
    Map<String, List<Trial>> before = trials(observed.name());
    Map<String, List<Trial>> baseline = trials(lab.baseline());
    List<Map<String, List<Trial>>> candidates = lab.candidates().stream().map(this::trials).toList();
    List<Replayed.Parted> parted = new ArrayList<>();
    List<Replayed.Changed> all = new ArrayList<>();
    for (Case given : lab.experiment().dataset().cases()) {
      baseline.getOrDefault(given.id(), List.of()).forEach(trial -> trial.parting().ifPresent(where -> parted
          .add(new Replayed.Parted(Observed.of(given).run(), new Path(trial.key().run()), where))));
      for (Trial seen : before.getOrDefault(given.id(), List.of())) {
        candidates
            .forEach(arm -> usual(given, seen, arm.getOrDefault(given.id(), List.of())).ifPresent(all::add));
      }
    }
    List<Replayed.Changed> changed = all.stream().filter(each -> each.agreement() < 1)
        .sorted(Comparator.comparingDouble(Replayed.Changed::agreement)).toList();
    return new Replayed(parted, changed, all.size() - changed.size());
  }

  private Map<String, List<Trial>> trials(String arm) {
    return lab.trials(arm).stream().collect(Collectors.groupingBy(trial -> trial.key().sample()));
  }

  /** Of several repeats the one in the middle, by how much it changes: the extremes of many draws would be told otherwise. */
  private static Optional<Replayed.Changed> usual(Case given, Trial seen, List<Trial> repeats) {
    List<Replayed.Changed> all = repeats.stream().map(trial -> changed(given, seen, trial))
        .sorted(Comparator.comparingDouble(Replayed.Changed::agreement)).toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get((all.size() - 1) / 2));
  }

  private static Replayed.Changed changed(Case given, Trial before, Trial after) {
    Optional<Output> one = before.output();
    Optional<Output> other = after.output();
    double agreement = one.isPresent() && other.isPresent() ? Agreement.of(one.get(), other.get())
        : one.isEmpty() && other.isEmpty() ? 1 : 0;
    return new Replayed.Changed(after.key().arm(), Observed.of(given).run(), given.input(),
        new Path(after.key().run()), agreement, one, other);
  }
}
