package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Part;
import dev.athanor.model.Usage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as a response with its output items.
 *
 * @param exchange that is answered
 * @param parts of the answer, named
 */
record ResponseItems(Exchange exchange, List<Part> parts) {
  /** How far a response is. */
  enum State {
    IN_PROGRESS, COMPLETED, INCOMPLETE
  }

  ResponseItems(Exchange exchange) {
    this(exchange, exchange.parts("call_"));
  }

  String id() {
    return "resp_" + exchange.draw().id("answer", 48);
  }

  String id(int index) {
    String prefix = switch (parts.get(index)) {
      case Part.ToolCall _ -> "fc_";
      case Part.Reasoning _ -> "rs_";
      case Part.Text _,Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> "msg_";
    };
    return prefix + exchange.draw().id("item " + index, 48);
  }

  State finished() {
    return switch (exchange.answer().finish()) {
      case LENGTH, CONTENT_FILTER -> State.INCOMPLETE;
      case STOP, TOOL_CALLS, OTHER -> State.COMPLETED;
    };
  }

  /** All of them, finished. */
  List<JsonNode> items() {
    return IntStream.range(0, parts.size()).mapToObj(index -> item(index, true)).toList();
  }

  /** One of them, before it has said anything or finished. */
  JsonNode item(int index, boolean finished) {
    String status = finished ? "completed" : "in_progress";
    ObjectNode item = Json.object().put("id", id(index));
    switch (parts.get(index)) {
      case Part.ToolCall call -> item.put("type", "function_call").put("status", status)
          .put("arguments", finished
              ? call
                  .arguments()
              : "")
          .put("call_id", call.id()).put("name", call.name());
      case Part.Reasoning reasoning -> {
        ArrayNode summary = item.put("type", "reasoning").putArray("summary");
        if (finished) {
          summary.add(Json.object().put("type", "summary_text").put("text", reasoning.text()));
        }
      }
      case Part.Text(var text) -> {
        ArrayNode content = item.put("type", "message").put("status", status).putArray("content");
        item.put("role", "assistant");
        if (finished) {
          content.add(outputText(text));
        }
      }
      case Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> throw new IllegalStateException(
          "no answer has " + parts.get(index));
    }
    return item;
  }

  static ObjectNode outputText(String text) {
    ObjectNode part = Json.object().put("type", "output_text");
    part.putArray("annotations");
    part.putArray("logprobs");
    return part.put("text", text);
  }

  /** The response with these items. */
  JsonNode response(State state, List<JsonNode> items) {
    JsonNode asked = exchange.question().body();
    ObjectNode response = Json.object().put("id", id()).put("object", "response")
        .put("created_at", exchange.at()
            .getEpochSecond())
        .put("status", state.name().toLowerCase(java.util.Locale.ROOT)).put("background", false);
    response.putNull("error");
    response.set("incomplete_details",
        state == State.INCOMPLETE ? Json.object().put("reason", exchange.answer()
            .finish() == FinishReason.LENGTH ? "max_output_tokens" : "content_filter")
            : Json.MAPPER.nullNode());
    response.put("instructions", Reading.text(asked, "instructions").orElse(null));
    response.set("max_output_tokens", said(asked, "max_output_tokens"));
    response.put("model", exchange.question().model());
    response.putArray("output").addAll(items);
    response.put("parallel_tool_calls", true);
    response.set("previous_response_id", said(asked, "previous_response_id"));
    response.putObject("reasoning").putNull("effort").putNull("summary");
    response.put("service_tier", "default").put("store", true).put("temperature", 1.0);
    response.set("text", Reading.member(asked, "text").orElseGet(() -> Json.parse(
        "{\"format\":{\"type\":\"text\"},\"verbosity\":\"medium\"}")));
    response.set("tool_choice",
        Reading.member(asked, "tool_choice").orElse(Json.MAPPER.getNodeFactory().stringNode(
            "auto")));
    response.set("tools", Reading.member(asked, "tools").orElseGet(Json.MAPPER::createArrayNode));
    response.put("top_logprobs", 0).put("top_p", 1.0).put("truncation", "disabled");
    response.set("usage", state == State.IN_PROGRESS ? Json.MAPPER.nullNode() : usage());
    response.putNull("user").set("metadata", Reading.objectOr(asked, "metadata"));
    return response;
  }

  private static JsonNode said(JsonNode asked, String name) {
    return Optional.ofNullable(asked.get(name)).orElse(Json.MAPPER.nullNode());
  }

  private JsonNode usage() {
    Usage usage = exchange.usage();
    long input = Exchange.known(usage.input());
    long output = Exchange.known(usage.output());
    ObjectNode counts = Json.object().put("input_tokens", input);
    counts.putObject("input_tokens_details").put("cached_tokens", Exchange.known(usage.cacheRead()));
    counts.put("output_tokens", output);
    counts.putObject("output_tokens_details").put("reasoning_tokens", Exchange.known(usage.reasoning()));
    return counts.put("total_tokens", input + output);
  }
}
