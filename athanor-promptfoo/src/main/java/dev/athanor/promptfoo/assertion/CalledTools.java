package dev.athanor.promptfoo.assertion;

import dev.athanor.eval.scorer.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the names of the tools that an answer calls, in the forms of OpenAI, Anthropic and Google. */
final class CalledTools {
  private static final JsonMapper MAPPER = new JsonMapper();

  private CalledTools() {}

  /** In the answer's JSON; of text, in all of it or in the JSON that has lines of its own. */
  static Set<String> of(Output output) {
    Set<String> names = new TreeSet<>();
    Optional<JsonNode> whole = output.value().or(() -> JsonChecks.parsed(output.text()));
    (whole.isPresent() ? Stream.of(whole.get()) : blocks(output.text()).stream())
        .forEach(json -> names.addAll(names(json)));
    return names;
  }

  private static List<String> names(JsonNode json) {
    if (json.isString()) {
      return JsonChecks.parsed(json.stringValue()).filter(JsonNode::isContainer).map(CalledTools::names)
          .orElse(List.of());
    }
    if (json.isArray()) {
      return json.valueStream().flatMap(each -> item(each).stream()).toList();
    }
    if (json.path("tool_calls").isArray()) {
      return json.get("tool_calls").valueStream()
          .flatMap(call -> Stream.of(call.at("/function/name"), call.path("name"))).filter(JsonNode::isString)
          .map(JsonNode::stringValue).toList();
    }
    String type = json.path("type").asString("");
    if ((type.equals("tool_use") || type.equals("function_call")) && json.path("name").isString()) {
      return List.of(json.get("name").stringValue());
    }
    if (json.path("functionCall").isObject()) {
      return text(json.at("/functionCall/name")).stream().toList();
    }
    return json.at("/toolCall/functionCalls").valueStream().flatMap(call -> text(call.path("name")).stream())
        .toList();
  }

  private static Optional<String> item(JsonNode json) {
    if (json.path("type").asString("").equals("tool_use") && json.path("name").isString()) {
      return text(json.get("name"));
    }
    if (json.path("functionCall").isObject()) {
      return text(json.at("/functionCall/name"));
    }
    return json.path("function").isObject() ? text(json.at("/function/name")) : text(json.path("name"));
  }

  private static Optional<String> text(JsonNode json) {
    return Optional.of(json).filter(JsonNode::isString).map(JsonNode::stringValue);
  }

  /** Values that begin and end a line, and are not quoted as code. */
  private static List<JsonNode> blocks(String text) {
    List<JsonNode> blocks = new ArrayList<>();
    boolean code = false;
    for (int start = 0; start < text.length();) {
      int end = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start) + 1;
      String line = text.substring(start, end).strip();
      boolean fence = line.startsWith("```") || line.startsWith("~~~");
      code ^= fence;
      Block block = !code && (line.startsWith("{") || line.startsWith("[")) ? block(text, start) : Block.NONE;
      block.json().ifPresent(blocks::add);
      start = Math.max(end, block.end());
    }
    return blocks;
  }

  private record Block(Optional<JsonNode> json, int end) {
    static final Block NONE = new Block(Optional.empty(), 0);
  }

  private static Block block(String text, int start) {
    try (JsonParser parser = MAPPER.createParser(text.substring(start))) {
      JsonNode json = MAPPER.readTree(parser);
      int end = start + (int) parser.currentLocation().getCharOffset();
      int line = text.indexOf('\n', end) < 0 ? text.length() : text.indexOf('\n', end);
      return text.substring(end, line).isBlank() ? new Block(Optional.of(json), end) : Block.NONE;
    } catch (JacksonException e) {
      return Block.NONE;
    }
  }
}
