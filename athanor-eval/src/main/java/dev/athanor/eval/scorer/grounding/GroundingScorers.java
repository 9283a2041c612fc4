package dev.athanor.eval.scorer.grounding;

import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.grounding.GroundingModel.Task;
import dev.athanor.eval.scorer.grounding.GroundingModel.Weights;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.kind.Kind.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Scorers of whether an answer stands on its evidence, which is the case's context, else the passages that were found, else those cited. They look
 * at words and not at meaning: an answer in words of its own is doubted, and a wrong one in the evidence's own words may pass.
 */
public final class GroundingScorers {
  private static final String NEEDS = "context in the case, or passages found or cited";
  private static final Pattern QUOTE = Pattern.compile("[\"“]([^\"“”]{12,}?)[\"”]");
  private static final double COVERED = 0.6;

  /** As files name them. */
  public static final List<Kind> KINDS = List.of(
      new Kind("citations", "the part of the citations that were found and stand there", "citations",
          List.of(), "",
          _ -> citations()),
      new Kind("quotes", "the part of the literal quotes that stand in one passage of the evidence", NEEDS,
          List.of(), "",
          _ -> quotes()),
      new Kind("claim-support",
          "the part of the claims that the evidence bears out; none whose numbers, times or names it lacks",
          NEEDS,
          List.of(new Setting("least",
              "which part of a claim's content words the evidence must have; by default 0.6")),
          "", given -> claimSupport(given.number("least", COVERED, 0, 1))),
      new Kind("grounding", "says nothing that the evidence does not, by learned weights", NEEDS,
          List.of(
              new Setting("task",
                  "answer, summary or data; by default data if the evidence is JSON, else answer"),
              new Setting("threshold",
                  "from which likelihood on it counts as unfaithful; by default the learned one"),
              new Setting("likelihood",
                  "true for how likely it is faithful, and not passed or failed; by default false")),
          "RAGTruth, Niu et al. 2024", given -> grounding(
              given.has("task") ? Optional.of(given.choice("task", Task.ANSWER))
                  : Optional.empty(),
              given.optionalNumber("threshold", 0, 1), given.flag("likelihood", false))));

  private GroundingScorers() {}

  /** The part of the citations that are among the passages found, with a text that stands there. */
  public static Scorer citations() {
    return Scorer.of(Metric.fraction("citations", "2"), sample -> {
      List<Evidence> cited = sample.output().citations();
      if (sample.output().abstained() || (cited.isEmpty() && sample.output().text().isBlank())) {
        return nothingSaid("citations");
      }
      if (cited.isEmpty()) {
        return Score.of(0, "the answer cites nothing");
      }
      if (sample.trail().found().isEmpty()) {
        return Score
            .unscored("which passages were found is not known, which citations needs; recorded outputs"
                + " tell of them by found");
      }
      List<Evidence> passages = sample.trail().found().get();
      List<String> wrong =
          cited.stream().filter(each -> !found(each, passages)).map(Evidence::id).toList();
      return Score.of(1 - (double) wrong.size() / cited.size(),
          wrong.isEmpty() ? "all were found" : "not found: " + wrong);
    });
  }

  private static boolean found(Evidence cited, List<Evidence> found) {
    return found.stream()
        .anyMatch(each -> (each.id().equals(cited.id()) || each.document().equals(cited.document()))
            && Literally.stands(cited.text(), each.text()));
  }

  /** The part of what stands in quotation marks, of twelve characters and more, that is in one passage of the evidence. */
  public static Scorer quotes() {
    return onEvidence(Metric.fraction("quotes", "2"), (output, evidence) -> {
      List<String> quotes = QUOTE.matcher(output.text()).results().map(each -> each.group(1)).toList();
      if (quotes.isEmpty()) {
        return Score.unscored("the answer quotes nothing, so that there is nothing to look for");
      }
      List<String> wrong = quotes.stream()
          .filter(each -> evidence.stream().noneMatch(passage -> Literally.stands(each, passage))).toList();
      return Score.of(1 - (double) wrong.size() / quotes.size(),
          wrong.isEmpty() ? "all stand there" : "not there: " + wrong);
    });
  }

  /** The part of the claims that the evidence bears out. */
  public static Scorer claimSupport(double least) {
    return onEvidence(Metric.fraction("claim-support", "1"), (output, evidence) -> {
      Ground ground = Ground.of(evidence);
      List<String> claims = Claims.of(output.text());
      if (claims.isEmpty()) {
        return Score.unscored("the answer claims nothing: it has no sentence of two words");
      }
      List<String> doubtful = new ArrayList<>();
      for (String claim : claims) {
        List<String> doubts = ClaimSupport.of(claim, ground).doubts(least);
        if (!doubts.isEmpty()) {
          doubtful.add("\"" + claim + "\": " + String.join(", ", doubts));
        }
      }
      return Score.of(1 - (double) doubtful.size() / claims.size(),
          doubtful.isEmpty() ? "all " + claims.size() + " claims" : String.join("; ", doubtful));
    });
  }

  /**
   * Whether an answer says nothing that the evidence does not, by learned weights.
   *
   * @param task what kind of answer it is; by default data if the evidence is JSON, else an answer out of passages
   * @param threshold from which likelihood on it counts as unfaithful; by default the learned one
   * @param likelihood whether the score is how likely it is faithful
   */
  public static Scorer grounding(Optional<Task> task, Optional<Double> threshold, boolean likelihood) {
    GroundingModel model = GroundingModel.shipped();
    Metric metric = likelihood ? Metric.fraction("grounding", "1") : Metric.passFail("grounding", "1");
    return onEvidence(metric, (output, evidence) -> {
      Map<String, Double> features = GroundingFeatures.of(output.text(), evidence);
      Weights weights = model.of(task.orElse(features.containsKey("contradicted") ? Task.DATA : Task.ANSWER));
      double unfaithful = weights.likelihood(features);
      String words = String.format(Locale.ROOT, "unfaithful with a likelihood of %.2f", unfaithful);
      return likelihood ? Score.of(1 - unfaithful, words)
          : Score.passed(unfaithful < threshold.orElse(weights.threshold()), words);
    });
  }

  private static Score nothingSaid(String metric) {
    return Score.unscored("the answer says nothing, so that " + metric + " has nothing to look at");
  }

  private static Scorer onEvidence(Metric metric,
      java.util.function.BiFunction<Output, List<String>, Score> measure) {
    return Scorer.of(metric, sample -> {
      List<String> evidence = evidence(sample);
      if (sample.output().abstained() || sample.output().text().isBlank()) {
        return nothingSaid(metric.name());
      }
      return evidence.isEmpty()
          ? Score.unscored("case \"" + sample.given().id() + "\" has no context, and no passage was found"
              + " or cited, which " + metric.name() + " compares with")
          : measure.apply(sample.output(), evidence);
    });
  }

  private static List<String> evidence(Sample sample) {
    if (!sample.given().context().isEmpty()) {
      return sample.given().context();
    }
    List<Evidence> passages =
        sample.trail().found().filter(found -> !found.isEmpty()).orElse(sample.output().citations());
    return passages.stream().map(Evidence::text).collect(Collectors.toList());
  }
}
