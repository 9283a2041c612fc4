package dev.athanor.eval.report;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Observed;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.text.Agreement;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Map<String, RunId> runs = new LinkedHashMap<>();
    for (Case each : lab.experiment().dataset().cases()) {
      runs.put(each.id(), Observed.of(each).run());
    }
    Map<String, Trial> before = new LinkedHashMap<>();
    lab.trials(observed.name()).forEach(trial -> before.putIfAbsent(trial.key().sample(), trial));
    List<Replayed.Changed> all = new ArrayList<>();
    for (String arm : lab.candidates()) {
      for (Trial trial : lab.trials(arm)) {
        Optional<Trial> seen = Optional.ofNullable(before.get(trial.key().sample()));
        seen.flatMap(each -> Optional.ofNullable(runs.get(trial.key().sample()))
            .map(run -> changed(run, each, trial))).ifPresent(all::add);
      }
    }
    List<Replayed.Changed> changed = all.stream().filter(each -> each.agreement() < 1)
        .sorted(Comparator.comparingDouble(Replayed.Changed::agreement)).toList();
    return new Replayed(parted(runs), changed, all.size() - changed.size());
  }

  private static Replayed.Changed changed(RunId run, Trial before, Trial after) {
    Optional<Output> one = before.output();
    Optional<Output> other = after.output();
    double agreement = one.isPresent() && other.isPresent() ? Agreement.of(one.get(), other.get())
        : one.isEmpty() && other.isEmpty() ? 1 : 0;
    return new Replayed.Changed(after.key().arm(), run, new Path(after.key().run()), agreement, one, other);
  }

  private List<Replayed.Parted> parted(Map<String, RunId> runs) {
    List<Replayed.Parted> parted = new ArrayList<>();
    for (Trial trial : lab.trials(lab.baseline())) {
      Optional.ofNullable(runs.get(trial.key().sample())).ifPresent(run -> trial.parting()
          .ifPresent(where -> parted.add(new Replayed.Parted(run, new Path(trial.key().run()), where))));
    }
    return parted;
  }
}
