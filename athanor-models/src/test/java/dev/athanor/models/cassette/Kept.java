package dev.athanor.models.cassette;

import dev.athanor.json.Json;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.model.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What is in a record, to be compared with what was on the wire. A leaf of the wire is kept if it stands in a place that has a type for
 * it, or in a raw part or the rest at the end of the same path.
 */
final class Kept {
  /** What is dropped on purpose, and why. */
  private static final List<Pattern> DROPPED = Stream.of(
      "/object", // names the form of the JSON
      "/choices/\\d+/index", "/candidates/0/index", "/index", // there is one
      "/choices/\\d+/message/tool_calls/\\d+/(index|type)", // a function, as all calls
      "/choices/\\d+/(message|delta)/role", "/role", "/message/role", "/candidates/0/content/role", // the model speaks
      "/output/\\d+/(type|role)", "/output/\\d+/(content|summary)/\\d+/type", // the item's own type; the model speaks
      "/type", "/message/type", "/content/\\d+/type", "/content_block/type", "/delta/type" // the part's own type
  ).map(Pattern::compile).toList();

  private final ModelResponse record;
  private final Set<Leaf> untyped = new HashSet<>();
  private final Set<String> names = new TreeSet<>();

  Kept(ModelResponse record) {
    this.record = record;
    record.extra().forEach((name, value) -> {
      names.add(name);
      untyped.addAll(Leaf.of("/" + name, value));
    });
    raws().forEach(raw -> {
      names.add(raw.kind());
      int dot = raw.kind().indexOf('.');
      boolean member =
          dot >= 0 || !raw.value().isObject() || !raw.value().path("type").asString("").equals(raw.kind());
      untyped.addAll(Leaf.of(member ? "/" + raw.kind().substring(dot + 1) : "", raw.value()));
      untyped.addAll(Leaf.of("", raw.value()));
    });
  }

  private Stream<Part.Raw> raws() {
    return record.message().parts().stream().filter(Part.Raw.class::isInstance).map(Part.Raw.class::cast);
  }

  /** By which names what has no type is kept. */
  Set<String> names() {
    return names;
  }

  /** The leaves that are nowhere. */
  List<Leaf> lost(List<JsonNode> pieces) {
    List<Leaf> lost = new ArrayList<>();
    Set<Integer> inputs = inputs(pieces);
    for (int piece = 0; piece < pieces.size(); piece++) {
      boolean last = piece == pieces.size() - 1;
      int index = pieces.get(piece).path("index").asInt(-1);
      Leaf.of("", pieces.get(piece)).stream().filter(leaf -> !kept(leaf, pieces.size() > 1, last))
          .filter(leaf -> !(leaf.path().equals("/delta/partial_json") && inputs.contains(index)))
          .forEach(lost::add);
    }
    return lost;
  }

  private boolean kept(Leaf leaf, boolean streamed, boolean last) {
    boolean dropped =
        DROPPED.stream().anyMatch(pattern -> pattern.matcher(leaf.path()).matches()) && !isRawType(leaf);
    boolean whole =
        untyped.stream().anyMatch(there -> leaf.path().endsWith(there.path()) && there.value().equals(leaf
            .value()));
    boolean replaced = streamed && !last && leaf.path().matches(".*/(usage|usageMetadata)/.*");
    return dropped || whole || replaced || typed(leaf) || (streamed && piece(leaf));
  }

  /** The type of a block that has none of ours must be in its raw part. */
  private boolean isRawType(Leaf leaf) {
    return leaf.path().endsWith("/type")
        && !Set.of("text", "thinking", "tool_use", "message", "function",
            "reasoning", "output_text", "summary_text", "function_call").contains(
                leaf
                    .value().asString(""))
        && !leaf.path().equals("/type") && !leaf.path().equals("/delta/type");
  }

  private boolean typed(Leaf leaf) {
    String path = leaf.path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String text = leaf.value().asString("");
    return argument(leaf) || switch (name) {
      case "id" -> record.id().equals(Optional.of(text)) || calls().anyMatch(call -> call.id().equals(text));
      case "call_id" -> calls().anyMatch(call -> call.id().equals(text));
      case "responseId" -> record.id().equals(Optional.of(text));
      case "model", "modelVersion" -> record.model().equals(Optional.of(text));
      case "content", "text" ->
          texts().anyMatch(text::equals) || thoughts().anyMatch(thought -> thought.text().equals(
              text));
      case "thinking", "reasoning", "reasoning_content" ->
          thoughts().anyMatch(thought -> thought.text().equals(text));
      case "signature", "thoughtSignature", "encrypted_content" ->
          thoughts().anyMatch(thought -> thought.signature().filter(
              signature -> signature.endsWith(":" + text)).isPresent()) || text.isEmpty();
      case "thought" -> leaf.value().booleanValue() && thoughts().findAny().isPresent();
      case "name" -> calls().anyMatch(call -> call.name().equals(text));
      case "arguments" -> calls().anyMatch(call -> call.arguments().equals(text));
      case "data" -> path.contains("inlineData")
          && record.message().parts().stream().anyMatch(Part.Stored.class::isInstance);
      case "finish_reason", "finishReason", "stop_reason", "done_reason", "status" -> finish(text);
      default -> count(path, leaf.value());
    };
  }

  private boolean finish(String word) {
    return switch (record.finish()) {
      case STOP -> Set.of("completed", "stop", "STOP", "end_turn", "stop_sequence").contains(word);
      case LENGTH -> Set.of("length", "MAX_TOKENS", "max_tokens").contains(word);
      case TOOL_CALLS -> Set.of("completed", "tool_calls", "tool_use", "STOP", "stop").contains(word);
      case CONTENT_FILTER, OTHER -> false;
    };
  }

  private boolean argument(Leaf leaf) {
    return calls()
        .anyMatch(call -> Leaf.of("", Json.parse(call.arguments())).stream().anyMatch(there -> leaf.path()
            .matches(".*/(input|args)" + Pattern.quote(there.path())) && there.value().equals(leaf.value())));
  }

  private boolean count(String path, JsonNode value) {
    Usage usage = record.usage();
    if (!value.isIntegralNumber()) {
      return false;
    }
    long count = value.longValue();
    return switch (path.replaceFirst("^/message", "")) {
      case "/usage/prompt_tokens" -> is(usage.input(), count);
      case "/usage/completion_tokens", "/usage/output_tokens" -> is(usage.output(), count);
      case "/usage/prompt_tokens_details/cached_tokens", "/usage/input_tokens_details/cached_tokens",
          "/usage/cache_read_input_tokens",
          "/usageMetadata/cachedContentTokenCount" -> is(usage.cacheRead(), count);
      case "/usage/cache_creation_input_tokens" -> is(usage.cacheWrite(), count);
      case "/usage/completion_tokens_details/reasoning_tokens",
          "/usage/output_tokens_details/reasoning_tokens",
          "/usageMetadata/thoughtsTokenCount",
          "/usage/output_tokens_details/thinking_tokens" -> is(usage.reasoning(), count);
      case "/usage/input_tokens" ->
          usage.input().orElse(0L) - usage.cacheRead().orElse(0L) - usage.cacheWrite().orElse(
              0L) == count;
      case "/usageMetadata/promptTokenCount" ->
          usage.input().orElse(0L) - number("toolUsePromptTokenCount") == count;
      case "/usageMetadata/candidatesTokenCount" ->
          usage.output().orElse(0L) - usage.reasoning().orElse(0L) == count;
      default -> false;
    };
  }

  private long number(String name) {
    return record.extra().containsKey("usageMetadata")
        ? record.extra().get("usageMetadata").path(name).asLong(0) : 0;
  }

  private static boolean is(Optional<Long> known, long count) {
    return known.equals(Optional.of(count));
  }

  /** A piece of a stream is in what was put together of them. */
  private boolean piece(Leaf leaf) {
    String text = leaf.value().asString("");
    return switch (leaf.path().substring(leaf.path().lastIndexOf('/') + 1)) {
      case "text", "content" ->
          texts().anyMatch(all -> all.contains(text)) || thoughts().anyMatch(thought -> thought.text()
              .contains(text));
      case "thinking", "reasoning", "reasoning_content" ->
          thoughts().anyMatch(thought -> thought.text().contains(text));
      case "signature" -> thoughts().anyMatch(thought -> thought.signature().orElse("").contains(text));
      case "type" ->
          Set.of("message_start", "content_block_start", "content_block_delta", "content_block_stop",
              "message_delta", "message_stop", "ping").contains(text);
      default -> false;
    };
  }

  /** The blocks whose input, put together, is in the record. */
  private Set<Integer> inputs(List<JsonNode> pieces) {
    Map<Integer, String> written = new HashMap<>();
    pieces.stream().filter(piece -> piece.at("/delta/partial_json").isString())
        .forEach(piece -> written.merge(piece.path(
            "index").asInt(), piece.at("/delta/partial_json").stringValue(), String::concat));
    Set<Integer> there = new HashSet<>();
    written.forEach((index, input) -> {
      if (calls().anyMatch(call -> call.arguments().equals(input))
          || raws().anyMatch(raw -> raw.value().path("input")
              .equals(Json.parse(input.isEmpty() ? "{}" : input)))) {
        there.add(index);
      }
    });
    return there;
  }

  private Stream<String> texts() {
    return record.message().parts().stream().filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text());
  }

  private Stream<Part.Reasoning> thoughts() {
    return record.message().parts().stream().filter(Part.Reasoning.class::isInstance)
        .map(Part.Reasoning.class::cast);
  }

  private Stream<Part.ToolCall> calls() {
    return record.toolCalls().stream();
  }
}
