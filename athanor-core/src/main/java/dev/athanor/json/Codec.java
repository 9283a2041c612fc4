package dev.athanor.json;

import dev.athanor.error.AthanorException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/**
 * Turns values of one type into JSON and back. What is recorded is the JSON; what a program gets is always the decoded
 * JSON, so that live and replay see the same value.
 *
 * @param <T> the type
 */
public interface Codec<T> {
  /** JSON itself. */
  Codec<JsonNode> JSON = new Codec<>() {
    @Override
    public JsonNode encode(JsonNode value) {
      return value;
    }

    @Override
    public JsonNode decode(JsonNode json) {
      return json;
    }
  };

  /** Text. */
  Codec<String> TEXT = of(String.class);

  /** The value as JSON. */
  JsonNode encode(T value);

  /** The value that this JSON stands for. */
  T decode(JsonNode json);

  /** A codec for a record, an enum or a simple type. */
  static <T> Codec<T> of(Class<T> type) {
    return ofType(Json.MAPPER.constructType(type));
  }

  /** A codec for a generic type, such as {@code new TypeReference<Map<String, Hit>>() {}}. */
  static <T> Codec<T> of(TypeReference<T> type) {
    return ofType(Json.MAPPER.constructType(type.getType()));
  }

  /** A codec for lists of what this one reads and writes. */
  default Codec<List<T>> list() {
    Codec<T> element = this;
    return new Codec<>() {
      @Override
      public JsonNode encode(List<T> value) {
        var array = Json.MAPPER.createArrayNode();
        value.forEach(each -> array.add(element.encode(each)));
        return array;
      }

      @Override
      public List<T> decode(JsonNode json) {
        return json.valueStream().map(element::decode).toList();
      }
    };
  }

  private static <T> Codec<T> ofType(JavaType type) {
    var reader = Json.MAPPER.readerFor(type);
    return new Codec<>() {
      @Override
      public JsonNode encode(T value) {
        return Json.MAPPER.valueToTree(value);
      }

      @Override
      public T decode(JsonNode json) {
        try {
          return reader.readValue(json);
        } catch (JacksonException e) {
          throw AthanorException.data("json-mismatch", "this JSON is no " + type.getRawClass().getSimpleName()
              + ": "
              + e.getOriginalMessage() + "; it is " + Json.abbreviate(json.toString(), 200), e);
        }
      }
    };
  }
}
