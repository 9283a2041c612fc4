package dev.athanor.proxy.exchange;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Payload;
import dev.athanor.json.Json;
import dev.athanor.json.Merkle;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Makes of bytes what is recorded of them.
 *
 * @param secrets which are left out
 * @param store where files go: content and media type
 */
public record Bodies(Secrets secrets, BiFunction<InputStream, String, Payload> store) {
  private static final int LARGEST_TEXT = 1 << 20;
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?",
      Pattern.CASE_INSENSITIVE);
  private static final String SAME_BOUNDARY = "athanor-boundary";

  /** The body of these bytes; without a compression. */
  public Body of(byte[] bytes, String mediaType) {
    if (bytes.length == 0) {
      return new Body.None();
    }
    Optional<JsonNode> json = json(bytes);
    if (json.isPresent()) {
      return new Body.Value(secrets.clean(json.get()));
    }
    Optional<String> text = bytes.length <= LARGEST_TEXT ? text(bytes) : Optional.empty();
    return text.<Body>map(found -> new Body.Text(secrets.clean(unbounded(found, mediaType))))
        .orElseGet(() -> file(bytes, mediaType));
  }

  /** The body of an answer. It is kept letter by letter: programs hand on what they get in the order they get it. */
  public Body answer(byte[] bytes, String mediaType) {
    if (bytes.length == 0) {
      return new Body.None();
    }
    Optional<String> text = bytes.length <= LARGEST_TEXT ? text(bytes) : Optional.empty();
    return text.<Body>map(found -> new Body.Text(secrets.clean(found)))
        .orElseGet(() -> file(bytes, mediaType));
  }

  private Body file(byte[] bytes, String mediaType) {
    String letters = new String(bytes, StandardCharsets.ISO_8859_1);
    String clean = secrets.clean(unbounded(letters, mediaType));
    byte[] kept = clean.equals(letters) ? bytes : clean.getBytes(StandardCharsets.ISO_8859_1);
    return new Body.File(store.apply(new ByteArrayInputStream(kept), plain(mediaType)));
  }

  /** The media type without what differs from one sending to the next. */
  static String plain(String mediaType) {
    return BOUNDARY.matcher(mediaType).replaceAll("boundary=" + SAME_BOUNDARY);
  }

  /** The boundary between the parts of a form is drawn anew each time; on record it is always the same. */
  private static String unbounded(String text, String mediaType) {
    Matcher boundary = BOUNDARY.matcher(mediaType);
    return boundary.find() ? text.replace(boundary.group(1), SAME_BOUNDARY) : text;
  }

  private static Optional<JsonNode> json(byte[] bytes) {
    int first = 0;
    while (first < bytes.length && bytes[first] <= ' ') {
      first++;
    }
    if (first == bytes.length || (bytes[first] != '{' && bytes[first] != '[')) {
      return Optional.empty();
    }
    try {
      JsonNode value = Json.parse(bytes);
      return same(value, Merkle.of(value).join()) ? Optional.of(value) : Optional.empty();
    } catch (AthanorException e) {
      return Optional.empty();
    }
  }

  /** Whether two values say the same; 1.0 and 1 do. */
  private static boolean same(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.isObject() && other.isObject()) {
      return one.size() == other.size() && one.properties().stream().allMatch(member -> {
        JsonNode found = other.get(member.getKey());
        return found != null && same(member.getValue(), found);
      });
    }
    if (one.isArray() && other.isArray() && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        if (!same(one.get(i), other.get(i))) {
          return false;
        }
      }
      return true;
    }
    return one.equals(other);
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The bytes of what is recorded; of a stream there are none here. */
  public static byte[] bytes(Body body, java.util.function.Function<Payload, InputStream> open) {
    return switch (body) {
      case Body.None _,Body.Stream _ -> new byte[0];
      case Body.Value(var value) -> value.toString().getBytes(StandardCharsets.UTF_8);
      case Body.Text(var text) -> text.getBytes(StandardCharsets.UTF_8);
      case Body.File(var file) -> {
        try (InputStream in = open.apply(file)) {
          yield in.readAllBytes();
        } catch (java.io.IOException e) {
          throw AthanorException.data("payload-unreadable", "a recorded file can't be read: " + e
              .getMessage(), e);
        }
      }
    };
  }

  /** The header of that name, or nothing. */
  public static String header(Map<String, String> headers, String name) {
    return headers.getOrDefault(name, "");
  }
}
