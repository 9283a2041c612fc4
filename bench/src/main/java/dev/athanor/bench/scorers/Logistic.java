package dev.athanor.bench.scorers;

import dev.athanor.eval.scorer.grounding.GroundingModel.Weights;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Logistic regression with a ridge penalty on standardised features, by gradient ascent with a step of its own for each. */
final class Logistic {
  private static final int ROUNDS = 1_500;

  private Logistic() {}

  static Weights fit(List<Example> examples, double ridge) {
    List<String> names =
        examples.stream().flatMap(each -> each.features().keySet().stream()).distinct().sorted().toList();
    int n = examples.size();
    double[] mean = new double[names.size()];
    double[] spread = new double[names.size()];
    double[][] rows = new double[n][names.size()];
    for (int j = 0; j < names.size(); j++) {
      String name = names.get(j);
      double[] column =
          examples.stream().mapToDouble(each -> each.features().getOrDefault(name, 0.0)).toArray();
      mean[j] = java.util.Arrays.stream(column).average().orElse(0);
      double middle = mean[j];
      spread[j] = Math
          .sqrt(java.util.Arrays.stream(column).map(x -> (x - middle) * (x - middle)).average().orElse(0));
      for (int i = 0; i < n; i++) {
        rows[i][j] = spread[j] == 0 ? 0 : (column[i] - mean[j]) / spread[j];
      }
    }
    double[] weights = ascend(rows, examples, ridge);
    Map<String, Double> byName = new TreeMap<>();
    double bias = weights[names.size()];
    for (int j = 0; j < names.size(); j++) {
      if (spread[j] > 0) {
        byName.put(names.get(j), weights[j] / spread[j]);
        bias -= weights[j] * mean[j] / spread[j];
      }
    }
    return new Weights(bias, 0.5, byName);
  }

  private static double[] ascend(double[][] rows, List<Example> examples, double ridge) {
    int width = rows[0].length;
    double[] weights = new double[width + 1];
    double[] squares = new double[width + 1];
    for (int round = 0; round < ROUNDS; round++) {
      double[] slope = new double[width + 1];
      for (int i = 0; i < rows.length; i++) {
        double sum = weights[width];
        for (int j = 0; j < width; j++) {
          sum += weights[j] * rows[i][j];
        }
        double error = ((examples.get(i).unfaithful() ? 1 : 0) - 1 / (1 + Math.exp(-sum))) / rows.length;
        for (int j = 0; j < width; j++) {
          slope[j] += error * rows[i][j];
        }
        slope[width] += error;
      }
      for (int j = 0; j <= width; j++) {
        double step = slope[j] - (j < width ? ridge * weights[j] : 0);
        squares[j] += step * step;
        weights[j] += step == 0 ? 0 : 0.2 * step / Math.sqrt(squares[j] + 1e-12);
      }
    }
    return weights;
  }
}
