package dev.athanor.bench.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Logistic regression with a ridge penalty, by plain gradient ascent. */
final class YesNoRegression {
  private static final int ROUNDS = 4_000;
  private static final double STEP = 0.5;
  private static final double RIDGE = 1e-3;

  private final FeatureNumbers features = new FeatureNumbers();
  private final List<FeatureNumbers.Vector> examples = new ArrayList<>();
  private final List<Boolean> answers = new ArrayList<>();

  void add(Map<String, Double> example, boolean yes) {
    examples.add(features.of(example));
    answers.add(yes);
  }

  Map<String, Double> fit() {
    var weights = new double[features.size()];
    var squares = new double[features.size()];
    for (int round = 0; round < ROUNDS; round++) {
      var gradient = new double[weights.length];
      for (int i = 0; i < examples.size(); i++) {
        double error = (answers.get(i) ? 1 : 0) - 1 / (1 + Math.exp(-examples.get(i).dot(weights)));
        for (int j = 0; j < examples.get(i).numbers().length; j++) {
          gradient[examples.get(i).numbers()[j]] += error * examples.get(i).values()[j] / examples.size();
        }
      }
      for (int i = 0; i < weights.length; i++) {
        double slope = gradient[i] - RIDGE * weights[i];
        squares[i] += slope * slope;
        weights[i] += slope == 0 ? 0 : STEP * slope / Math.sqrt(squares[i] + 1e-12);
      }
    }
    return features.named(weights);
  }
}
