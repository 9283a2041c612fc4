package dev.athanor.promptfoo.suite;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.assertion.Asserted;
import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.promptfoo.assertion.Asserted.Together;
import dev.athanor.promptfoo.assertion.AssertionTypes;
import dev.athanor.promptfoo.assertion.RivalTypes;
import dev.athanor.promptfoo.template.Script;
import dev.athanor.promptfoo.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the assertions of a test, with the values of one combination filled in.
 *
 * @param folder of the suite
 * @param judges reads who judges
 */
record AssertionReader(SuiteFolder folder, JudgeReader judges, Findings findings) {
  private static final Set<String> ONE = Set.of("type", "value", "threshold", "weight", "metric", "provider",
      "description", "rubricPrompt");
  private static final Set<String> SET =
      Set.of("type", "assert", "threshold", "weight", "metric", "description");
  /**
   * The assertions of a case.
   *
   * @param all that can run
   * @param leftOut the types of those that can't
   * @param compared those that compare answers with each other
   */
  record Read(List<Asserted> all, List<String> leftOut, List<One> compared) {}

  /** Where an assertion stands, the values it may name, and what the test says of judges. */
  private record Around(String place, ObjectNode values, ObjectNode options) {
    Around in(String inner) {
      return new Around(place + inner, values, options);
    }
  }

  Read read(String place, JsonNode assertions, ObjectNode values, ObjectNode options) {
    List<Asserted> all = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    List<One> compared = new ArrayList<>();
    for (int i = 0; i < assertions.size(); i++) {
      Around around = new Around(place + "[" + i + "]", values, options);
      JsonNode written = assertions.get(i);
      if (written.path("type").asString("").equals("assert-set")) {
        together(around, written, leftOut).ifPresent(all::add);
      } else if (RivalTypes.has(written.path("type").asString(""))) {
        attempt(around, written, leftOut, () -> rival(around, written)).ifPresent(compared::add);
      } else {
        one(around, written, leftOut).ifPresent(all::add);
      }
    }
    return new Read(all, leftOut, compared);
  }

  /** A set of which something is left out would pass more easily or never, so that all of it is. */
  private Optional<Asserted> together(Around around, JsonNode written, List<String> leftOut) {
    List<String> lacking = new ArrayList<>();
    List<One> inner = new ArrayList<>();
    JsonNode all = written.path("assert");
    for (int i = 0; i < all.size(); i++) {
      one(around.in(".assert[" + i + "]"), all.get(i), lacking).ifPresent(inner::add);
    }
    Optional<Asserted> set = lacking.isEmpty() ? findings.attempt(around.place(), () -> {
      only(written, SET);
      return new Together(inner, number(written, "threshold"), number(written, "weight").orElse(1.0),
          metric(around,
              written));
    }) : Optional.empty();
    if (set.isEmpty()) {
      leftOut.add("assert-set");
    }
    return set;
  }

  private Optional<One> one(Around around, JsonNode written, List<String> leftOut) {
    return attempt(around, written, leftOut, () -> read(around, written));
  }

  private One rival(Around around, JsonNode written) {
    only(written, ONE);
    One one = new One(written.path("type").asString(""), false, value(around, written), Optional.empty(), 1,
        Optional.empty(), Optional.empty(), Optional.empty());
    One asking = one.type().equals("max-score") ? one
        : one.asking(judges.judge(written, around.options()),
            judges.question(one, written, around.options()));
    RivalTypes.validate(asking);
    return asking;
  }

  private Optional<One> attempt(Around around, JsonNode written, List<String> leftOut, Supplier<One> reader) {
    Optional<One> one = findings.attempt(around.place(), reader);
    if (one.isEmpty()) {
      leftOut.add(written.path("type").asString("an assertion without type"));
    }
    return one;
  }

  private One read(Around around, JsonNode written) {
    String type = written.path("type").asString("");
    boolean inverse = type.startsWith("not-");
    String plain = inverse ? type.substring("not-".length()) : type;
    AssertionTypes.obstacle(plain).ifPresent(why -> {
      throw AthanorException.user("suite-assertion", "\"" + type + "\" can't run here: " + why);
    });
    only(written, ONE);
    One one = new One(plain, inverse, value(around, written), number(written, "threshold"),
        number(written, "weight").orElse(1.0), metric(around, written), Optional.empty(), Optional.empty());
    One asking = one.compares() ? one.asking(judges.embedder(written, around.options()), Optional.empty())
        : AssertionTypes.judged(plain)
            ? one.asking(judges.judge(written, around.options()),
                judges.question(one, written, around.options()))
            : one;
    AssertionTypes.validate(asking);
    return asking;
  }

  private static void only(JsonNode written, Set<String> known) {
    List<String> others = written.properties().stream().filter(each -> !each.getValue().isNull()).map(
        Map.Entry::getKey).filter(name -> !known.contains(name)).toList();
    if (!others.isEmpty()) {
      throw AthanorException.user("suite-assertion", "\"" + written.path("type").asString("") + "\" has "
          + String.join(", ", others) + ", which can't be done here");
    }
  }

  private static Optional<Double> number(JsonNode written, String member) {
    JsonNode number = written.path(member);
    if (number.isMissingNode() || number.isNull()) {
      return Optional.empty();
    }
    if (!number.isNumber()) {
      throw AthanorException.user("suite-assertion", member + " is " + Json.abbreviate(number.toString(), 40)
          + "; expected a number");
    }
    return Optional.of(number.doubleValue());
  }

  private static Optional<String> metric(Around around, JsonNode written) {
    return Optional.of(written.path("metric")).filter(JsonNode::isString).map(each -> Template.of(each
        .stringValue()).render(around.values())).filter(each -> !each.isBlank());
  }

  private Optional<JsonNode> value(Around around, JsonNode written) {
    JsonNode value = written.path("value");
    if (value instanceof ArrayNode items) {
      ArrayNode filled = Json.MAPPER.createArrayNode();
      items.forEach(each -> filled.add(filled(around, each)));
      return Optional.of(filled);
    }
    return value.isMissingNode() ? Optional.empty() : Optional.of(filled(around, value));
  }

  private JsonNode filled(Around around, JsonNode value) {
    if (!value.isString()) {
      return value;
    }
    if (value.stringValue().startsWith("package:")) {
      throw AthanorException.user("suite-assertion", value.stringValue() + " is code in another language");
    }
    return SuiteFolder.names(value.stringValue()) ? folder.value(folder.one(value.stringValue()))
        : Script.of(Template.of(value.stringValue()).render(around.values()));
  }
}
