package dev.athanor.promptfoo.assertion;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.Shared;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.kind.Kind.Setting;
import dev.athanor.eval.scorer.kind.Settings;
import dev.athanor.json.Json;
import dev.athanor.run.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Scores cases by their own assertions. Safe for use by many threads. */
public final class SuiteScorers {
  /** By which files name the scorer. */
  public static final String NAME = "promptfoo";
  static final String PASSED = "passed";
  static final String SCORE = "assertion-score";
  private static final String METRIC = "metric";
  private static final String OF = "of";
  private static final String AS = "as";

  private final Grader grader;

  /** Graded by that. */
  public SuiteScorers(Grader grader) {
    this.grader = grader;
  }

  /** What of a grading is measured. */
  private enum Part {
    PASSED, SCORE, LEFT_OUT, MAX_SCORE, METRIC
  }

  /** As files name it. */
  public Kind kind() {
    return new Kind(NAME, "whether the case's own assertions hold, with their weights and thresholds",
        "assertions in the case, as a promptfoo suite writes them",
        List.of(new Setting(OF, "passed, score, left-out, max-score or metric; by default passed"),
            new Setting(METRIC, "the name of a metric that assertions have"),
            new Setting(AS, "how reports call it; by default the name in lower case with hyphens")),
        "promptfoo", this::make);
  }

  /** The settings of one that measures this part. */
  public static ObjectNode settings(String part) {
    return Json.object().put("scorer", NAME).put(OF, part);
  }

  /**
   * The settings of those that measure all of a suite: whether cases pass, their scores, and metrics that assertions name.
   *
   * @param cases of the suite
   */
  public static List<ObjectNode> all(List<String> metrics, List<Case> cases) {
    List<ObjectNode> all = new ArrayList<>(List.of(settings("passed"), settings("score")));
    boolean highest = cases.stream().flatMap(each -> Sheet.of(each).rivals().stream())
        .anyMatch(each -> each.type().equals(RivalTypes.MAX_SCORE));
    if (highest) {
      all.add(settings(RivalTypes.MAX_SCORE));
    }
    Set<String> taken = new HashSet<>(Set.of(PASSED, SCORE, "left-out", RivalTypes.MAX_SCORE));
    for (String name : metrics) {
      String as = called(name);
      for (int i = 2; !taken.add(as); i++) {
        as = called(name) + "-" + i;
      }
      all.add(settings(METRIC).put(METRIC, name).put(AS, as));
    }
    return all;
  }

  private static String called(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return plain.isEmpty() ? METRIC : plain;
  }

  private Scorer make(Settings settings) {
    return switch (settings.choice(OF, Part.PASSED)) {
      case PASSED -> graded(Metric.passFail(PASSED, "1"),
          graded -> Optional.of(Score.passed(graded.passed(), graded.reason())));
      case SCORE -> graded(new Metric(SCORE, "1", Metric.Scale.AMOUNT, Metric.Better.HIGHER),
          graded -> Optional.of(Score.of(graded.score())));
      case LEFT_OUT -> Scorer.of(Metric.cost("left-out", "1"), sample -> {
        List<String> leftOut = Sheet.of(sample.given()).leftOut();
        return Score.of(leftOut.size(), String.join(", ", leftOut));
      });
      case MAX_SCORE -> aggregated();
      case METRIC -> {
        String name = settings.neededText(METRIC);
        yield graded(
            new Metric(settings.text(AS).orElseGet(() -> called(name)), "1", Metric.Scale.AMOUNT,
                Metric.Better.HIGHER),
            graded -> Optional.ofNullable(graded.metrics().get(name)).map(Score::of));
      }
    };
  }

  /** What {@code max-score} compares. */
  private Scorer aggregated() {
    return graded(
        new Metric(RivalTypes.MAX_SCORE, "1", Metric.Scale.AMOUNT, Metric.Better.HIGHER),
        (sample, graded) -> Sheet.of(sample.given()).rivals().stream()
            .filter(each -> each.type().equals(RivalTypes.MAX_SCORE)).findFirst()
            .map(each -> Score.of(RivalTypes.aggregate(each, graded.parts()))));
  }

  private Scorer graded(Metric metric, Function<Grading.Graded, Optional<Score>> part) {
    return graded(metric, (_, graded) -> part.apply(graded));
  }

  private Scorer graded(Metric metric, BiFunction<Sample, Grading.Graded, Optional<Score>> part) {
    return new Scorer() {
      @Override
      public Metric metric() {
        return metric;
      }

      @Override
      public Score score(Sample sample, Run run) {
        return score(sample, run, new Shared());
      }

      @Override
      public Score score(Sample sample, Run run, Shared shared) {
        return switch (shared.once(grader, Grading.class, () -> grader.grade(sample, run))) {
          case Grading.Ungraded(String reason) -> Score.unscored(reason);
          case Grading.Graded graded -> part.apply(sample, graded).orElseGet(
              () -> Score.unscored("no assertion of the case counts for " + metric.name()));
        };
      }
    };
  }
}
