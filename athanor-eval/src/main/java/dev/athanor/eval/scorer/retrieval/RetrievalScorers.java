package dev.athanor.eval.scorer.retrieval;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.kind.Kind.Setting;
import dev.athanor.eval.scorer.kind.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/**
 * Scorers of what retrieval found. The case has in its metadata, under {@code relevant}, an id, a list of ids, or an object of ids with
 * grades above 0.
 */
public final class RetrievalScorers {
  private static final String NEEDS =
      "relevant in the case's metadata: ids, or ids with grades; passages found";
  private static final Setting K = new Setting("k", "how many places count; by default 5");
  private static final Setting BY =
      new Setting("by", "document or passage, of which the ids are; by default document");

  /** As files name them. */
  public static final List<Kind> KINDS = List.of(
      kind("hit", "whether one relevant thing is in the first k", List.of(K, BY), "",
          given -> hit(k(given), by(given))),
      kind("recall", "the part of the relevant things in the first k", List.of(K, BY), "",
          given -> recall(k(given), by(given))),
      kind("precision", "the relevant part of the first k", List.of(K, BY), "",
          given -> precision(k(given), by(given))),
      kind("mrr", "1 over the place of the first relevant thing", List.of(BY), "Voorhees 1999",
          given -> reciprocalRank(by(given))),
      kind("map", "the mean of the precision at each relevant thing", List.of(BY), "trec_eval",
          given -> averagePrecision(by(given))),
      kind("ndcg", "discounted gains, of the best possible ones", List.of(K, BY),
          "Järvelin and Kekäläinen 2002, with linear gains as trec_eval",
          given -> ndcg(k(given), by(given))));

  private RetrievalScorers() {}

  private static Kind kind(String name, String measures, List<Setting> settings, String source,
      java.util.function.Function<Settings, Scorer> maker) {
    return new Kind(name, measures, NEEDS, settings, source, maker);
  }

  private static int k(Settings given) {
    return given.whole("k", 5, 1);
  }

  private static By by(Settings given) {
    return given.choice("by", By.DOCUMENT);
  }

  /** What the relevant ids name. */
  public enum By {
    /** Documents; the first passage of each counts. */
    DOCUMENT,
    /** Passages. */
    PASSAGE;

    private String id(Evidence evidence) {
      return switch (this) {
        case DOCUMENT -> evidence.document();
        case PASSAGE -> evidence.id();
      };
    }
  }

  /** Whether one is in the first k. */
  public static Scorer hit(int k, By by) {
    return of(Metric.passFail("hit@" + k, "1"), by, ranks -> ranks.hit(k));
  }

  /** The part of them in the first k. */
  public static Scorer recall(int k, By by) {
    return of(Metric.fraction("recall@" + k, "1"), by, ranks -> ranks.recall(k));
  }

  /** The part of k places that they take. */
  public static Scorer precision(int k, By by) {
    return of(Metric.fraction("precision@" + k, "1"), by, ranks -> ranks.precision(k));
  }

  /** 1 over the place of the first one; the mean over cases is the MRR. */
  public static Scorer reciprocalRank(By by) {
    return of(Metric.fraction("mrr", "1"), by, Ranks::reciprocal);
  }

  /** Average precision; the mean over cases is the MAP. */
  public static Scorer averagePrecision(By by) {
    return of(Metric.fraction("map", "1"), by, Ranks::averagePrecision);
  }

  /** Normalised discounted cumulative gain of the first k. */
  public static Scorer ndcg(int k, By by) {
    return of(Metric.fraction("ndcg@" + k, "1"), by, ranks -> ranks.ndcg(k));
  }

  private static Scorer of(Metric metric, By by, ToDoubleFunction<Ranks> measure) {
    return Scorer.of(metric, sample -> score(metric, sample, by, measure));
  }

  private static Score score(Metric metric, Sample sample, By by, ToDoubleFunction<Ranks> measure) {
    Map<String, Double> grades = grades(sample.given());
    if (grades.isEmpty()) {
      return Score
          .unscored("case \"" + sample.given().id() + "\" names nothing relevant, which " + metric.name()
              + " needs; give its metadata a member relevant with ids, or with ids and grades above 0");
    }
    return sample.trail().found().map(found -> Score
        .of(measure.applyAsDouble(new Ranks(found.stream().map(by::id).toList(), grades))))
        .orElseGet(() -> unknown(metric.name()));
  }

  /** Why there is no score of a system that does not show what it found. */
  static Score unknown(String metric) {
    return Score.unscored("which passages were found is not known, which " + metric
        + " needs; recorded outputs tell of them by found");
  }

  private static Map<String, Double> grades(Case given) {
    JsonNode relevant = given.metadata().path("relevant");
    Map<String, Double> grades = new LinkedHashMap<>();
    if (relevant.isObject()) {
      relevant.properties().forEach(each -> {
        if (each.getValue().asDouble(0) > 0) {
          grades.put(each.getKey(), each.getValue().asDouble());
        }
      });
    } else if (relevant.isArray()) {
      relevant.forEach(each -> grades.put(each.asString(), 1.0));
    } else if (relevant.isString() || relevant.isNumber()) {
      grades.put(relevant.asString(), 1.0);
    }
    return grades;
  }
}
