package dev.athanor.eval.scorer.agent;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.kind.Kind.Setting;
import dev.athanor.eval.scorer.kind.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

  /** What a budget may limit. */
  @SuppressWarnings("ImmutableEnumChecker") // pure functions
  private enum Limit {
    STEPS(trail -> Optional.of((double) trail.steps())),
    TOKENS(trail -> trail.tokens().map(Long::doubleValue)),
    DOLLARS(EffortScorers::dollars),
    SECONDS(EffortScorers::seconds);

    private final Function<Trail, Optional<Double>> taken;

    Limit(Function<Trail, Optional<Double>> taken) {
      this.taken = taken;
    }

    private String written() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How many steps. */
  public static Scorer steps() {
    return of("steps", trail -> Optional.of((double) trail.steps()));
  }

  /** How many tokens. */
  public static Scorer tokens() {
    return of("tokens", trail -> trail.tokens().map(Long::doubleValue));
  }

  /** How many dollars. */
  public static Scorer cost() {
    return of("cost", EffortScorers::dollars);
  }

  /** How many seconds. */
  public static Scorer latency() {
    return of("latency", EffortScorers::seconds);
  }

  private static Optional<Double> dollars(Trail trail) {
    return trail.dollars().map(BigDecimal::doubleValue);
  }

  private static Optional<Double> seconds(Trail trail) {
    return trail.lasted().map(lasted -> lasted.toNanos() / 1e9);
  }

  private static Scorer of(String name, Function<Trail, Optional<Double>> measure) {
    return Scorer.of(Metric.cost(name, "1"), sample -> sample.trail().equals(Trail.UNKNOWN)
        ? Score.unscored("nothing is known of how the answer was made, which " + name + " counts")
        : measure.apply(sample.trail()).map(Score::of)
            .orElseGet(() -> Score.unscored(name + " is not known: the system does not say what it took")));
  }

  private static Scorer budget(Settings given) {
    Map<Limit, Double> limits = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      given.optionalNumber(limit.written(), 0, Double.MAX_VALUE).ifPresent(most -> limits.put(limit, most));
    }
    if (limits.isEmpty()) {
      throw AthanorException.user("scorer-setting", "the scorer " + given.scorer()
          + " has no limit, so that every answer would keep within it; give it at least one of steps, tokens,"
          + " dollars and seconds");
    }
    return Scorer.of(Metric.passFail("budget", "1"), sample -> budget(sample.trail(), limits));
  }

  private static Score budget(Trail trail, Map<Limit, Double> limits) {
    if (trail.equals(Trail.UNKNOWN)) {
      return Score.unscored("nothing is known of how the answer was made, which budget counts");
    }
    List<String> over = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    limits.forEach((limit, allowed) -> limit.taken.apply(trail).ifPresentOrElse(taken -> {
      if (taken > allowed) {
        over.add(taken + " " + limit.written() + ", at most " + allowed);
      }
    }, () -> unknown.add(limit.written())));
    if (over.isEmpty() && !unknown.isEmpty()) {
      return Score.unscored("how many " + String.join(" and ", unknown)
          + " the answer took is not known, which the budget limits: the system does not say");
    }
    return Score.passed(over.isEmpty(), over.isEmpty() ? "within the budget" : String.join(", ", over));
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
