package dev.athanor.json;

import dev.athanor.error.AthanorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON value cut into parts, each known by its hash, so that what many values share is stored once. The thirtieth
 * request of a conversation shares its first twenty-nine messages with the request before it.
 *
 * <p>An object or array inside the value whose canonical form has {@value #SMALLEST_PART} bytes or more is a part, and
 * so is a string of {@value #SMALLEST_TEXT} or more; where it stood, {@code {"$part":"<hash>"}} stands. So are the items of
 * an array in groups of {@value #GROUP}, these in groups of {@value #GROUP}, and so on: where a group stood,
 * {@code {"$items":"<hash>"}} stands, so that an array that only grows is not written again from its beginning. A member
 * name that begins with {@code $} gets one more, so that no data can be taken for a reference. The hash of the root's bytes
 * is the hash of the whole value: equal hashes, equal values.
 *
 * @param hash of the whole value
 * @param root the root's canonical bytes, with references
 * @param parts the other parts, children before parents
 * @param payloads the files that the value names (each an object with {@code $payload})
 */
@SuppressWarnings("ArrayRecordComponent") // equal by hash; the bytes are never changed
public record Merkle(Hash hash, byte[] root, List<Part> parts, Set<Hash> payloads) {
  static final int SMALLEST_PART = 256;
  static final int SMALLEST_TEXT = 1024;
  static final int GROUP = 4;
  static final String PART = "$part";
  static final String ITEMS = "$items";
  static final String PAYLOAD = "$payload";

  /**
   * One part.
   *
   * @param hash of the content
   * @param content canonical JSON in UTF-8, with references to other parts
   */
  @SuppressWarnings("ArrayRecordComponent") // equal by hash; the bytes are never changed
  public record Part(Hash hash, byte[] content) {
    /** The part with this content. */
    public static Part of(byte[] content) {
      return new Part(Hash.of(content), content);
    }
  }

  /** Cuts a value. */
  public static Merkle of(JsonNode value) {
    Cutter cutter = new Cutter();
    cutter.write(value);
    byte[] root = cutter.written();
    return new Merkle(Hash.of(root), root, List.copyOf(cutter.parts()), cutter.payloads());
  }

  /**
   * Puts a value together again.
   *
   * @param root the root's bytes
   * @param parts gives a part's bytes by its hash; throws where it has none
   */
  public static JsonNode join(byte[] root, Function<Hash, byte[]> parts) {
    return resolve(Json.parse(root), parts);
  }

  /** Names the parts and payloads that a part names directly. */
  public static void visit(JsonNode part, Consumer<Hash> parts, Consumer<JsonNode> payloads) {
    JsonNode reference = part.has(PART) ? part.get(PART) : part.get(ITEMS);
    if (reference != null) {
      parts.accept(new Hash(reference.stringValue()));
    } else {
      if (isPayload(part)) {
        payloads.accept(part);
      }
      part.forEach(child -> visit(child, parts, payloads));
    }
  }

  static boolean isPayload(JsonNode node) {
    JsonNode reference = node.get(PAYLOAD);
    return reference != null && reference.isString() && Hash.isHash(reference.stringValue());
  }

  private static JsonNode resolve(JsonNode node, Function<Hash, byte[]> parts) {
    if (node instanceof ArrayNode array) {
      ArrayNode whole = array.arrayNode(array.size());
      addItems(array, whole, parts);
      return whole;
    }
    if (node.isIntegralNumber() && !node.isInt() && !CanonicalJson.exact(node.bigIntegerValue())) {
      // Such an integer is written as text: digits without quotes are those of a double.
      return DoubleNode.valueOf(node.doubleValue());
    }
    return node instanceof ObjectNode object ? resolveObject(object, parts) : node;
  }

  private static void addItems(JsonNode items, ArrayNode whole, Function<Hash, byte[]> parts) {
    for (JsonNode item : items) {
      JsonNode group = item.get(ITEMS);
      if (group == null) {
        whole.add(resolve(item, parts));
      } else {
        addItems(Json.parse(parts.apply(new Hash(group.stringValue()))), whole, parts);
      }
    }
  }

  private static JsonNode resolveObject(ObjectNode object, Function<Hash, byte[]> parts) {
    JsonNode reference = object.get(PART);
    if (reference != null) {
      return resolve(Json.parse(parts.apply(new Hash(reference.stringValue()))), parts);
    }
    boolean escaped = false;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      member.setValue(resolve(member.getValue(), parts));
      escaped |= member.getKey().startsWith("$$");
    }
    return escaped ? unescape(object) : object;
  }

  private static ObjectNode unescape(ObjectNode object) {
    ObjectNode plain = Json.object();
    object.properties().forEach(member -> plain.set(
        member.getKey().startsWith("$$") ? member.getKey().substring(1) : member.getKey(), member
            .getValue()));
    return plain;
  }

  /** The whole value of these parts. */
  public JsonNode join() {
    Map<Hash, byte[]> known = new LinkedHashMap<>();
    parts.forEach(part -> known.put(part.hash(), part.content()));
    return join(root, hash -> {
      byte[] content = known.get(hash);
      if (content == null) {
        throw AthanorException.data("part-missing", "part " + hash.brief() + " is missing");
      }
      return content;
    });
  }
}
