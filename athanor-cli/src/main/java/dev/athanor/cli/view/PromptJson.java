package dev.athanor.cli.view;

import dev.athanor.cli.workshop.PromptUses;
import dev.athanor.json.Json;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptHeader;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.RenderedPrompt;
import dev.athanor.prompt.schema.JsonSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prompts, for programs. */
public final class PromptJson {
  private PromptJson() {}

  /** Each in short. */
  public static ObjectNode list(List<Prompt> prompts, Map<PromptName, String> broken, PromptUses uses) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("prompts");
    for (Prompt prompt : prompts) {
      ObjectNode each = head(prompt).put("runs", uses.runs(prompt.name(), prompt.version()));
      ArrayNode versions = each.putArray("used");
      uses.of(prompt.name())
          .forEach(version -> versions.addObject().put("version", version.version().hex()).put("runs",
              version.runs().size()));
      list.add(each);
    }
    ArrayNode wrong = json.putArray("broken");
    broken.forEach(
        (name, message) -> wrong.add(Json.object().put("prompt", name.toString()).put("message", message)));
    return json;
  }

  private static ObjectNode head(Prompt prompt) {
    PromptHeader header = prompt.header();
    ObjectNode json =
        Json.object().put("prompt", prompt.name().toString()).put("version", prompt.version().hex()).put(
            "file", prompt.file().front().source().name());
    json.set("description", text(header.about().description()));
    json.set("model", text(header.model()));
    ArrayNode reads = json.putArray("reads");
    header.state().reads()
        .forEach(read -> reads.add(Json.object().put("state", read.name()).put("optional", read
            .optional())));
    json.set("writes", Json.MAPPER.valueToTree(header.state().writes()));
    json.set("partials", Json.MAPPER.valueToTree(prompt.partials().keySet()));
    return json;
  }

  /** All of one. */
  public static ObjectNode whole(Prompt prompt) {
    PromptHeader header = prompt.header();
    ObjectNode json = head(prompt);
    json.set("settings", Json.MAPPER.valueToTree(header.settings()));
    json.set("tools", tools(header.tools()));
    ObjectNode input = json.putObject("input");
    input.set("default", header.input().defaults());
    input.set("schema", schema(header.input().schema()));
    ObjectNode output = json.putObject("output");
    output.put("format", header.output().json() ? "json" : "text");
    output.set("schema", schema(header.output().schema()));
    json.put("text", prompt.file().text());
    json.set("included", Json.MAPPER.valueToTree(prompt.partials()));
    return json;
  }

  /** One that is filled in. */
  public static ObjectNode rendered(RenderedPrompt rendered) {
    ObjectNode json =
        Json.object().put("prompt", rendered.name().toString()).put("version", rendered.version().hex());
    json.set("model", text(rendered.model()));
    json.set("settings", Json.MAPPER.valueToTree(rendered.settings()));
    json.set("output", Json.MAPPER.valueToTree(rendered.output()));
    json.set("tools", tools(rendered.tools()));
    json.set("messages", Json.MAPPER.valueToTree(rendered.messages()));
    return json;
  }

  private static JsonNode tools(PromptHeader.Tools tools) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    tools.names().forEach(array::add);
    tools.definitions().forEach(tool -> array.add(Json.MAPPER.<JsonNode>valueToTree(tool)));
    return array;
  }

  private static JsonNode text(Optional<String> text) {
    return Json.MAPPER.valueToTree(text.orElse(null));
  }

  private static JsonNode schema(Optional<JsonSchema> schema) {
    return schema.map(JsonSchema::json).orElseGet(Json.MAPPER::nullNode);
  }
}
