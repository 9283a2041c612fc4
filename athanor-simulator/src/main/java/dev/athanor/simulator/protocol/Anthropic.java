package dev.athanor.simulator.protocol;

import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Problem;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's interface. */
final class Anthropic implements Provider {
  private static final int OVERLOADED = 529;
  private static final Endpoint.Listing MODELS = Anthropic::models;

  private final AnthropicMessages messages = new AnthropicMessages();
  private final Endpoint count = new AnthropicCount(messages);

  @Override
  public Optional<Endpoint> endpoint(Target target) {
    if (target.is("POST", "/messages")) {
      return Optional.of(messages);
    }
    if (target.is("POST", "/messages/count_tokens")) {
      return Optional.of(count);
    }
    return target.is("GET", "/models") ? Optional.of(MODELS) : Optional.empty();
  }

  @Override
  public int status(Problem problem) {
    return problem.status() == 503 ? OVERLOADED : problem.status();
  }

  @Override
  public JsonNode problem(Problem problem) {
    ObjectNode body = Json.object().put("type", "error");
    body.putObject("error").put("type", switch (problem.kind()) {
      case REQUEST, CONTEXT, POLICY -> "invalid_request_error";
      case KEY -> "authentication_error";
      case PERMISSION -> "permission_error";
      case PATH, MODEL -> "not_found_error";
      case SIZE -> "request_too_large";
      case RATE -> "rate_limit_error";
      case QUOTA -> "billing_error";
      case SERVER -> "api_error";
      case OVERLOADED -> "overloaded_error";
    }).put("message", problem.message());
    return body.put("request_id", "req_" + Hash.of(problem.toString()).hex().substring(0, 24));
  }

  private static JsonNode models(List<String> models) {
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("data");
    models.forEach(
        model -> data.addObject().put("type", "model").put("id", model).put("display_name", model).put(
            "created_at", "2026-01-01T00:00:00Z"));
    return list.put("first_id", models.isEmpty() ? null : models.getFirst()).put("has_more", false).put(
        "last_id",
        models.isEmpty() ? null : models.getLast());
  }
}
