package dev.athanor.promptfoo.template;

import dev.athanor.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;

/** What a value can be sent through, each as Nunjucks has it; {@code load} is promptfoo's. */
final class Filters {
  /** By name: the value and the arguments. */
  static final Map<String, BiFunction<JsonNode, List<JsonNode>, JsonNode>> ALL = new TreeMap<>(Map.ofEntries(
      Map.entry("abs", (value, _) -> Script.of(Math.abs(Script.number(value)))),
      Map.entry("capitalize", (value, _) -> Script.of(capital(lower(value)))),
      Map.entry("d", Filters::otherwise), Map.entry("default", Filters::otherwise),
      Map.entry("dump",
          (value, more) -> Script.of(Script.json(value, more.isEmpty() ? 0 : (int) Script.number(
              more.getFirst())))),
      Map.entry("first", (value, _) -> Script.member(value, Script.of(0))),
      Map.entry("float", (value, _) -> Script.of(Script.number(value))),
      Map.entry("int", (value, _) -> Script.of((double) (long) Script.number(value))),
      Map.entry("join", Filters::join),
      Map.entry("last", (value, _) -> Script.member(value, Script.of(length(value) - 1.0))),
      Map.entry("length", (value, _) -> Script.of(length(value))),
      Map.entry("load", (value, _) -> Json.parse(Script.text(value))),
      Map.entry("lower", (value, _) -> Script.of(lower(value))), Map.entry("replace", Filters::replace),
      Map.entry("reverse", (value, _) -> reversed(value)), Map.entry("round", Filters::round),
      Map.entry("safe", (value, _) -> value),
      Map.entry("string", (value, _) -> Script.of(Script.text(value))),
      Map.entry("title", (value, _) -> Script.of(Pattern.compile("\\S+").matcher(lower(value)).replaceAll(
          match -> java.util.regex.Matcher.quoteReplacement(capital(match.group()))))),
      Map.entry("trim", (value, _) -> Script.of(Script.text(value).strip())),
      Map.entry("upper", (value, _) -> Script.of(Script.text(value).toUpperCase(Locale.ROOT))),
      Map.entry("urlencode", (value, _) -> Script.of(URLEncoder.encode(Script.text(value),
          StandardCharsets.UTF_8).replace("+", "%20"))),
      Map.entry("wordcount", (value, _) -> Script
          .of((double) Pattern.compile("\\s+").splitAsStream(Script.text(value).strip()).count()))));

  private Filters() {}

  private static String lower(JsonNode value) {
    return Script.text(value).toLowerCase(Locale.ROOT);
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static JsonNode otherwise(JsonNode value, List<JsonNode> more) {
    JsonNode other = more.isEmpty() ? MissingNode.getInstance() : more.getFirst();
    boolean alsoFalse = more.size() > 1 && Script.truthy(more.get(1));
    return (alsoFalse ? Script.truthy(value) : !value.isMissingNode()) ? value : other;
  }

  private static JsonNode join(JsonNode value, List<JsonNode> more) {
    String between = more.isEmpty() ? "" : Script.text(more.getFirst());
    return Script.of(value.valueStream()
        .map(each -> more.size() > 1 ? Script.member(each, more.get(1)) : each).map(Script::text)
        .collect(Collectors.joining(between)));
  }

  private static int length(JsonNode value) {
    return value.isString() ? value.stringValue().length() : value.size();
  }

  private static JsonNode replace(JsonNode value, List<JsonNode> more) {
    String old = more.isEmpty() ? "" : Script.text(more.getFirst());
    String fresh = more.size() < 2 ? "" : Script.text(more.get(1));
    return Script.of(Script.text(value).replace(old, fresh));
  }

  private static JsonNode reversed(JsonNode value) {
    if (value instanceof ArrayNode array) {
      ArrayNode reversed = array.arrayNode();
      array.valueStream().toList().reversed().forEach(reversed::add);
      return reversed;
    }
    return Script.of(new StringBuilder(Script.text(value)).reverse().toString());
  }

  private static JsonNode round(JsonNode value, List<JsonNode> more) {
    double factor = Math.pow(10, more.isEmpty() ? 0 : Script.number(more.getFirst()));
    String way = more.size() < 2 ? "" : Script.text(more.get(1));
    double scaled = Script.number(value) * factor;
    double rounded = switch (way) {
      case "ceil" -> Math.ceil(scaled);
      case "floor" -> Math.floor(scaled);
      default -> Math.floor(scaled + 0.5);
    };
    return Script.of(rounded / factor);
  }
}
