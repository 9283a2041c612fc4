package dev.athanor.bench.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Learns to choose one of many (conditional logit): the weights under which right candidates have the greatest share of the
 * sum of all. Gradient ascent with steps as in AdaGrad and a ridge penalty, whose strength is chosen by what each half of
 * the examples says about the other.
 */
final class ChoiceRegression {
  private static final int ROUNDS = 30;
  private static final double STEP = 0.1;
  private static final double[] RIDGES = {0.002, 0.01, 0.05};

  private final FeatureNumbers features = new FeatureNumbers();
  private final List<Choice> choices = new ArrayList<>();

  private record Choice(List<FeatureNumbers.Vector> candidates, int right) {}

  /** A choice's log-likelihood is that one of the right candidates is chosen. */
  void add(List<Map<String, Double>> right, List<Map<String, Double>> wrong) {
    List<FeatureNumbers.Vector> candidates = new ArrayList<>();
    right.forEach(each -> candidates.add(features.of(each)));
    wrong.forEach(each -> candidates.add(features.of(each)));
    choices.add(new Choice(candidates, right.size()));
  }

  Map<String, Double> fit() {
    List<Choice> first = choices.subList(0, choices.size() / 2);
    List<Choice> second = choices.subList(choices.size() / 2, choices.size());
    double bestRidge = RIDGES[0];
    double best = Double.NEGATIVE_INFINITY;
    for (double ridge : RIDGES) {
      double unseen =
          (likelihood(second, fit(first, ridge)) + likelihood(first, fit(second, ridge))) / choices.size();
      System.out.printf("ridge %.3f: mean log-likelihood of the other half %.4f%n", ridge, unseen);
      if (unseen > best) {
        best = unseen;
        bestRidge = ridge;
      }
    }
    return features.named(fit(choices, bestRidge));
  }

  private double[] fit(List<Choice> examples, double ridge) {
    var weights = new double[features.size()];
    var squares = new double[features.size()];
    var gradient = new double[features.size()];
    for (int round = 0; round < ROUNDS; round++) {
      for (Choice choice : examples) {
        Arrays.fill(gradient, 0);
        addGradient(choice, weights, gradient);
        for (int i = 0; i < weights.length; i++) {
          double slope = gradient[i] - ridge * weights[i];
          squares[i] += slope * slope;
          weights[i] += slope == 0 ? 0 : STEP * slope / Math.sqrt(squares[i] + 1e-8);
        }
      }
    }
    return weights;
  }

  private double likelihood(List<Choice> examples, double[] weights) {
    return examples.stream().mapToDouble(each -> addGradient(each, weights, new double[weights.length]))
        .sum();
  }

  /** Adds the slope of a choice's log-likelihood, and gives that. */
  private static double addGradient(Choice choice, double[] weights, double[] gradient) {
    int size = choice.candidates().size();
    var shares = new double[size];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      shares[i] = choice.candidates().get(i).dot(weights);
      greatest = Math.max(greatest, shares[i]);
    }
    double all = 0;
    double right = 0;
    for (int i = 0; i < size; i++) {
      shares[i] = Math.exp(shares[i] - greatest);
      all += shares[i];
      right += i < choice.right() ? shares[i] : 0;
    }
    right = Math.max(right, Double.MIN_NORMAL);
    for (int i = 0; i < size; i++) {
      double factor = (i < choice.right() ? shares[i] / right : 0) - shares[i] / all;
      FeatureNumbers.Vector vector = choice.candidates().get(i);
      for (int j = 0; j < vector.numbers().length; j++) {
        gradient[vector.numbers()[j]] += factor * vector.values()[j];
      }
    }
    return Math.log(right / all);
  }
}
