package dev.athanor.models.anthropic;

import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Usage;
import dev.athanor.models.chat.Assembly;
import dev.athanor.models.chat.Author;
import dev.athanor.models.chat.Blocks;
import dev.athanor.models.chat.Bodies;
import dev.athanor.models.chat.Leftovers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message, from its events or at once. Used by one thread. */
final class AnthropicMessage implements Assembly {
  private final Author author;
  private final BlockSums blocks = new BlockSums();
  private ObjectNode sum = Json.object();
  private Optional<JsonNode> error = Optional.empty();
  private boolean ended;

  AnthropicMessage(Author author) {
    this.author = author;
  }

  @Override
  public void event(String name, JsonNode data) {
    switch (data.path("type").asString("")) {
      case "message_start" -> sum = data.path("message") instanceof ObjectNode message ? message : sum;
      case "content_block_start" -> blocks.start(data.path("index").asInt(0), data.path("content_block"));
      case "content_block_delta" -> blocks.delta(data.path("index").asInt(0), data.path("delta"));
      case "message_delta" -> messageDelta((ObjectNode) data);
      case "message_stop" -> ended = true;
      case "content_block_stop", "ping" -> {
        return;
      }
      case "error" -> error = Optional.of(data);
      default -> unknown(data);
    }
  }

  private void messageDelta(ObjectNode data) {
    if (data.path("delta") instanceof ObjectNode delta) {
      Bodies.replace(sum, delta);
    }
    ObjectNode rest = data.deepCopy().without(List.of("type", "delta"));
    Bodies.replace(sum, rest);
  }

  private void unknown(JsonNode data) {
    (sum.get("events") instanceof ArrayNode events ? events : sum.putArray("events")).add(data);
  }

  @Override
  public void whole(JsonNode body) {
    if (body.path("type").asString("").equals("error")) {
      error = Optional.of(body);
    } else if (body instanceof ObjectNode message && message.path("content").isArray()) {
      sum = message;
      message.path("content").forEach(blocks::add);
      ended = true;
    } else {
      throw new IllegalArgumentException("it has no content: " + Json.abbreviate(body.toString(), 120));
    }
  }

  @Override
  public Optional<JsonNode> error() {
    return error;
  }

  @Override
  public Optional<String> missing() {
    return ended ? Optional.empty() : Optional.of("its last word, message_stop");
  }

  @Override
  public Usage usage() {
    return usage(Leftovers.of(sum, "usage"));
  }

  @Override
  public ModelResponse read() {
    Leftovers left = Leftovers.of(sum);
    left.drop("content");
    left.dropIf("type", "message");
    left.dropIf("role", "assistant");
    List<Part> parts = new ArrayList<>();
    blocks.all().forEach(block -> part(block, parts));
    Optional<String> reason = left.text("stop_reason");
    FinishReason finish = finish(reason.orElse(""));
    Usage usage = usage(left);
    Optional<String> id = left.text("id");
    Optional<String> model = left.text("model");
    Map<String, JsonNode> extra = new TreeMap<>(left.rest());
    reason.filter(word -> !List.of("end_turn", "max_tokens", "tool_use").contains(word)).ifPresent(
        word -> extra.put("stop_reason", Json.MAPPER.getNodeFactory().stringNode(word)));
    return new ModelResponse(new Message(Role.ASSISTANT, parts), finish, usage, id, model, extra);
  }

  private void part(BlockSums.Block block, List<Part> parts) {
    Leftovers left = Leftovers.of(block.sum());
    String type = left.text("type").orElse("");
    switch (type) {
      case "text" -> parts.add(new Part.Text(left.text("text").orElse("")));
      case "thinking" ->
          parts.add(new Part.Reasoning(left.text("thinking").orElse(""), left.text("signature").filter(
              signature -> !signature.isEmpty()).map(author::signed)));
      case "tool_use" -> {
        Optional<JsonNode> input = left.take("input");
        parts.add(new Part.ToolCall(left.text("id").orElse(""), left.text("name").orElse(""),
            block.arguments().orElseGet(
                () -> input.map(JsonNode::toString).orElse("{}"))));
      }
      default -> {
        parts.add(new Part.Raw(author.provider(), type, block.whole()));
        return;
      }
    }
    Blocks.rest(author.provider(), type, left, parts);
  }

  private static FinishReason finish(String reason) {
    return switch (reason) {
      case "end_turn", "stop_sequence" -> FinishReason.STOP;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "refusal" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /** Anthropic's input leaves out what came from the cache or went there; ours is all of it. */
  private static Usage usage(Leftovers left) {
    Optional<Long> fresh = left.number("usage", "input_tokens");
    Optional<Long> written = left.number("usage", "cache_creation_input_tokens");
    Optional<Long> read = left.number("usage", "cache_read_input_tokens");
    Optional<Long> input =
        fresh.map(count -> Stream.of(Optional.of(count), written, read).mapToLong(each -> each.orElse(
            0L)).sum());
    return new Usage(input, left.number("usage", "output_tokens"), read, written, left.number("usage",
        "output_tokens_details", "thinking_tokens"));
  }
}
