package dev.athanor.journal;

import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.json.Merkle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A recorded value: its hash, and its root bytes where they are small enough to stand in the entry itself.
 *
 * @param hash of the whole value ({@link Merkle})
 * @param inline the root's canonical JSON, if at most {@value #LARGEST_INLINE} bytes; otherwise it is a part
 */
public record Content(Hash hash, Optional<String> inline) {
  /** Up to this many bytes a root stands in its entry. */
  public static final int LARGEST_INLINE = 512;

  /** The content of a value that was cut. */
  public static Content of(Merkle value) {
    return new Content(value.hash(), value.root().length <= LARGEST_INLINE
        ? Optional.of(new String(value.root(), StandardCharsets.UTF_8))
        : Optional.empty());
  }

  /** The value itself; parts are fetched by hash. */
  public JsonNode value(Function<Hash, byte[]> parts) {
    if (inline.isPresent()) {
      byte[] root = inline.get().getBytes(StandardCharsets.UTF_8);
      return Merkle.join(root, parts);
    }
    return Merkle.join(parts.apply(hash), parts);
  }

  /** A short form for people. */
  public String brief() {
    return inline.map(text -> Json.abbreviate(text, 120)).orElse(hash.brief());
  }
}
