package dev.athanor.eval.report;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.text.Agreement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the cases that an average would hide, by the primary metric: it passes where it is 1 of pass or fail, or at least a half of a
 * fraction. Of an amount nothing passes, and a changed answer is no failure. What is shown as it was is no system.
 *
 * @param lab the trials
 */
record CaseNotes(Lab lab) {
  private static final double HALF = 0.5;

  List<CaseNote> notes() {
    if (lab.primary().scale() == Metric.Scale.AMOUNT || lab.primary().name().equals(Agreement.NAME)) {
      return List.of();
    }
    Map<String, Series> series = new LinkedHashMap<>();
    lab.experiment().arms().stream().filter(arm -> !arm.observed())
        .forEach(arm -> series.put(arm.name(), lab.series(arm.name(), lab.primary())));
    List<CaseNote> notes = new ArrayList<>();
    for (Case each : lab.experiment().dataset().cases()) {
      long asked = lab.experiment().arms().stream().filter(arm -> lab.experiment().asks(arm, each)).count();
      note(each.id(), asked, series).ifPresent(notes::add);
    }
    notes.sort(Comparator.comparing(CaseNote::kind));
    return notes;
  }

  private static Optional<CaseNote> note(String id, long asked, Map<String, Series> series) {
    Map<String, Integer> passed = new LinkedHashMap<>();
    int repeats = 0;
    int failing = 0;
    boolean flaky = false;
    for (Map.Entry<String, Series> arm : series.entrySet()) {
      List<Double> scores = arm.getValue().values().get(id);
      if (scores != null) {
        boolean higher = arm.getValue().metric().better() == Metric.Better.HIGHER;
        int good = (int) scores.stream().filter(score -> higher ? score >= HALF : score <= HALF).count();
        passed.put(arm.getKey(), good);
        repeats = Math.max(repeats, scores.size());
        failing += good == 0 ? 1 : 0;
        flaky |= good > 0 && good < scores.size();
      }
    }
    if (failing > 0 || flaky) {
      CaseNote.Kind kind = asked > 1 && failing == passed.size() ? CaseNote.Kind.IMPOSSIBLE
          : failing > 0 ? CaseNote.Kind.FAILING : CaseNote.Kind.FLAKY;
      return Optional.of(new CaseNote(id, kind, passed, repeats));
    }
    return Optional.empty();
  }
}
