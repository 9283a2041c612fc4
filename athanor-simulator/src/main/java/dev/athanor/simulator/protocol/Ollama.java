package dev.athanor.simulator.protocol;

import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Problem;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ollama's own interface; its OpenAI-like one is OpenAI's. */
final class Ollama implements Provider {
  private static final Endpoint.Listing TAGS = Ollama::tags;
  private static final Endpoint CHAT = new OllamaChat();
  private static final Endpoint EMBED = new OllamaEmbeddings(false);
  private static final Endpoint EMBED_ONE = new OllamaEmbeddings(true);

  @Override
  public Optional<Endpoint> endpoint(Target target) {
    return Optional.ofNullable(switch (target.method() + " " + target.path()) {
      case "POST /api/chat" -> CHAT;
      case "POST /api/embed" -> EMBED;
      case "POST /api/embeddings" -> EMBED_ONE;
      case "GET /api/tags" -> TAGS;
      default -> null;
    });
  }

  @Override
  public JsonNode problem(Problem problem) {
    return Json.object().put("error", problem.message());
  }

  private static JsonNode tags(List<String> models) {
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("models");
    for (String model : models) {
      ObjectNode entry = data.addObject().put("name", model).put("model", model).put("modified_at",
          "2026-01-01T00:00:00Z").put("size", 0).put("digest", Hash.of(model).hex());
      entry.putObject("details").put("format", "gguf").put("family", "simulator").put("parameter_size", "0B")
          .put(
              "quantization_level", "Q4_0");
    }
    return list;
  }
}
