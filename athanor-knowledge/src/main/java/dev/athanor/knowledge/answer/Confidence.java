package dev.athanor.knowledge.answer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Estimates the chance that the best finding is right, by logistic regression on its evidence. A pure function.
 *
 * @param weights of the regression
 */
public record Confidence(Weights weights) {
  /** The shipped weights. */
  public static final Confidence STANDARD = new Confidence(Weights.shipped("confidence-weights"));

  private static final int LEADERS = 3;

  /** The chance, from 0 to 1. */
  public double of(Extraction extraction) {
    return extraction.findings().isEmpty() ? 0 : 1 / (1 + Math.exp(-weights.score(features(extraction))));
  }

  /** What the regression sees, of an extraction that found something. */
  public static Map<String, Double> features(Extraction extraction) {
    List<Finding> findings = extraction.findings();
    Finding best = findings.getFirst();
    Map<String, Double> features = new TreeMap<>();
    features.put("constant", 1.0);
    features.put("kind=" + extraction.kind().label(), 1.0);
    features.put("cosine", 10 * best.evidence().cosine());
    features.put("greatest-cosine",
        10 * findings.stream().mapToDouble(each -> each.evidence().cosine()).max().orElseThrow());
    features.put("coverage", best.evidence().coverage());
    features.put("context", best.evidence().context());
    features.put("margin", margin(findings));
    features.put("agreement", agreement(findings));
    return features;
  }

  /** By how much the best words beat the best other ones. */
  private static double margin(List<Finding> findings) {
    Finding best = findings.getFirst();
    return findings.stream().filter(each -> !each.answer().text().equalsIgnoreCase(best.answer().text()))
        .mapToDouble(each -> best.score() - each.score()).findFirst().orElse(0);
  }

  /** Whether the leading sentences stand in one document, as they do when it is about the matter. */
  private static double agreement(List<Finding> findings) {
    Set<String> documents = new LinkedHashSet<>();
    findings.stream().limit(LEADERS).forEach(each -> documents.add(each.place().document()));
    return 1.0 / documents.size();
  }
}
