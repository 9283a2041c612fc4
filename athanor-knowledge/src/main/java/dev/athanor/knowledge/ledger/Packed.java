package dev.athanor.knowledge.ledger;

import dev.athanor.document.Attributes;
import dev.athanor.document.Readers;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** How values that are no columns of their own are written into one. */
final class Packed {

  private static final int BUFFER = 16_384;

  private Packed() {
  }

  static byte[] vector(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  static float[] vector(byte[] bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  static byte[] text(String text) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
      deflater.finish();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER];
      while (!deflater.finished()) {
        bytes.write(buffer, 0, deflater.deflate(buffer));
      }
      return bytes.toByteArray();
    } finally {
      deflater.end();
    }
  }

  static String text(byte[] deflated) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(deflated);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER];
      while (!inflater.finished()) {
        int read = inflater.inflate(buffer);
        if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new DataFormatException("it ends too early");
        }
        bytes.write(buffer, 0, read);
      }
      return bytes.toString(StandardCharsets.UTF_8);
    } catch (DataFormatException e) {
      throw AthanorException.data("ledger-corrupt", "the ledger has a text that cannot be read ("
          + e.getMessage()
          + "); move the folder of the knowledge store away and sync again, which reads and embeds every document anew",
          e);
    } finally {
      inflater.end();
    }
  }

  static String json(Object value) {
    return Json.MAPPER.writeValueAsString(value);
  }

  static List<String> list(String json) {
    return Json.MAPPER.readValue(json, new TypeReference<List<String>>() {
    });
  }

  static Map<String, String> map(String json) {
    return Json.MAPPER.readValue(json, new TypeReference<Map<String, String>>() {
    });
  }

  static Map<String, Integer> counts(String json) {
    return Json.MAPPER.readValue(json, new TypeReference<Map<String, Integer>>() {
    });
  }

  /** Documents that were recorded before attributes were have none. */
  static Attributes attributes(@Nullable String json) {
    return json == null ? Attributes.NONE : Json.MAPPER.readValue(json, Attributes.class);
  }

  /** Documents that were recorded before readers were are for everyone. */
  static Readers readers(@Nullable String json) {
    return json == null ? Readers.EVERYONE : new Readers(Set.copyOf(list(json)));
  }
}
