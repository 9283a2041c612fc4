package dev.athanor.models.ollama;

import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Usage;
import dev.athanor.models.chat.Assembly;
import dev.athanor.models.chat.Blocks;
import dev.athanor.models.chat.Bodies;
import dev.athanor.models.chat.GrowingTexts;
import dev.athanor.models.chat.Leftovers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message, from its lines or at once. Used by one thread. */
final class OllamaMessage implements Assembly {
  private static final String INPUT = "prompt_eval_count";
  private static final String OUTPUT = "eval_count";

  private final String provider;
  private final ObjectNode sum = Json.object();
  private final GrowingTexts texts = new GrowingTexts();
  private Optional<JsonNode> error = Optional.empty();

  OllamaMessage(String provider) {
    this.provider = provider;
  }

  @Override
  public void event(String name, JsonNode line) {
    if (line.has("error")) {
      error = Optional.of(line);
      return;
    }
    line.forEachEntry((member, value) -> {
      if (member.equals("message")) {
        value.forEachEntry((part, piece) -> grow(Bodies.object(sum, "message"), part, piece));
      } else if (value instanceof ArrayNode items) {
        array(sum, member).addAll(items.valueStream().toList());
      } else {
        sum.set(member, value);
      }
    });
  }

  private void grow(ObjectNode message, String part, JsonNode piece) {
    if (piece.isString() && !part.equals("role")) {
      texts.append(message, part, piece.stringValue());
    } else if (piece instanceof ArrayNode items) {
      array(message, part).addAll(items.valueStream().toList());
    } else {
      message.set(part, piece);
    }
  }

  private static ArrayNode array(ObjectNode holder, String name) {
    return holder.get(name) instanceof ArrayNode there ? there : holder.putArray(name);
  }

  @Override
  public void whole(JsonNode body) {
    event("", body);
  }

  @Override
  public Optional<JsonNode> error() {
    return error;
  }

  @Override
  public Optional<String> missing() {
    return sum.path("done").asBoolean(false) ? Optional.empty() : Optional.of("its last word, done");
  }

  @Override
  public Usage usage() {
    return usage(Leftovers.of(sum, INPUT).number(INPUT), Leftovers.of(sum, OUTPUT).number(OUTPUT));
  }

  private static Usage usage(Optional<Long> input, Optional<Long> output) {
    return new Usage(input, output, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public ModelResponse read() {
    texts.settle();
    Leftovers left = Leftovers.of(sum);
    left.drop("done");
    Leftovers message = Leftovers.of(left.take("message").orElseGet(Json::object));
    message.dropIf("role", "assistant");
    List<Part> parts = new ArrayList<>();
    message.text("thinking").filter(text -> !text.isEmpty()).ifPresent(
        text -> parts.add(new Part.Reasoning(text, Optional.empty())));
    message.text("content").filter(text -> !text.isEmpty()).ifPresent(text -> parts.add(new Part.Text(text)));
    message.items("tool_calls").forEach(call -> call(call, parts));
    message.rest().forEach((name, value) -> parts.add(new Part.Raw(provider, name, value)));
    FinishReason finish = finish(left, parts);
    Usage usage = usage(left.number(INPUT), left.number(OUTPUT));
    Optional<String> model = left.text("model");
    Map<String, JsonNode> extra = new TreeMap<>(left.rest());
    return new ModelResponse(new Message(Role.ASSISTANT, parts), finish, usage, Optional.empty(), model,
        extra);
  }

  private void call(JsonNode call, List<Part> parts) {
    Leftovers left = Leftovers.of(call);
    String id =
        left.text("id").orElseGet(() -> OllamaDialect.MADE + sum.path("created_at").asString("") + "-" + parts
            .size());
    String name = left.text("function", "name").orElse("");
    String arguments = left.take("function", "arguments").map(JsonNode::toString).orElse("{}");
    left.take("function", "index");
    parts.add(new Part.ToolCall(id, name, arguments));
    Blocks.rest(provider, "tool_call", left, parts);
  }

  private static FinishReason finish(Leftovers left, List<Part> parts) {
    String reason = left.text("done_reason").orElse("");
    return switch (reason) {
      case "length" -> FinishReason.LENGTH;
      case "stop" -> parts.stream().anyMatch(Part.ToolCall.class::isInstance) ? FinishReason.TOOL_CALLS
          : FinishReason.STOP;
      default -> {
        left.keep("done_reason", reason);
        yield FinishReason.OTHER;
      }
    };
  }
}
