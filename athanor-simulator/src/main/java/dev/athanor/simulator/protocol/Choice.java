package dev.athanor.simulator.protocol;

import dev.athanor.model.Tool;
import dev.athanor.model.ToolChoice;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Which tools may be called, and whether one must be.
 *
 * @param tools all, or the one that the client names
 * @param choice whether one must be called
 */
record Choice(List<Tool> tools, ToolChoice choice) {
  /** As OpenAI's {@code tool_choice} says: a word, or an object from which the name of a tool is read. */
  static Choice of(JsonNode body, List<Tool> tools, Function<JsonNode, Optional<String>> name) {
    JsonNode choice = Reading.member(body, "tool_choice").orElse(body.path("$none"));
    if (choice.isObject()) {
      return name.apply(choice).map(one -> only(one, tools)).orElse(new Choice(tools, ToolChoice.AUTO));
    }
    return new Choice(tools, switch (choice.asString("auto")) {
      case "none" -> ToolChoice.NONE;
      case "required" -> ToolChoice.REQUIRED;
      default -> ToolChoice.AUTO;
    });
  }

  static Choice only(String name, List<Tool> tools) {
    return new Choice(tools.stream().filter(tool -> tool.name().equals(name)).toList(), ToolChoice.REQUIRED);
  }
}
