package dev.athanor.models.openai;

import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Usage;
import dev.athanor.models.chat.Assembly;
import dev.athanor.models.chat.Blocks;
import dev.athanor.models.chat.Leftovers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A completion, from its chunks or at once. Used by one thread. */
final class Completion implements Assembly {
  /** A call of something that is no function. */
  static final String CALL = "tool_call";

  private static final String END = "[DONE]";

  private final String provider;
  private final Chunks chunks = new Chunks();
  private Optional<JsonNode> error = Optional.empty();
  private boolean ended;

  Completion(String provider) {
    this.provider = provider;
  }

  @Override
  public boolean lastWord(String data) {
    boolean last = data.strip().equals(END);
    ended |= last;
    return last;
  }

  @Override
  public void event(String name, JsonNode data) {
    if (name.equals("error") || data.path("error").isObject()) {
      error = Optional.of(data);
    } else {
      chunks.add((ObjectNode) data);
    }
  }

  @Override
  public void whole(JsonNode body) {
    if (body.path("error").isObject()) {
      error = Optional.of(body);
    } else if (body instanceof ObjectNode object && body.path("choices").isArray()) {
      chunks.whole(object);
      ended = true;
    } else {
      throw new IllegalArgumentException("it has no choices: " + Json.abbreviate(body.toString(), 120));
    }
  }

  @Override
  public Optional<JsonNode> error() {
    return error;
  }

  @Override
  public Optional<String> missing() {
    if (!chunks.hasChoice()) {
      return Optional.of("a choice");
    }
    return ended ? Optional.empty() : Optional.of("its last word, " + END);
  }

  @Override
  public Usage usage() {
    return usage(Leftovers.of(chunks.growing(), "usage"));
  }

  @Override
  public ModelResponse read() {
    Leftovers answer = Leftovers.of(chunks.sum());
    answer.drop("object", "obfuscation");
    List<JsonNode> choices = answer.items("choices");
    Leftovers choice = Leftovers.of(choices.isEmpty() ? Json.object() : choices.getFirst());
    choice.drop("index");
    Leftovers message = Leftovers.of(choice.take("message").orElseGet(Json::object));
    List<Part> parts = parts(message);
    Optional<String> reason = choice.text("finish_reason");
    FinishReason finish = finish(reason.orElse(""), parts);
    Usage usage = usage(answer);
    Optional<String> id = answer.text("id");
    Optional<String> model = answer.text("model");
    Map<String, JsonNode> extra = new TreeMap<>(answer.rest());
    choice.rest().forEach((name, value) -> extra.merge(name, value, (_, _) -> value));
    if (finish == FinishReason.OTHER) {
      reason.ifPresent(word -> extra.put("finish_reason", Json.MAPPER.getNodeFactory().stringNode(word)));
    }
    if (choices.size() > 1) {
      extra.put("choices", Json.MAPPER.createArrayNode().addAll(choices.subList(1, choices.size())));
    }
    return new ModelResponse(new Message(Role.ASSISTANT, parts), finish, usage, id, model, extra);
  }

  private List<Part> parts(Leftovers message) {
    List<Part> parts = new ArrayList<>();
    message.dropIf("role", "assistant");
    thought(message).ifPresent(text -> parts.add(new Part.Reasoning(text, Optional.empty())));
    message.text("content").filter(text -> !text.isEmpty()).ifPresent(text -> parts.add(new Part.Text(text)));
    message.items("tool_calls").forEach(call -> call(call, parts));
    message.rest().forEach((name, value) -> parts.add(new Part.Raw(provider, name, value)));
    return parts;
  }

  /** Servers that are like OpenAI's call it in one of two ways, some in both at once. */
  private static Optional<String> thought(Leftovers message) {
    Optional<String> one = message.text("reasoning_content").filter(text -> !text.isEmpty());
    if (one.isEmpty()) {
      return message.text("reasoning").filter(text -> !text.isEmpty());
    }
    message.dropIf("reasoning", one.get());
    return one;
  }

  private void call(JsonNode call, List<Part> parts) {
    Leftovers left = Leftovers.of(call);
    Optional<String> name = left.text("function", "name");
    if (name.isEmpty()) {
      parts.add(new Part.Raw(provider, CALL, call));
      return;
    }
    String arguments = left.text("function", "arguments").orElse("");
    parts.add(new Part.ToolCall(left.text("id").orElse(""), name.get(), arguments));
    left.drop("index");
    left.dropIf("type", "function");
    Blocks.rest(provider, CALL, left, parts);
  }

  private static FinishReason finish(String reason, List<Part> parts) {
    boolean calls = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
    return switch (reason) {
      case "stop" -> calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "length" -> FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  private static Usage usage(Leftovers answer) {
    Optional<Long> input = answer.number("usage", "prompt_tokens");
    Optional<Long> output = answer.number("usage", "completion_tokens");
    return new Usage(input, output, answer.number("usage", "prompt_tokens_details", "cached_tokens"),
        answer.number("usage", "prompt_tokens_details", "cache_write_tokens"),
        answer.number("usage", "completion_tokens_details", "reasoning_tokens"));
  }
}
