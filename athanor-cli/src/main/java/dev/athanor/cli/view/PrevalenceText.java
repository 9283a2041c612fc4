package dev.athanor.cli.view;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.calibration.Patterns;
import dev.athanor.json.Json;
import dev.athanor.statistics.Estimate;
import dev.athanor.statistics.Prevalence;
import dev.athanor.statistics.Ratings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A share that a judge has said, corrected for the judge's error.
 *
 * @param judge its name
 * @param version of the judge
 * @param said so often
 * @param trials of so many
 * @param prevalence by which it is corrected
 * @param corrected the share
 */
public record PrevalenceText(String judge, String version, int said, int trials, Prevalence prevalence,
    Estimate corrected) {
  private static final double LEVEL = 0.95;
  private static final int DRAWS = 4_000;

  /** Corrects. The same question has the same answer. */
  public static PrevalenceText of(JsonNode calibration, int said, int trials) {
    Ratings ratings = Patterns.read(calibration);
    try {
      Prevalence prevalence = new Prevalence(ratings);
      return new PrevalenceText(calibration.path("judge").asString(""), calibration.path("version").asString(
          ""), said, trials, prevalence,
          prevalence.corrected(said, trials, LEVEL, DRAWS, new SplittableRandom(1)));
    } catch (IllegalArgumentException e) {
      throw AthanorException.user("judge-uncorrectable", String.valueOf(e.getMessage()));
    }
  }

  private double observed() {
    return (double) said / trials;
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("said by " + judge + ": " + EvaluationWording.number(observed()) + " (" + said + " of " + trials
        + ")");
    lines.add("corrected: " + EvaluationWording.estimate(corrected));
    lines.add("by sensitivity " + EvaluationWording.number(prevalence.sensitivity()) + ", specificity "
        + EvaluationWording.number(prevalence.specificity()) + " on "
        + Wording.count(prevalence.calibration().cases().size(), "case"));
    corrected.warnings().forEach(each -> lines.add("caution: " + each));
    return lines;
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("judge", judge).put("version", version).put("said", said)
        .put("trials", trials).put("observed", observed());
    json.set("corrected", EvaluationJson.estimate(corrected));
    json.put("sensitivity", prevalence.sensitivity()).put("specificity", prevalence.specificity());
    ArrayNode warnings = json.putArray("warnings");
    corrected.warnings().forEach(warnings::add);
    return json;
  }
}
