package dev.athanor.eval.scorer.agent;

import dev.athanor.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Reads the Java expressions that the official checker knows; every other one stays text. */
final class JavaValue {
  private static final Pattern WHOLE = Pattern.compile("-?\\d+");
  private static final Pattern LONG = Pattern.compile("(-?\\d+)[lL]");
  private static final Pattern FLOAT = Pattern.compile("(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)[fF]");
  private static final Pattern DOUBLE = Pattern.compile("(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)");
  private static final Pattern AS_LIST =
      Pattern.compile("new\\s+ArrayList<\\w*>\\(Arrays\\.asList\\((.+?)\\)\\)");
  private static final Pattern ADDED =
      Pattern.compile("new\\s+ArrayList<\\w*>\\(\\)\\s*\\{\\{\\s*(.+?)\\s*\\}\\}", Pattern.DOTALL);
  private static final Pattern ADD = Pattern.compile("add\\((.+?)\\)");
  private static final Pattern EMPTY_LIST = Pattern.compile("new\\s+ArrayList<\\w*>\\(\\)");
  private static final Pattern ARRAY = Pattern.compile("new\\s+\\w+\\[\\]\\s*\\{(.*?)\\}");
  private static final Pattern MAP =
      Pattern.compile("new\\s+HashMap<.*?>\\s*\\(\\)\\s*\\{\\s*\\{?\\s*(.*?)\\s*\\}?\\s*\\}", Pattern.DOTALL);
  private static final Pattern PUT = Pattern.compile("put\\(\"(.*?)\",\\s*(.*?)\\)");
  private static final Pattern EMPTY_MAP = Pattern.compile("new\\s+HashMap<.*?>\\s*\\(\\)");
  private static final Pattern COMMA = Pattern.compile(",");

  private JavaValue() {}

  static JsonNode of(String written, String type, String inner) {
    JsonNode text = Json.MAPPER.valueToTree(written);
    return switch (type) {
      case "byte", "short", "integer" -> WHOLE.matcher(written).matches() ? number(written) : text;
      case "long" -> matched(LONG, written).map(JavaValue::number).orElse(text);
      case "float" -> matched(FLOAT, written).map(JavaValue::decimal).orElse(text);
      case "double" -> matched(DOUBLE, written).map(JavaValue::decimal).orElse(text);
      case "boolean" -> written.equals("true") || written.equals("false")
          ? Json.MAPPER.valueToTree(written.equals("true")) : text;
      case "ArrayList" -> listed(written).<JsonNode>map(each -> elements(each, inner, true)).orElse(text);
      case "Array" ->
          found(ARRAY, written).<JsonNode>map(each -> elements(cut(each), inner, false)).orElse(text);
      case "HashMap" -> map(written).orElse(text);
      default -> text;
    };
  }

  private static Optional<List<String>> listed(String written) {
    return found(AS_LIST, written).map(JavaValue::cut)
        .or(() -> found(ADDED, written)
            .map(adds -> ADD.matcher(adds).results().map(each -> each.group(1).strip()).toList()))
        .or(() -> EMPTY_LIST.matcher(written).find() ? Optional.of(List.of()) : Optional.empty());
  }

  private static List<String> cut(String elements) {
    return Arrays.stream(COMMA.split(elements)).map(String::strip).filter(each -> !each.isEmpty()).toList();
  }

  private static ArrayNode elements(List<String> written, String type, boolean unquoted) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    for (String each : written) {
      boolean quoted = unquoted && (type.equals("char") || type.equals("String"));
      array
          .add(quoted ? Json.MAPPER.valueToTree(each.length() < 2 ? "" : each.substring(1, each.length() - 1))
              : type.isEmpty() ? guessed(each) : of(each, type, ""));
    }
    return array;
  }

  private static Optional<JsonNode> map(String written) {
    Matcher puts = MAP.matcher(written);
    if (!puts.find()) {
      return EMPTY_MAP.matcher(written).find() ? Optional.of(Json.object()) : Optional.empty();
    }
    var map = Json.object();
    PUT.matcher(puts.group(1)).results()
        .forEach(each -> map.set(each.group(1), guessed(each.group(2).strip())));
    return Optional.of(map);
  }

  private static JsonNode guessed(String written) {
    if (written.length() > 1 && written.startsWith("\"") && written.endsWith("\"")) {
      return Json.MAPPER.valueToTree(written.substring(1, written.length() - 1));
    }
    return List.of("boolean", "long", "float", "integer", "double").stream()
        .map(type -> of(written, type, ""))
        .filter(value -> !value.isString()).findFirst().orElseGet(() -> Json.MAPPER.valueToTree(written));
  }

  private static Optional<String> matched(Pattern pattern, String written) {
    Matcher matcher = pattern.matcher(written);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> found(Pattern pattern, String written) {
    Matcher matcher = pattern.matcher(written);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static JsonNode number(String written) {
    return Json.MAPPER.valueToTree(new java.math.BigInteger(written));
  }

  private static JsonNode decimal(String written) {
    return Json.MAPPER.valueToTree(Double.parseDouble(written));
  }
}
