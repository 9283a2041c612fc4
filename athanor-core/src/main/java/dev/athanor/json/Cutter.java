package dev.athanor.json;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Writes canonical JSON and cuts parts off the end of what it has written; see {@link Merkle}. */
final class Cutter {
  private final Utf8Buffer out = new Utf8Buffer();
  private final Map<Hash, Merkle.Part> parts = new LinkedHashMap<>();
  private final Set<Hash> payloads = new LinkedHashSet<>();
  private int depth;

  /** What is left of the values once the parts were cut off. */
  byte[] written() {
    return out.copy(0);
  }

  /** Children before parents. */
  Collection<Merkle.Part> parts() {
    return parts.values();
  }

  /** The files that the values name. */
  Set<Hash> payloads() {
    return payloads;
  }

  void write(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT, ARRAY -> {
        depth = CanonicalJson.deeper(depth);
        writeContainer(value);
        depth--;
      }
      case STRING, NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO -> CanonicalJson.writeScalar(value, out);
    }
  }

  private void writeContainer(JsonNode value) {
    if (value.isObject()) {
      writeObject(value);
    } else {
      out.ascii('[');
      writeItems(value);
      out.ascii(']');
    }
  }

  private void writeObject(JsonNode object) {
    boolean payload = Merkle.isPayload(object);
    if (payload) {
      payloads.add(new Hash(object.get(Merkle.PAYLOAD).stringValue()));
    }
    out.ascii('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> member : CanonicalJson.sorted(object)) {
      out.ascii(separator);
      String name = member.getKey();
      out.name(name.startsWith("$") && !(payload && name.equals(Merkle.PAYLOAD)) ? "$" + name : name);
      out.ascii(':');
      writeChild(member.getValue());
      separator = ",";
    }
    out.ascii('}');
  }

  private void writeChild(JsonNode child) {
    int start = out.length();
    write(child);
    int smallest = child.isContainer() ? Merkle.SMALLEST_PART : Merkle.SMALLEST_TEXT;
    if (out.length() - start >= smallest && !Merkle.isPayload(child)) {
      cut(start, Merkle.PART, out.copy(start));
    }
  }

  /** The largest complete groups first, so that a group's place depends on nothing behind it. */
  private void writeItems(JsonNode array) {
    int from = 0;
    int size = 1;
    while (size <= array.size() / Merkle.GROUP) {
      size *= Merkle.GROUP;
    }
    for (; size >= 1; size /= Merkle.GROUP) {
      for (; from + size <= array.size(); from += size) {
        out.ascii(from > 0 ? "," : "");
        writeGroup(array, from, size);
      }
    }
  }

  private void writeGroup(JsonNode array, int from, int size) {
    if (size == 1) {
      writeChild(array.get(from));
      return;
    }
    int start = out.length();
    int step = size / Merkle.GROUP;
    for (int i = 0; i < Merkle.GROUP; i++) {
      out.ascii(i > 0 ? "," : "");
      writeGroup(array, from + i * step, step);
    }
    if (out.length() - start >= Merkle.SMALLEST_PART) {
      cut(start, Merkle.ITEMS, out.copyAsArray(start));
    }
  }

  private void cut(int start, String reference, byte[] content) {
    Merkle.Part part = Merkle.Part.of(content);
    parts.putIfAbsent(part.hash(), part);
    out.cutTo(start);
    out.ascii("{\"" + reference + "\":\"" + part.hash() + "\"}");
  }
}
