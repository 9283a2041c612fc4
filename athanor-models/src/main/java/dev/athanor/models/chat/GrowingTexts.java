package dev.athanor.models.chat;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Texts of a tree that come piece by piece: appended to, and not copied with each piece. Until they are settled, the tree has
 * their first piece. Used by one thread.
 */
public final class GrowingTexts {
  private final IdentityHashMap<ObjectNode, Map<String, Growing>> growing = new IdentityHashMap<>();

  private record Growing(JsonNode first, StringBuilder text) {
    @SuppressWarnings("ReferenceEquality") // another node with the same text is another text
    boolean stands(ObjectNode holder, String name) {
      return holder.get(name) == first;
    }
  }

  /** Appends to the text of a member; begins it if there is none. */
  public void append(ObjectNode holder, String name, String more) {
    JsonNode there = holder.path(name);
    if (!there.isString()) {
      holder.put(name, more);
      return;
    }
    Map<String, Growing> texts = growing.computeIfAbsent(holder, _ -> new HashMap<>());
    Growing text = texts.get(name);
    if (text == null || !text.stands(holder, name)) {
      text = new Growing(there, new StringBuilder(there.stringValue()));
      texts.put(name, text);
    }
    text.text.append(more);
  }

  /** Puts them into the tree. */
  public void settle() {
    growing.forEach((holder, texts) -> texts.forEach((name, text) -> {
      if (text.stands(holder, name)) {
        holder.put(name, text.text.toString());
      }
    }));
    growing.clear();
  }
}
