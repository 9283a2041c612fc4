package dev.athanor.models.openai;

import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Usage;
import dev.athanor.models.chat.Assembly;
import dev.athanor.models.chat.Author;
import dev.athanor.models.chat.Leftovers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A response, whose last event has all of it; until then, the items that are done. Used by one thread. */
final class ResponseAssembly implements Assembly {
  private final Author author;
  private ObjectNode sum = Json.object();
  private final ArrayNode done = Json.MAPPER.createArrayNode();
  private final StringBuilder begun = new StringBuilder();
  private Optional<JsonNode> error = Optional.empty();
  private boolean ended;

  ResponseAssembly(Author author) {
    this.author = author;
  }

  @Override
  public void event(String name, JsonNode data) {
    switch (data.path("type").asString("")) {
      case "response.completed", "response.incomplete" -> whole(data.path("response"));
      case "response.failed" -> {
        sum = data.path("response") instanceof ObjectNode response ? response : sum;
        error = Optional.of(sum);
      }
      case "error", "response.error" -> error = Optional.of(data);
      case "response.created", "response.in_progress" ->
          sum = data.path("response") instanceof ObjectNode response
              ? response : sum;
      case "response.output_text.delta" -> begun.append(data.path("delta").asString(""));
      case "response.output_item.done" -> {
        begun.setLength(0);
        done.add(data.path("item"));
      }
      default -> {
        // Each piece comes again in its item.
        return;
      }
    }
  }

  @Override
  public void whole(JsonNode body) {
    if (body.path("error").isObject()) {
      error = Optional.of(body);
    } else if (body instanceof ObjectNode response && body.path("output").isArray()) {
      sum = response;
      ended = true;
    } else {
      throw new IllegalArgumentException("it has no output: " + Json.abbreviate(body.toString(), 120));
    }
  }

  @Override
  public boolean lastWord(String data) {
    return data.strip().equals("[DONE]");
  }

  @Override
  public Optional<JsonNode> error() {
    return error;
  }

  @Override
  public Optional<String> missing() {
    return ended ? Optional.empty() : Optional.of("its last word, response.completed");
  }

  /** What has come of a response that was stopped. */
  private JsonNode begun() {
    if (!begun.isEmpty()) {
      done.addObject().put("type", "message").putArray("content").addObject().put("type", "output_text")
          .put("text", begun
              .toString());
    }
    return done;
  }

  @Override
  public Usage usage() {
    return usage(Leftovers.of(sum, "usage"));
  }

  @Override
  public ModelResponse read() {
    Leftovers left = Leftovers.of(sum);
    left.drop("object");
    JsonNode output = left.take("output").filter(_ -> ended).orElseGet(this::begun);
    List<Part> parts = new ResponseItems(author).read(output);
    FinishReason finish = finish(left, parts);
    Usage usage = usage(left);
    Optional<String> id = left.text("id");
    Optional<String> model = left.text("model");
    Map<String, JsonNode> extra = new TreeMap<>(left.rest());
    return new ModelResponse(new Message(Role.ASSISTANT, parts), finish, usage, id, model, extra);
  }

  private static FinishReason finish(Leftovers left, List<Part> parts) {
    String status = left.text("status").orElse("");
    String reason = left.text("incomplete_details", "reason").orElse("");
    FinishReason finish = switch (status + " " + reason) {
      case "completed " -> parts.stream().anyMatch(Part.ToolCall.class::isInstance) ? FinishReason.TOOL_CALLS
          : FinishReason.STOP;
      case "incomplete max_output_tokens" -> FinishReason.LENGTH;
      case "incomplete content_filter" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
    if (finish == FinishReason.OTHER) {
      left.keep("status", status);
      left.keep("incomplete_reason", reason);
    }
    return finish;
  }

  private static Usage usage(Leftovers left) {
    return new Usage(left.number("usage", "input_tokens"), left.number("usage", "output_tokens"),
        left.number("usage",
            "input_tokens_details", "cached_tokens"),
        left.number("usage", "input_tokens_details", "cache_write_tokens"), left
            .number("usage", "output_tokens_details", "reasoning_tokens"));
  }
}
