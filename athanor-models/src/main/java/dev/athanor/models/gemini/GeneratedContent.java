package dev.athanor.models.gemini;

import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Usage;
import dev.athanor.models.chat.Assembly;
import dev.athanor.models.chat.Author;
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

/** Generated content, from its pieces or at once. Used by one thread. */
final class GeneratedContent implements Assembly {
  private final Author author;
  private final ObjectNode sum = Json.object();
  private final ObjectNode candidate = Json.object();
  private final List<ObjectNode> parts = new ArrayList<>();
  private final GrowingTexts texts = new GrowingTexts();
  private final List<JsonNode> others = new ArrayList<>();
  private Optional<JsonNode> error = Optional.empty();

  GeneratedContent(Author author) {
    this.author = author;
  }

  @Override
  public void event(String name, JsonNode data) {
    if (data.path("error").isObject()) {
      error = Optional.of(data);
      return;
    }
    Leftovers left = Leftovers.of(data);
    left.items("candidates").forEach(this::candidate);
    left.rest().forEach((member, value) -> join(sum, member, value));
  }

  private void candidate(JsonNode piece) {
    if (piece.path("index").asInt(0) != 0) {
      others.add(piece);
      return;
    }
    Leftovers left = Leftovers.of(piece);
    left.items("content", "parts").forEach(part -> part((ObjectNode) part));
    left.rest().forEach((member, value) -> join(candidate, member, value));
  }

  /** Counts are replaced by later ones; what was found grows. */
  private static void join(ObjectNode sum, String member, JsonNode value) {
    boolean grows = List.of("groundingMetadata", "citationMetadata", "logprobsResult", "urlContextMetadata")
        .contains(member);
    if (grows && sum.get(member) instanceof ObjectNode there && value instanceof ObjectNode) {
      Bodies.merge(there, Map.copyOf(Leftovers.of(value).rest()));
    } else {
      sum.set(member, value);
    }
  }

  /** Pieces of one text are joined; a signature ends it. */
  private void part(ObjectNode part) {
    boolean goesOn = !parts.isEmpty() && isText(part) && isText(parts.getLast()) && !parts.getLast().has(
        "thoughtSignature") && part.path("thought").equals(parts.getLast().path("thought"));
    if (!goesOn) {
      parts.add(part);
      return;
    }
    texts.append(parts.getLast(), "text", part.get("text").stringValue());
    part.forEachEntry((name, value) -> parts.getLast().putIfAbsent(name, value));
  }

  private static boolean isText(ObjectNode part) {
    return part.path("text").isString() && part.propertyNames().stream().allMatch(List.of("text", "thought",
        "thoughtSignature")::contains);
  }

  @Override
  public void whole(JsonNode body) {
    if (body.isArray()) {
      body.forEach(piece -> event("", piece));
    } else {
      event("", body);
    }
  }

  @Override
  public Optional<JsonNode> error() {
    return error;
  }

  @Override
  public Optional<String> missing() {
    return candidate.has("finishReason") || sum.path("promptFeedback").has("blockReason") ? Optional.empty()
        : Optional.of("its finishReason");
  }

  @Override
  public Usage usage() {
    return usage(Leftovers.of(sum, "usageMetadata"));
  }

  @Override
  public ModelResponse read() {
    texts.settle();
    Leftovers left = Leftovers.of(sum);
    Leftovers chosen = Leftovers.of(candidate);
    chosen.drop("index");
    chosen.dropIf("content", "");
    Optional<String> id = left.text("responseId");
    List<Part> read = GeminiParts.read(List.copyOf(parts), id.orElse(""), author);
    FinishReason finish = finish(chosen, read);
    Usage usage = usage(left);
    Optional<String> model = left.text("modelVersion");
    Map<String, JsonNode> extra = new TreeMap<>(left.rest());
    chosen.rest().forEach((name, value) -> role(name, value).ifPresent(kept -> extra.put(name, kept)));
    if (!others.isEmpty()) {
      ArrayNode more = Json.MAPPER.createArrayNode().addAll(others);
      extra.put("candidates", more);
    }
    return new ModelResponse(new Message(Role.ASSISTANT, read), finish, usage, id, model, extra);
  }

  /** That the model speaks says nothing new. */
  private static Optional<JsonNode> role(String name, JsonNode value) {
    return name.equals("content") && value.equals(Json.object().put("role", "model")) ? Optional.empty()
        : Optional.of(value);
  }

  private FinishReason finish(Leftovers chosen, List<Part> read) {
    String reason = chosen.text("finishReason").orElse("");
    FinishReason finish = switch (reason) {
      case "STOP" -> read.stream().anyMatch(Part.ToolCall.class::isInstance) ? FinishReason.TOOL_CALLS
          : FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "" -> missing().isPresent() ? FinishReason.OTHER : FinishReason.CONTENT_FILTER;
      case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "MODEL_ARMOR",
          "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
    if ((finish == FinishReason.CONTENT_FILTER || finish == FinishReason.OTHER) && !reason.isEmpty()) {
      chosen.keep("finishReason", reason);
    }
    return finish;
  }

  /** Google counts thought, and what its own tools have read, apart; ours are sums. */
  private static Usage usage(Leftovers left) {
    String all = "usageMetadata";
    Optional<Long> prompt = left.number(all, "promptTokenCount");
    Optional<Long> tools = left.number(all, "toolUsePromptTokenCount");
    Optional<Long> said = left.number(all, "candidatesTokenCount");
    Optional<Long> thought = left.number(all, "thoughtsTokenCount");
    tools.ifPresent(count -> left.keep(count, all, "toolUsePromptTokenCount"));
    return new Usage(sum(prompt, tools), sum(said, thought), left.number(all, "cachedContentTokenCount"),
        Optional
            .empty(),
        thought);
  }

  private static Optional<Long> sum(Optional<Long> one, Optional<Long> other) {
    return one.isEmpty() && other.isEmpty() ? Optional.empty()
        : Optional.of(one.orElse(0L) + other.orElse(0L));
  }
}
