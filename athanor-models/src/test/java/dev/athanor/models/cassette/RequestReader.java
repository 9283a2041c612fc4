package dev.athanor.models.cassette;

import dev.athanor.journal.Payload;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Tool;
import dev.athanor.model.ToolChoice;
import dev.athanor.models.chat.Leftovers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a recorded body the request that would have led to it. Used by one thread, for one request. */
abstract class RequestReader {
  final String provider;
  final Leftovers body;
  final List<Message> messages = new ArrayList<>();
  final List<Tool> tools = new ArrayList<>();
  private final BiFunction<byte[], String, Payload> store;
  private final List<JsonNode> hosted = new ArrayList<>();

  RequestReader(String provider, JsonNode body, BiFunction<byte[], String, Payload> store) {
    this.provider = provider;
    this.body = Leftovers.of(body);
    this.store = store;
  }

  abstract ModelRequest read(String model);

  final ModelRequest request(String model, ToolChoice choice, OutputFormat output, ModelSettings settings) {
    Map<String, JsonNode> extra = new TreeMap<>(body.rest());
    if (!hosted.isEmpty()) {
      extra.put("tools", Json.MAPPER.createArrayNode().addAll(hosted));
    }
    return new ModelRequest(new ModelName(provider, model), messages, tools, choice, output,
        new ModelSettings(settings
            .temperature(), settings.topP(), settings.topK(), settings.maxOutputTokens(), settings.seed(),
            settings.stop(),
            settings.reasoningEffort(), extra));
  }

  final ModelSettings settings(Optional<JsonNode> temperature, Optional<JsonNode> topP, Optional<Long> topK,
      Optional<Long> most, Optional<String> effort) {
    return new ModelSettings(temperature.map(JsonNode::asDouble), topP.map(JsonNode::asDouble), topK.map(
        Long::intValue), most.map(Long::intValue), Optional.empty(), List.of(), effort, Map.of());
  }

  /** A tool if it is nothing but that, else what the provider hosts. */
  final void tool(JsonNode whole, JsonNode function, String schema) {
    Leftovers left = Leftovers.of(function);
    Optional<String> name = left.text("name");
    Optional<String> description = left.text("description");
    Optional<JsonNode> parameters = left.take(schema);
    left.dropIf("type", "custom");
    if (name.isPresent() && parameters.isPresent() && left.rest().isEmpty()) {
      tools.add(new Tool(name.get(), description.orElse(""), parameters.get()));
    } else {
      hosted.add(whole);
    }
  }

  final void hosted(JsonNode tool) {
    hosted.add(tool);
  }

  final Part.Stored stored(String base64, String mediaType, Optional<String> name) {
    return new Part.Stored(
        store.apply(Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/')), mediaType), name);
  }

  final Part raw(JsonNode part) {
    return new Part.Raw(provider, part.path("type").asString("part"), part);
  }

  static String text(JsonNode content) {
    return content.isString() ? content.stringValue()
        : String.join("", content.valueStream().map(part -> part.path(
            "text").asString("")).toList());
  }

  static ObjectNode object() {
    return Json.object();
  }
}
