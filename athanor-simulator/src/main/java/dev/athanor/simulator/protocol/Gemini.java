package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Google's interface to Gemini; Vertex's paths, which have a prefix, work too. */
final class Gemini implements Provider {
  private static final Pattern ACTION = Pattern.compile("/(?:[^/]+/)*models/([^/:]+(?::[^/:]+)*):(\\w+)");
  private static final Endpoint.Listing MODELS = Gemini::models;

  static boolean isAction(String path) {
    return ACTION.matcher(path).matches();
  }

  @Override
  public Optional<Endpoint> endpoint(Target target) {
    if (target.is("GET", "/models")) {
      return Optional.of(MODELS);
    }
    Matcher action = ACTION.matcher(target.path());
    if (!target.method().equals("POST") || !action.matches()) {
      return Optional.empty();
    }
    String model = action.group(1);
    boolean events = List.of(target.query().split("&")).contains("alt=sse");
    return Optional.ofNullable(switch (action.group(2)) {
      case "generateContent" -> new GeminiContent(model, GeminiContent.Form.WHOLE);
      case "streamGenerateContent" -> new GeminiContent(model, events ? GeminiContent.Form.EVENTS
          : GeminiContent.Form.ARRAY);
      case "embedContent" -> new GeminiEmbeddings(model, false);
      case "batchEmbedContents" -> new GeminiEmbeddings(model, true);
      case "countTokens" -> new GeminiCount(model);
      default -> null;
    });
  }

  /** Google takes a wrong key for a wrong argument. */
  @Override
  public int status(Problem problem) {
    return problem.kind() == Problem.Kind.KEY && problem.status() == 401 ? 400 : problem.status();
  }

  @Override
  public JsonNode problem(Problem problem) {
    ObjectNode error =
        Json.object().put("code", status(problem)).put("message", problem.message()).put("status",
            switch (problem.kind()) {
              case REQUEST, KEY, SIZE, CONTEXT, POLICY -> "INVALID_ARGUMENT";
              case PERMISSION -> "PERMISSION_DENIED";
              case PATH, MODEL -> "NOT_FOUND";
              case RATE, QUOTA -> "RESOURCE_EXHAUSTED";
              case SERVER -> "INTERNAL";
              case OVERLOADED -> "UNAVAILABLE";
            });
    if (problem.kind() == Problem.Kind.KEY) {
      error.putArray("details").addObject().put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
          .put("reason",
              "API_KEY_INVALID")
          .put("domain", "googleapis.com");
    }
    problem.retryAfter().ifPresent(pause -> error.putArray("details").addObject().put("@type",
        "type.googleapis.com/google.rpc.RetryInfo")
        .put("retryDelay", String.format(Locale.ROOT, "%.3fs", pause
            .toMillis() / 1000.0)));
    ObjectNode body = Json.object();
    body.set("error", error);
    return body;
  }

  private static JsonNode models(List<String> models) {
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("models");
    models.forEach(model -> data.addObject().put("name", "models/" + model).put("displayName", model)
        .putArray(
            "supportedGenerationMethods")
        .add("generateContent").add("streamGenerateContent").add("embedContent"));
    return list;
  }
}
