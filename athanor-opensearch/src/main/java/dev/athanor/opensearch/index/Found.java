package dev.athanor.opensearch.index;

import dev.athanor.knowledge.chunk.ChunkId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chunk that a search found, with what its scores are computed from.
 *
 * @param number in the index
 * @param id of the chunk
 * @param found what the search thought it worth
 * @param fields what OpenSearch says of it
 */
record Found(int number, ChunkId id, double found, JsonNode fields) {
  /** Adds to a search what is to be given of each chunk. */
  static ObjectNode asked(ObjectNode search, boolean words, boolean vector) {
    var fields = search.putArray("docvalue_fields").add(Layout.NUMBER).add(Layout.CHUNK).add(Layout.PLACE);
    if (words) {
      fields.add(Layout.SAID);
    }
    if (vector) {
      fields.add(Layout.BYTES);
    }
    return search;
  }

  static List<Found> in(JsonNode reply) {
    return reply.path("hits").path("hits").valueStream().map(Found::of).toList();
  }

  private static Found of(JsonNode hit) {
    JsonNode fields = hit.path("fields");
    return new Found(fields.path(Layout.NUMBER).path(0).asInt(),
        new ChunkId(fields.path(Layout.CHUNK).path(0).stringValue()), hit.path("_score").asDouble(0), fields);
  }

  /** Its words, with blanks between them. */
  String said() {
    return new String(bytes(Layout.SAID), StandardCharsets.UTF_8);
  }

  Place place() {
    return Place.decode(Place.CODEC, fields.path(Layout.PLACE).path(0).asString(""));
  }

  /** The cosine: added up in one fixed order in double precision, whichever node and copy has answered. */
  double cosine(float[] vector) {
    ByteBuffer own = ByteBuffer.wrap(bytes(Layout.BYTES));
    double sum = 0;
    for (float each : vector) {
      sum += (double) each * own.getFloat();
    }
    return sum;
  }

  private byte[] bytes(String field) {
    return Base64.getDecoder().decode(fields.path(field).path(0).asString(""));
  }
}
