package dev.athanor.simulator.script;

import dev.athanor.error.AthanorException;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Usage;
import dev.athanor.simulator.answer.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the rules of a script. */
final class RuleReader {
  private static final String BY_SCHEMA = "by-schema";

  private RuleReader() {}

  static Rule rule(YamlValue value) {
    Map<String, YamlValue> members = value.members("name", "when", "then", "delivery");
    Match when = Optional.ofNullable(members.get("when")).map(RuleReader::match).orElse(Match.ANY);
    YamlValue then =
        Optional.ofNullable(members.get("then")).orElseThrow(() -> value.problem("has no \"then\""));
    Rule rule =
        new Rule(Optional.ofNullable(members.get("name")).map(YamlValue::text), when, then(then), Optional
            .ofNullable(members.get("delivery")).map(DeliveryReader::delivery).orElse(Delivery.USUAL));
    try {
      Templates.check(rule);
    } catch (AthanorException e) {
      throw then.problem("has a mistake: " + e.getMessage());
    }
    return rule;
  }

  private static Match match(YamlValue value) {
    Map<String, YamlValue> members =
        value.members("model", "user", "system", "tool_result", "tools", "turn", "first");
    return new Match(Optional.ofNullable(members.get("model")).map(YamlValue::text),
        Optional.ofNullable(members.get(
            "user")).map(RuleReader::test),
        Optional.ofNullable(members.get("system")).map(RuleReader::test), Optional
            .ofNullable(members.get("tool_result")).map(RuleReader::test),
        Optional.ofNullable(members.get(
            "tools")).map(YamlValue::texts).orElse(List.of()),
        Optional.ofNullable(members.get("turn")).map(
            turn -> turn.whole(1)),
        Optional.ofNullable(members.get("first")).map(first -> first.whole(1)));
  }

  private static TextTest test(YamlValue value) {
    if (value.isText()) {
      return new TextTest.Contains(value.text());
    }
    Map<String, YamlValue> members = value.members("contains", "is", "matches");
    if (members.size() != 1) {
      throw value.problem("has " + members.size() + " tests; expected one of contains, is, matches");
    }
    YamlValue test = members.values().iterator().next();
    return switch (members.keySet().iterator().next()) {
      case "contains" -> new TextTest.Contains(test.text());
      case "is" -> new TextTest.Is(test.text());
      default -> new TextTest.Matches(pattern(test));
    };
  }

  private static Pattern pattern(YamlValue value) {
    try {
      return Pattern.compile(value.text());
    } catch (PatternSyntaxException e) {
      throw value
          .problem("is no regular expression: " + e.getDescription() + " at character " + (e.getIndex() + 1));
    }
  }

  private static Then then(YamlValue value) {
    if (value.isText()) {
      return Then.Says.NOTHING.and(new Said.Words(value.text()));
    }
    Map<String, YamlValue> members =
        value.members("reasoning", "text", "json", "calls", "finish", "usage", "error",
            "agree");
    for (String alone : List.of("error", "agree")) {
      if (members.containsKey(alone) && members.size() > 1) {
        throw value.problem("has \"" + alone + "\" and more; expected it alone");
      }
    }
    if (members.containsKey("error")) {
      return new Then.Fails(DeliveryReader.problem(members.get("error")));
    }
    if (Optional.ofNullable(members.get("agree")).map(YamlValue::truth).orElse(false)) {
      return new Then.Agrees();
    }
    return new Then.Says(parts(members), Optional.ofNullable(members.get("finish")).map(RuleReader::finish),
        Optional
            .ofNullable(members.get("usage")).map(RuleReader::usage));
  }

  private static List<Said> parts(Map<String, YamlValue> members) {
    List<Said> parts = new ArrayList<>();
    Optional.ofNullable(members.get("reasoning")).ifPresent(text -> parts.add(new Said.Thought(text.text())));
    Optional.ofNullable(members.get("text")).ifPresent(text -> parts.add(new Said.Words(text.text())));
    Optional.ofNullable(members.get("json")).ifPresent(json -> parts.add(bySchema(json) ? new Said.BySchema()
        : new Said.Json(json.json())));
    Optional.ofNullable(members.get("calls"))
        .ifPresent(calls -> calls.items().forEach(call -> parts.add(call(call))));
    return parts;
  }

  private static boolean bySchema(YamlValue value) {
    return value.isText() && value.json().asString("").equals(BY_SCHEMA);
  }

  private static Said call(YamlValue value) {
    Map<String, YamlValue> members = value.members("name", "arguments");
    String tool =
        Optional.ofNullable(members.get("name")).orElseThrow(() -> value.problem("has no \"name\"")).text();
    return new Said.Call(tool,
        Optional.ofNullable(members.get("arguments")).map(RuleReader::arguments).orElseGet(
            Said.Arguments.BySchema::new));
  }

  /** A mapping is JSON, a text is what the model has written, which need not be JSON. */
  private static Said.Arguments arguments(YamlValue value) {
    if (bySchema(value)) {
      return new Said.Arguments.BySchema();
    }
    return value.isText() ? new Said.Arguments.Written(value.text()) : new Said.Arguments.Given(value.json());
  }

  private static FinishReason finish(YamlValue value) {
    return value.parsed(text -> switch (text) {
      case "stop", "length", "tool_calls", "content_filter" ->
          Optional.of(FinishReason.valueOf(text.toUpperCase(
              Locale.ROOT)));
      default -> Optional.empty();
    }, "one of stop, length, tool_calls, content_filter");
  }

  private static Usage usage(YamlValue value) {
    Map<String, YamlValue> members =
        value.members("input", "output", "cache_read", "cache_write", "reasoning");
    return new Usage(count(members, "input"), count(members, "output"), count(members, "cache_read"),
        count(members,
            "cache_write"),
        count(members, "reasoning"));
  }

  private static Optional<Long> count(Map<String, YamlValue> members, String name) {
    return Optional.ofNullable(members.get(name)).map(value -> (long) value.whole(0));
  }
}
