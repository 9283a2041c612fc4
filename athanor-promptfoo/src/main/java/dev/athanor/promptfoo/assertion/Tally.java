package dev.athanor.promptfoo.assertion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds verdicts up, with their weights. For one thread. */
final class Tally {
  private final Optional<Double> threshold;
  private final Map<String, double[]> metrics = new LinkedHashMap<>();
  private final List<String> failed = new ArrayList<>();
  private final List<Grading.Part> parts = new ArrayList<>();
  private double sum;
  private double weights;

  Tally(Optional<Double> threshold) {
    this.threshold = threshold;
  }

  /** One that has no weight can't fail. */
  void add(Asserted.One one, Verdict.Given verdict) {
    parts.add(new Grading.Part(one.written(), verdict.score()));
    add(one, verdict, one.written());
  }

  private void add(Asserted asserted, Verdict.Given verdict, String name) {
    sum += verdict.score() * asserted.weight();
    weights += asserted.weight();
    asserted.metric()
        .ifPresent(metric -> count(metric, verdict.score() * asserted.weight(), asserted.weight()));
    if (!verdict.passed() && asserted.weight() != 0) {
      failed.add(name + ": " + verdict.reason());
    }
  }

  /** The metrics of a set's own assertions count in it with the set's weight. */
  void addSet(Asserted.Together set, Tally inner) {
    add(set, new Verdict.Given(inner.passed(), inner.score(), inner.reason()), "assert-set");
    parts.addAll(inner.parts);
    inner.metrics.forEach((metric, part) -> {
      if (!set.metric().equals(Optional.of(metric))) {
        count(metric, part[1] == 0 ? 0 : part[0] * set.weight(), part[1] * set.weight());
      }
    });
  }

  private void count(String metric, double score, double weight) {
    double[] part = metrics.computeIfAbsent(metric, _ -> new double[2]);
    part[0] += score;
    part[1] += weight;
  }

  double score() {
    return weights > 0 ? sum / weights : 0;
  }

  boolean passed() {
    return threshold.map(least -> score() >= least).orElse(failed.isEmpty());
  }

  String reason() {
    String how =
        threshold.map(least -> String.format(java.util.Locale.ROOT, "score %.2f, threshold %s. ", score(),
            least)).orElse("");
    return how + (failed.isEmpty() ? "all assertions hold" : String.join("; ", failed));
  }

  List<Grading.Part> parts() {
    return parts;
  }

  Map<String, Double> metrics() {
    Map<String, Double> means = new LinkedHashMap<>();
    metrics.forEach((metric, part) -> means.put(metric, part[1] > 0 ? part[0] / part[1] : 0));
    return means;
  }
}
