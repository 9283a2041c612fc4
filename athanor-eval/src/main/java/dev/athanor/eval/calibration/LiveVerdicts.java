package dev.athanor.eval.calibration;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a judge for its verdicts on labelled cases: of one output whether it passes, of a pair which one is better, in both orders. Each is
 * a part of a run, so that a calibration that was broken off goes on, and asking again costs nothing.
 */
public final class LiveVerdicts {
  /** By which its runs are found. */
  public static final String NAME = "judge";

  private static final String OTHER = "other";

  private LiveVerdicts() {}

  /**
   * What is judged.
   *
   * @param scorer the judge, by its settings
   * @param threshold from which value on an output passes, of a judge that gives more than pass and fail
   * @param cases lines with {@code id, label, input} and {@code output} or {@code outputs}
   */
  public record Request(ObjectNode scorer, double threshold, List<ObjectNode> cases) {
    /** Copies. */
    public Request {
      cases = List.copyOf(cases);
    }

    /**
     * For the cases of a file.
     *
     * @throws AthanorException that names the line which can't be judged, and what it lacks
     */
    public static Request of(Path labels, ObjectNode scorer, double threshold) {
      return new Request(scorer, threshold,
          RecordLines.of(labels).stream().map(LiveVerdicts::checked).toList());
    }
  }

  /** The program; its output are lines of a file of verdicts, without the judge. */
  public static Program<Request, List<ObjectNode>> of(Function<ObjectNode, Scorer> scorers) {
    return new Program<>(NAME, Codec.of(Request.class), Codec.of(ObjectNode.class).list(),
        (run, request) -> run.each("case", request.cases(), LiveVerdicts::id,
            (inner, each) -> verdict(inner, each, request, scorers)));
  }

  /** What is known of the judge: by what a calibration is found again for the same scorer of an evaluation. */
  public static ObjectNode description(ObjectNode scorer, Metric metric, double threshold) {
    ObjectNode description = Json.object();
    description.set("scorer", scorer);
    description.put("version", metric.version());
    if (metric.scale() != Metric.Scale.PASS_FAIL && !isPairwise(scorer)) {
      description.put("threshold", threshold);
    }
    return description;
  }

  private static boolean isPairwise(ObjectNode scorer) {
    return scorer.path("scorer").asString("").equals("pairwise");
  }

  private static String id(ObjectNode line) {
    return line.path("id").asString("");
  }

  private static ObjectNode checked(RecordLines line) {
    ObjectNode json = line.json();
    if (id(json).isEmpty()) {
      throw line.wrong("labels-id", "it has no id; expected one that names the case");
    }
    boolean pair = json.path("outputs").isArray();
    if (!pair && !json.path("output").isString()) {
      throw line.wrong("labels-output", "the case \"" + id(json)
          + "\" has nothing to judge; expected its output, or the two outputs of a pair");
    }
    if (pair && (json.get("outputs").size() != 2 || !json.at("/outputs/0").isString()
        || !json.at("/outputs/1").isString())) {
      throw line.wrong("outputs-form", "outputs is " + Json.abbreviate(json.get("outputs").toString(), 80)
          + "; expected the two texts of the pair, the first one first");
    }
    return json;
  }

  private static ObjectNode verdict(Run run, ObjectNode line, Request request,
      Function<ObjectNode, Scorer> scorers) {
    ObjectNode said = Json.object().put("id", id(line));
    if (!line.path("outputs").isArray()) {
      Score score = scored(run, "verdict", scorers.apply(request.scorer()),
          sample(line, line.get("output").stringValue()));
      return said.put("verdict", score instanceof Score.Value(double value, _)
          ? Task.PASS_FAIL.word(value >= request.threshold()) : ((Score.Unscored) score).reason());
    }
    if (!isPairwise(request.scorer())) {
      throw AthanorException.user("judge-pairs", "the case \"" + id(line)
          + "\" is a pair, which the scorer pairwise judges, and not "
          + request.scorer().path("scorer").asString(""));
    }
    for (String order : List.of("first", "second")) {
      ObjectNode settings = request.scorer().deepCopy().put(OTHER, OTHER).put("order", order);
      ObjectNode shown = line.deepCopy();
      shown.withObject("/metadata").set(OTHER, line.at("/outputs/1"));
      Score score =
          scored(run, order, scorers.apply(settings), sample(shown, line.at("/outputs/0").stringValue()));
      said.put(order.equals("first") ? "verdict" : "swapped", better(score, order));
    }
    return said;
  }

  /** Which of the two, as they were shown, is better. */
  private static String better(Score score, String order) {
    return switch (score) {
      case Score.Value(double value, _) -> value == 0.5 ? "tie"
          : Task.PAIRWISE.word((value > 0.5) == order.equals("first"));
      case Score.Unscored(String why) -> why;
    };
  }

  private static Score scored(Run run, String name, Scorer judge, Sample sample) {
    return run.scope(name, within -> judge.score(sample, within));
  }

  private static Sample sample(ObjectNode line, String output) {
    List<String> context = new ArrayList<>();
    line.path("context").forEach(each -> context.add(each.asString("")));
    JsonNode input = line.path("input").isMissingNode() ? Codec.TEXT.encode("") : line.get("input");
    ObjectNode metadata = line.path("metadata") instanceof ObjectNode given ? given : Json.object();
    return new Sample(new Case(id(line), input, Optional.ofNullable(line.get("reference")), context, metadata,
        new TreeSet<>(), Optional.empty(), Split.VALIDATION), Output.text(output), Trail.UNKNOWN);
  }
}
