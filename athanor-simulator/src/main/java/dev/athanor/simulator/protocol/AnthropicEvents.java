package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import dev.athanor.model.Part;
import dev.athanor.simulator.answer.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The named events by which a message is streamed, in their order. Used by one thread. */
final class AnthropicEvents {
  private final Exchange exchange;
  private final List<Frame> frames = new ArrayList<>();
  private int index;

  AnthropicEvents(Exchange exchange) {
    this.exchange = exchange;
  }

  List<Frame> frames() {
    ObjectNode message = AnthropicMessages.head(exchange);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", AnthropicMessages.usage(exchange.usage()).put("output_tokens", 1));
    ObjectNode start = event("message_start");
    start.set("message", message);
    add(start, false);
    exchange.parts("toolu_").forEach(this::block);
    ObjectNode delta = event("message_delta");
    delta.putObject("delta").put("stop_reason", AnthropicMessages.stop(exchange.answer().finish())).putNull(
        "stop_sequence");
    delta.set("usage",
        AnthropicMessages.usage(exchange.usage()).without(List.of("cache_creation", "service_tier")));
    add(delta, false);
    add(event("message_stop"), false);
    return frames;
  }

  private void block(Part part) {
    switch (part) {
      case Part.Text(var text) -> {
        start(Json.object().put("type", "text").put("text", ""));
        deltas(text, piece -> Json.object().put("type", "text_delta").put("text", piece));
      }
      case Part.Reasoning reasoning -> {
        start(Json.object().put("type", "thinking").put("thinking", "").put("signature", ""));
        deltas(reasoning.text(), piece -> Json.object().put("type", "thinking_delta").put("thinking", piece));
        delta(
            Json.object().put("type", "signature_delta").put("signature",
                AnthropicMessages.signature(reasoning)),
            false);
      }
      case Part.ToolCall call -> {
        ObjectNode block =
            Json.object().put("type", "tool_use").put("id", call.id()).put("name", call.name());
        block.putObject("input");
        start(block);
        delta(Json.object().put("type", "input_json_delta").put("partial_json", ""), false);
        deltas(call.arguments(),
            piece -> Json.object().put("type", "input_json_delta").put("partial_json", piece));
      }
      case Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> {
        return;
      }
    }
    add(event("content_block_stop").put("index", index++), false);
  }

  private void start(ObjectNode block) {
    ObjectNode start = event("content_block_start").put("index", index);
    start.set("content_block", block);
    add(start, false);
    if (index == 0) {
      add(event("ping"), false);
    }
  }

  private void deltas(String text, Function<String, ObjectNode> delta) {
    Tokens.of(text).forEach(piece -> delta(delta.apply(piece), true));
  }

  private void delta(ObjectNode delta, boolean token) {
    ObjectNode event = event("content_block_delta").put("index", index);
    event.set("delta", delta);
    add(event, token);
  }

  private static ObjectNode event(String type) {
    return Json.object().put("type", type);
  }

  private void add(ObjectNode event, boolean token) {
    frames.add(Frame.event(event.get("type").stringValue(), event, token));
  }
}
