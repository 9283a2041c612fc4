package dev.athanor.eval.scorer.grounding;

import dev.athanor.eval.scorer.text.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Numbers by name that say how an answer stands to its evidence, for a learned decision. */
public final class GroundingFeatures {
  private GroundingFeatures() {}

  /** Of an answer and passages; a passage that is a JSON object is also read as facts. */
  public static Map<String, Double> of(String answer, List<String> evidence) {
    Ground ground = Ground.of(evidence);
    List<String> texts = Claims.of(answer);
    List<ClaimSupport> claims = texts.stream().map(each -> ClaimSupport.of(each, ground)).toList();
    Map<String, Double> features = new LinkedHashMap<>();
    put(features, claims, "uncovered", each -> 1 - each.covered());
    put(features, claims, "apart", each -> 1 - each.best());
    put(features, claims, "new-pairs", ClaimSupport::newPairs);
    put(features, claims, "new-triples", ClaimSupport::newTriples);
    features.put("absent",
        log(claims.stream().mapToInt(each -> each.absent().size() - each.absentNames()).sum()));
    features.put("absent-names", log(claims.stream().mapToInt(ClaimSupport::absentNames).sum()));
    features.put("negated", log((double) claims.stream().filter(ClaimSupport::negated).count()));
    features.put("uncovered-words", log(claims.stream()
        .mapToDouble(each -> each.words() * (1 - each.covered())).sum()));
    features.put("weak-claims", log((double) claims.stream().filter(each -> each.covered() < 0.6).count()));
    features.put("claims", log(claims.size()));
    features.put("words", log(Words.of(answer).size()));
    features.put("sequence", ClaimSupport.sequencePrecision(answer, ground));
    String lower = answer.toLowerCase(Locale.ROOT);
    features.put("unable", lower.contains("unable to answer") || lower.contains("not mentioned")
        || lower.contains("no mention") || lower.contains("does not provide") ? 1.0 : 0.0);
    ground.facts.map(facts -> facts.fit(texts)).ifPresent(fit -> {
      features.put("contradicted", log(fit.contradicted()));
      features.put("unfounded", log(fit.unfounded()));
    });
    return features;
  }

  private static void put(Map<String, Double> features, List<ClaimSupport> claims, String name,
      ToDoubleFunction<ClaimSupport> measure) {
    features.put(name + "-most", claims.stream().mapToDouble(measure).max().orElse(0));
    features.put(name + "-mean", claims.stream().mapToDouble(measure).average().orElse(0));
    features.put(name + "-last", claims.isEmpty() ? 0 : measure.applyAsDouble(claims.getLast()));
  }

  private static double log(double count) {
    return Math.log1p(count);
  }
}
