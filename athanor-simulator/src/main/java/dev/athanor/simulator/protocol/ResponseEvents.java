package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import dev.athanor.model.Part;
import dev.athanor.simulator.answer.Tokens;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The typed events by which a response is streamed, in their order. Used by one thread. */
final class ResponseEvents {
  private final ResponseItems items;
  private final List<Frame> frames = new ArrayList<>();

  ResponseEvents(ResponseItems items) {
    this.items = items;
  }

  List<Frame> frames() {
    whole("response.created", ResponseItems.State.IN_PROGRESS);
    whole("response.in_progress", ResponseItems.State.IN_PROGRESS);
    for (int index = 0; index < items.parts().size(); index++) {
      item("response.output_item.added", index, false);
      switch (items.parts().get(index)) {
        case Part.Text(var text) -> text(index, text);
        case Part.Reasoning reasoning -> reasoning(index, reasoning.text());
        case Part.ToolCall call -> call(index, call);
        case Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> {
        }
      }
      item("response.output_item.done", index, true);
    }
    whole(items.finished() == ResponseItems.State.COMPLETED ? "response.completed" : "response.incomplete",
        items
            .finished());
    return frames;
  }

  private void whole(String type, ResponseItems.State state) {
    ObjectNode event = event(type);
    event.set("response",
        items.response(state, state == ResponseItems.State.IN_PROGRESS ? List.of() : items.items()));
    add(type, event, false);
  }

  private void item(String type, int index, boolean finished) {
    ObjectNode event = event(type);
    event.set("item", items.item(index, finished));
    add(type, event.put("output_index", index), false);
  }

  private void text(int index, String text) {
    part("response.content_part.added", index, "");
    for (String piece : Tokens.of(text)) {
      ObjectNode event =
          event("response.output_text.delta").put("content_index", 0).put("delta", piece).put("item_id",
              items.id(index));
      event.putArray("logprobs");
      add("response.output_text.delta", event.put("output_index", index), true);
    }
    ObjectNode done =
        event("response.output_text.done").put("content_index", 0).put("item_id", items.id(index));
    done.putArray("logprobs");
    add("response.output_text.done", done.put("output_index", index).put("text", text), false);
    part("response.content_part.done", index, text);
  }

  private void part(String type, int index, String text) {
    ObjectNode event =
        event(type).put("content_index", 0).put("item_id", items.id(index)).put("output_index", index);
    event.set("part", ResponseItems.outputText(text));
    add(type, event, false);
  }

  private void reasoning(int index, String text) {
    summary("response.reasoning_summary_part.added", index, "");
    for (String piece : Tokens.of(text)) {
      add("response.reasoning_summary_text.delta",
          event("response.reasoning_summary_text.delta").put("item_id", items
              .id(index)).put("output_index", index).put("summary_index", 0).put("delta", piece),
          true);
    }
    add("response.reasoning_summary_text.done",
        event("response.reasoning_summary_text.done").put("item_id", items.id(
            index)).put("output_index", index).put("summary_index", 0).put("text", text),
        false);
    summary("response.reasoning_summary_part.done", index, text);
  }

  private void summary(String type, int index, String text) {
    ObjectNode event =
        event(type).put("item_id", items.id(index)).put("output_index", index).put("summary_index", 0);
    event.set("part", Json.object().put("type", "summary_text").put("text", text));
    add(type, event, false);
  }

  private void call(int index, Part.ToolCall call) {
    for (String piece : Tokens.of(call.arguments())) {
      add("response.function_call_arguments.delta",
          event("response.function_call_arguments.delta").put("delta",
              piece).put("item_id", items.id(index)).put("output_index", index),
          true);
    }
    add("response.function_call_arguments.done",
        event("response.function_call_arguments.done").put("arguments", call
            .arguments()).put("item_id", items.id(index)).put("name", call.name()).put("output_index", index),
        false);
  }

  private static ObjectNode event(String type) {
    return Json.object().put("type", type);
  }

  private void add(String type, ObjectNode event, boolean token) {
    frames.add(Frame.event(type, event.put("sequence_number", frames.size()), token));
  }
}
