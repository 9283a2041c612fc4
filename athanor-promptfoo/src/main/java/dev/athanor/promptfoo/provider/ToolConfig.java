package dev.athanor.promptfoo.provider;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the tools and functions that a model may call. They are sent as the suite writes them, so that nothing of them is lost.
 *
 * @param folder of the suite
 */
record ToolConfig(Path folder) {
  private static final String FILE = "file://";

  /** What goes into a request; nothing for protocols whose tools promptfoo writes in another form. */
  Map<String, JsonNode> read(String protocol, Config config) {
    Map<String, JsonNode> read = new LinkedHashMap<>();
    boolean openai = protocol.equals("openai");
    if (openai || protocol.equals("anthropic")) {
      config.value("tools").map(written -> list(config, "tools", written)).filter(all -> !all.isEmpty())
          .ifPresent(all -> read.put("tools", openai ? all : forAnthropic(all)));
      config.value("tool_choice")
          .ifPresent(choice -> read.put("tool_choice", choice(config, openai, choice)));
    }
    if (openai) {
      config.value("functions")
          .ifPresent(written -> read.put("functions", list(config, "functions", written)));
      List.of("function_call", "parallel_tool_calls")
          .forEach(name -> config.value(name).ifPresent(value -> read.put(name, value)));
    }
    return read;
  }

  /** A list, whose items may be in files, of objects. */
  private ArrayNode list(Config config, String name, JsonNode written) {
    ArrayNode all = Json.MAPPER.createArrayNode();
    JsonNode read = file(written);
    (read.isArray() ? read : Json.MAPPER.createArrayNode().add(read)).forEach(each -> {
      JsonNode item = file(each);
      (item.isArray() ? item : Json.MAPPER.createArrayNode().add(item)).forEach(all::add);
    });
    for (JsonNode each : all) {
      if (!each.isObject()) {
        throw config.wrong(name, each, "an object, or a file of such");
      }
      if (each.toString().contains("{{")) {
        throw config.wrong(name, each, "one without templates: each case is offered the same");
      }
    }
    return all;
  }

  private JsonNode file(JsonNode written) {
    if (!written.isString() || !written.stringValue().startsWith(FILE)) {
      return written;
    }
    Path file = folder.resolve(written.stringValue().substring(FILE.length())).normalize();
    if (!file.toString().matches(".*\\.(ya?ml|json)")) {
      throw AthanorException.user("suite-config",
          written.stringValue() + " is no file of tools that can be read here; expected .json or .yaml");
    }
    try {
      return YamlText.read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw AthanorException.user("suite-file", file + " can't be read: " + e
          + "; check its name in the suite");
    }
  }

  /** OpenAI's form in Anthropic's; what is in that form already stays as it is. */
  private static ArrayNode forAnthropic(ArrayNode tools) {
    ArrayNode all = Json.MAPPER.createArrayNode();
    for (JsonNode tool : tools) {
      if (tool.path("function").isObject()) {
        ObjectNode one = all.addObject().put("name", tool.at("/function/name").asString(""));
        JsonNode description = tool.at("/function/description");
        if (description.isString()) {
          one.set("description", description);
        }
        JsonNode parameters = tool.at("/function/parameters");
        one.set("input_schema", parameters.isObject() ? parameters : Json.parse(
            "{\"type\":\"object\",\"properties\":{}}"));
      } else {
        all.add(tool);
      }
    }
    return all;
  }

  private static JsonNode choice(Config config, boolean openai, JsonNode choice) {
    if (!openai && !choice.path("type").isString()) {
      throw config.wrong("tool_choice", choice, "an object with type, as Anthropic has it");
    }
    return choice;
  }
}
