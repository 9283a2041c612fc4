package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Problem;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's interface, which many others speak too, below paths of their own. */
final class OpenAi implements Provider {
  private static final Endpoint.Listing MODELS = OpenAi::models;

  private final Endpoint chat = new OpenAiChat();
  private final Endpoint responses = new OpenAiResponses();
  private final Endpoint embeddings = new OpenAiEmbeddings();

  @Override
  public Optional<Endpoint> endpoint(Target target) {
    if (target.is("POST", "/chat/completions")) {
      return Optional.of(chat);
    }
    if (target.is("POST", "/responses")) {
      return Optional.of(responses);
    }
    if (target.is("POST", "/embeddings")) {
      return Optional.of(embeddings);
    }
    return target.is("GET", "/models") ? Optional.of(MODELS) : Optional.empty();
  }

  @Override
  public JsonNode problem(Problem problem) {
    ObjectNode error = Json.object();
    error.put("message", problem.message());
    error.put("type", switch (problem.kind()) {
      case REQUEST, KEY, PERMISSION, PATH, MODEL, SIZE, CONTEXT, POLICY -> "invalid_request_error";
      case RATE -> "requests";
      case QUOTA -> "insufficient_quota";
      case SERVER, OVERLOADED -> "server_error";
    });
    error.putNull("param");
    error.put("code", switch (problem.kind()) {
      case KEY -> "invalid_api_key";
      case PATH -> "unknown_url";
      case MODEL -> "model_not_found";
      case SIZE, CONTEXT -> "context_length_exceeded";
      case POLICY -> "content_policy_violation";
      case RATE -> "rate_limit_exceeded";
      case QUOTA -> "insufficient_quota";
      case REQUEST, PERMISSION, SERVER, OVERLOADED -> null;
    });
    ObjectNode body = Json.object();
    body.set("error", error);
    return body;
  }

  private static JsonNode models(List<String> models) {
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    models.forEach(
        model -> data.addObject().put("id", model).put("object", "model").put("created", 1_700_000_000)
            .put("owned_by", "simulator"));
    return list;
  }
}
