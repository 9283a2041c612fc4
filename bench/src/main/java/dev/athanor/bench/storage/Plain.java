package dev.athanor.bench.storage;

import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Hash;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import tools.jackson.databind.JsonNode;

/** The two plain ways to keep requests and answers: as they are, and each deflated as one blob, equal ones once. */
final class Plain {
  private final Map<Hash, Integer> blobs = new HashMap<>();
  private long raw;

  /** Keeps a value. */
  void keep(JsonNode value) {
    byte[] json = CanonicalJson.bytes(value);
    raw += json.length;
    blobs.computeIfAbsent(Hash.of(json), _ -> deflated(json));
  }

  private static int deflated(byte[] bytes) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] buffer = new byte[bytes.length + 64];
      return deflater.deflate(buffer);
    }
  }

  /** How many bytes all values have. */
  long raw() {
    return raw;
  }

  /** How many bytes the distinct values have, each deflated. */
  long deflated() {
    return blobs.values().stream().mapToLong(Integer::longValue).sum();
  }
}
