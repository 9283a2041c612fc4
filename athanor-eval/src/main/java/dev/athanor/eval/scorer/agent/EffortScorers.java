package dev.athanor.eval.scorer.agent;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.kind.Kind.Setting;
import dev.athanor.eval.scorer.kind.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/** Scorers of what an answer took, and of success as somebody else has judged it. */
public final class EffortScorers {
  /** As files name them. */
  public static final List<Kind> KINDS = List.of(
      new Kind("steps", "how many steps", "a trail", List.of(), "", _ -> steps()),
      new Kind("tokens", "how many tokens, in and out", "a trail", List.of(), "", _ -> tokens()),
      new Kind("cost", "US dollars", "a trail", List.of(), "", _ -> cost()),
      new Kind("latency", "seconds that the steps took when they were lived", "a trail", List.of(), "",
          _ -> latency()),
      new Kind("budget", "kept within limits", "a trail",
          List.of(new Setting("steps", "at most; by default any number"),
              new Setting("tokens", "at most; by default any number"),
              new Setting("dollars", "at most; by default any"),
              new Setting("seconds", "at most; by default any number")),
          "", EffortScorers::budget),
      new Kind("reward", "success by a reward in the output or the case's metadata", "a number",
          List.of(
              new Setting("member", "its name in the output's JSON, else in the metadata; by default reward"),
              new Setting("least", "that is a success; by default 1")),
          "tau-bench: 1.0 is success", given -> reward(given.text("member").orElse("reward"),
              given.number("least", 1, -Double.MAX_VALUE, Double.MAX_VALUE))));

  private static final double ROUNDING = 1e-6;

  private EffortScorers() {}

  /** How many steps. */
  public static Scorer steps() {
    return of("steps", Trail::steps);
  }

  /** How many tokens. */
  public static Scorer tokens() {
    return of("tokens", Trail::tokens);
  }

  /** How many dollars. */
  public static Scorer cost() {
    return of("cost", trail -> trail.dollars().doubleValue());
  }

  /** How many seconds. */
  public static Scorer latency() {
    return of("latency", EffortScorers::seconds);
  }

  private static double seconds(Trail trail) {
    return trail.lasted().toNanos() / 1e9;
  }

  private static Scorer of(String name, ToDoubleFunction<Trail> measure) {
    return Scorer.of(Metric.cost(name, "1"), sample -> sample.trail().equals(Trail.UNKNOWN)
        ? Score.unscored("nothing is known of how the answer was made, which " + name + " counts")
        : Score.of(measure.applyAsDouble(sample.trail())));
  }

  private static Scorer budget(Settings given) {
    double steps = given.number("steps", Double.MAX_VALUE, 0, Double.MAX_VALUE);
    double tokens = given.number("tokens", Double.MAX_VALUE, 0, Double.MAX_VALUE);
    double dollars = given.number("dollars", Double.MAX_VALUE, 0, Double.MAX_VALUE);
    double seconds = given.number("seconds", Double.MAX_VALUE, 0, Double.MAX_VALUE);
    return Scorer.of(Metric.passFail("budget", "1"),
        sample -> budget(sample.trail(), steps, tokens, dollars, seconds));
  }

  private static Score budget(Trail trail, double steps, double tokens, double dollars, double seconds) {
    if (trail.equals(Trail.UNKNOWN)) {
      return Score.unscored("nothing is known of how the answer was made, which budget counts");
    }
    List<String> over = new ArrayList<>();
    over(over, "steps", trail.steps(), steps);
    over(over, "tokens", (double) trail.tokens(), tokens);
    over(over, "dollars", trail.dollars().doubleValue(), dollars);
    over(over, "seconds", seconds(trail), seconds);
    return Score.passed(over.isEmpty(), over.isEmpty() ? "within the budget" : String.join(", ", over));
  }

  private static void over(List<String> over, String what, double taken, double allowed) {
    if (taken > allowed) {
      over.add(taken + " " + what + ", at most " + allowed);
    }
  }

  /** Success where a reward reaches the least one, but for rounding. */
  public static Scorer reward(String member, double least) {
    return Scorer.of(Metric.passFail("reward", "1"), sample -> {
      JsonNode reward = found(sample, member);
      return reward.isNumber() ? Score.passed(reward.doubleValue() >= least - ROUNDING, member + " " + reward)
          : Score.unscored(
              "neither the output nor the metadata of case \"" + sample.given().id() + "\" has a number \""
                  + member + "\"");
    });
  }

  private static JsonNode found(Sample sample, String member) {
    JsonNode inOutput = sample.output().value().map(json -> json.path(member))
        .orElseGet(() -> sample.given().metadata().path(member));
    return inOutput.isMissingNode() ? sample.given().metadata().path(member) : inOutput;
  }
}
