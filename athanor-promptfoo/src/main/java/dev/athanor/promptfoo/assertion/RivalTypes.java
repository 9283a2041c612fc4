package dev.athanor.promptfoo.assertion;

import dev.athanor.json.Json;
import dev.athanor.promptfoo.assertion.Asserted.One;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The assertions that compare the answers of several systems with each other. */
public final class RivalTypes {
  static final String SELECT_BEST = "select-best";
  static final String MAX_SCORE = "max-score";
  /** In the order in which they decide. */
  private static final List<String> ALL = List.of(SELECT_BEST, MAX_SCORE);
  private static final Set<String> METHODS = Set.of("average", "sum");

  private RivalTypes() {}

  /** Whether it is one, as a suite writes it. */
  public static boolean has(String type) {
    return ALL.contains(type);
  }

  /** Those that count: of each type the first. */
  public static List<One> counting(List<One> written) {
    return ALL.stream().flatMap(type -> written.stream().filter(each -> each.type().equals(type)).limit(1))
        .toList();
  }

  /**
   * Checks one.
   *
   * @throws dev.athanor.error.AthanorException with what is wrong with it
   */
  public static void validate(One rival) {
    if (rival.type().equals(SELECT_BEST)) {
      Values.text(rival);
      if (rival.judge().isEmpty()) {
        throw JudgedChecks.missing(rival);
      }
      return;
    }
    JsonNode value = options(rival);
    boolean method = !value.has("method") || METHODS.contains(value.path("method").asString(""));
    boolean weights = !value.has("weights") || (value.get("weights").isObject()
        && value.get("weights").valueStream().allMatch(JsonNode::isNumber));
    if (!value.isObject() || !method || !weights
        || (value.has("threshold") && !value.get("threshold").isNumber())) {
      throw Values.wrong(rival, "an object with method (average or sum), weights by type, and threshold");
    }
  }

  private static JsonNode options(One rival) {
    return rival.value().orElseGet(Json::object);
  }

  /** What the best score must reach. */
  static Optional<Double> threshold(One rival) {
    return Optional.of(options(rival).path("threshold")).filter(JsonNode::isNumber)
        .map(JsonNode::doubleValue);
  }

  /** The number by which {@code max-score} compares: of the scores of all other assertions, weighed by their types. */
  static double aggregate(One rival, List<Grading.Part> parts) {
    ObjectNode weights =
        options(rival).get("weights") instanceof ObjectNode given ? given : Json.object();
    double sum = 0;
    double total = 0;
    for (Grading.Part part : parts) {
      double weight = weights.path(part.type()).asDouble(1);
      sum += part.score() * weight;
      total += weight;
    }
    return options(rival).path("method").asString("").equals("sum") ? sum : total > 0 ? sum / total : 0;
  }
}
