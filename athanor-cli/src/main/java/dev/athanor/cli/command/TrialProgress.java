package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Progress;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.TrailOperation;
import dev.athanor.journal.Entry;
import dev.athanor.journal.RunId;
import dev.athanor.run.RunListener;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows how far an experiment is: how many trials of each system are over, and what they have cost. Called on many threads; one lock guards it. */
final class TrialProgress implements RunListener {
  private final RunId run;
  private final Map<String, Long> all;
  private final long total;
  private final Progress progress;
  private final Map<String, Integer> done = new LinkedHashMap<>();
  private BigDecimal dollars = BigDecimal.ZERO;

  TrialProgress(RunId run, Experiment experiment, Progress progress) {
    this.run = run;
    this.total = experiment.trials();
    this.all = experiment.arms().stream().collect(Collectors.toMap(Arm::name, experiment::trials));
    this.progress = progress;
    experiment.arms().stream().map(Arm::name).forEach(arm -> done.put(arm, 0));
  }

  @Override
  public synchronized void onStep(RunId of, Entry.Completed step) {
    if (!of.equals(run)) {
      dollars = dollars.add(step.lived() ? step.spend().dollars() : BigDecimal.ZERO);
      return;
    }
    if (step.step().operation().equals(TrailOperation.NAME)) {
      done.computeIfPresent(arm(step.path().value()), (_, count) -> count + 1);
      String detail =
          done.entrySet().stream()
              .map(arm -> arm.getKey() + " " + arm.getValue() + "/" + all.get(arm.getKey())).collect(
                  Collectors.joining(", "));
      progress.at(done.values().stream().mapToInt(Integer::intValue).sum(), total,
          detail + (dollars.signum() == 0
              ? ""
              : ", $" + dollars.stripTrailingZeros().toPlainString()));
    }
  }

  /** The path begins with {@code arm{NAME}/}. */
  private static String arm(String path) {
    int open = path.indexOf('{');
    return path.substring(open + 1, path.indexOf('}', open));
  }
}
