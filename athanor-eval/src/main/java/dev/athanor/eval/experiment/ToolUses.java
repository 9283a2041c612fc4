package dev.athanor.eval.experiment;

import dev.athanor.eval.scorer.ToolUse;
import dev.athanor.model.Message;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of tools in conversations with their results, each once, however often a conversation is sent again as it grows. A result belongs to the
 * call whose id it has; OpenAI's have no name. Calls without an id are numbered, and their results belong to them in order. For one use.
 */
final class ToolUses {
  private final Map<String, ToolUse> uses = new LinkedHashMap<>();
  private final List<List<Message>> conversations = new ArrayList<>();

  /** All of them, in the order of their calls. */
  List<ToolUse> all() {
    return List.copyOf(uses.values());
  }

  /** Goes through a conversation from its beginning. */
  void read(List<Message> conversation) {
    Reading reading = new Reading(number(conversation));
    conversation.forEach(message -> message.parts().forEach(reading::read));
  }

  /** One that goes on where another one was is the same one. */
  private int number(List<Message> conversation) {
    for (int i = conversations.size() - 1; i >= 0; i--) {
      List<Message> known = conversations.get(i);
      if (known.size() <= conversation.size() && conversation.subList(0, known.size()).equals(known)) {
        conversations.set(i, conversation);
        return i;
      }
    }
    conversations.add(conversation);
    return conversations.size() - 1;
  }

  /** A call whose result has not come yet. */
  private record Open(String key, String id, String name) {
    boolean takes(Part.ToolResult result) {
      return id.equals(result.id())
          && (!id.isEmpty() || result.name().isEmpty() || result.name().equals(name));
    }
  }

  /** One way through a conversation. */
  private final class Reading {
    private final int conversation;
    private final Map<String, Integer> calls = new HashMap<>();
    private final List<Open> open = new ArrayList<>();

    Reading(int conversation) {
      this.conversation = conversation;
    }

    void read(Part part) {
      switch (part) {
        case Part.ToolCall(String id, String name, String arguments) -> {
          int times = calls.merge(id, 1, Integer::sum);
          String key = (id.isEmpty() ? "\n" + conversation : id) + "\n" + times;
          uses.putIfAbsent(key, new ToolUse(name, arguments, Optional.empty(), false));
          open.add(new Open(key, id, name));
        }
        case Part.ToolResult result -> open.stream().filter(call -> call.takes(result)).findFirst()
            .ifPresent(call -> answered(call, result));
        case Part.Text _,Part.Stored _,Part.Linked _,Part.Reasoning _,Part.Raw _ -> {
        }
      }
    }

    private void answered(Open call, Part.ToolResult result) {
      open.remove(call);
      String text = new Message(Role.TOOL, result.content()).text();
      uses.computeIfPresent(call.key(),
          (_, use) -> new ToolUse(use.name(), use.arguments(), Optional.of(text), result.failed()));
    }
  }
}
