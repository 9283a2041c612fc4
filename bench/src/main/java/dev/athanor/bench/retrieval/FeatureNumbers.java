package dev.athanor.bench.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Numbers the names of features, so that examples fit into memory. */
final class FeatureNumbers {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** Features by number. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Vector(int[] numbers, float[] values) {
    double dot(double[] weights) {
      double sum = 0;
      for (int i = 0; i < numbers.length; i++) {
        sum += weights[numbers[i]] * values[i];
      }
      return sum;
    }
  }

  Vector of(Map<String, Double> features) {
    var vector = new Vector(new int[features.size()], new float[features.size()]);
    int i = 0;
    for (Map.Entry<String, Double> feature : features.entrySet()) {
      vector.numbers[i] = numbers.computeIfAbsent(feature.getKey(), name -> {
        names.add(name);
        return names.size() - 1;
      });
      vector.values[i++] = feature.getValue().floatValue();
    }
    return vector;
  }

  int size() {
    return names.size();
  }

  Map<String, Double> named(double[] weights) {
    Map<String, Double> named = new TreeMap<>();
    for (int i = 0; i < weights.length; i++) {
      named.put(names.get(i), weights[i]);
    }
    return named;
  }
}
