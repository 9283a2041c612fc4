package dev.athanor.langchain4j;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.langchain4j.model.output.TokenUsage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * LangChain4j's open-ended values as JSON and back: what stands in attributes and metadata, and its own immutable types, which
 * all are made by a builder whose methods have the names of the accessors. A value is taken only if what comes back says the
 * same. No class but LangChain4j's own is ever made from a record.
 */
final class Values {
  private static final String TYPE = "@type";
  private static final String VALUE = "value";
  private static final String INPUT = "inputTokenCount";
  private static final String OUTPUT = "outputTokenCount";
  private static final String TOTAL = "totalTokenCount";
  private static final String LANGCHAIN4J = "dev.langchain4j.";
  /** Belong to one connection: headers with cookies, and the body that the response is made from. */
  private static final Set<String> LEFT_OUT = Set.of("rawHttpResponse", "rawServerSentEvents");

  private Values() {}

  /** The value as JSON, if it can be brought back. */
  static Optional<JsonNode> encoded(@Nullable Object value) {
    try {
      JsonNode json = encode(value);
      return encode(decode(json)).equals(json) ? Optional.of(json) : Optional.empty();
    } catch (AthanorException e) {
      return Optional.empty();
    }
  }

  /** The value as JSON to be read, not to be brought back. */
  static JsonNode shown(@Nullable Object value) {
    try {
      return encode(value);
    } catch (AthanorException e) {
      return Json.MAPPER.getNodeFactory()
          .stringNode("a " + Objects.requireNonNull(value).getClass().getName());
    }
  }

  private static JsonNode encode(@Nullable Object value) {
    var nodes = Json.MAPPER.getNodeFactory();
    return switch (value) {
      case null -> nodes.nullNode();
      case String text -> nodes.stringNode(text);
      case Boolean flag -> nodes.booleanNode(flag);
      case Integer number -> nodes.numberNode(number);
      case Long number -> tagged("long", number.toString());
      case Double number -> tagged("double", number.toString());
      case Float number -> tagged("float", number.toString());
      case UUID id -> tagged("uuid", id.toString());
      case List<?> list -> {
        var array = nodes.arrayNode();
        list.forEach(each -> array.add(encode(each)));
        yield array;
      }
      case Map<?, ?> map -> encodeMap(map);
      case TokenUsage usage when usage.getClass() == TokenUsage.class -> encodeCounts(usage);
      case Enum<?> constant -> tagged(langChain4j(constant.getDeclaringClass()).getName(), constant.name());
      default -> encodeBuilt(value);
    };
  }

  private static ObjectNode tagged(String type, String value) {
    return Json.object().put(TYPE, type).put(VALUE, value);
  }

  /** The one type without a builder. */
  private static JsonNode encodeCounts(TokenUsage usage) {
    ObjectNode object = Json.object().put(TYPE, TokenUsage.class.getName());
    object.set(INPUT, encode(usage.inputTokenCount()));
    object.set(OUTPUT, encode(usage.outputTokenCount()));
    return object.set(TOTAL, encode(usage.totalTokenCount()));
  }

  private static TokenUsage decodeCounts(JsonNode json) {
    return new TokenUsage((Integer) decode(json.required(INPUT)), (Integer) decode(json.required(OUTPUT)),
        (Integer) decode(json.required(TOTAL)));
  }

  private static JsonNode encodeMap(Map<?, ?> map) {
    ObjectNode object = Json.object();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key) || key.equals(TYPE)) {
        throw unencodable("a map with the key " + entry.getKey());
      }
      object.set(key, encode(entry.getValue()));
    }
    return object;
  }

  private static Class<?> langChain4j(Class<?> type) {
    if (!type.getName().startsWith(LANGCHAIN4J)) {
      throw unencodable(type.getName());
    }
    return type;
  }

  private static AthanorException unencodable(String what) {
    return AthanorException.data("value-unencodable",
        what + " can't be recorded so that it comes back: expected"
            + " text, numbers, lists, maps by text, and LangChain4j's own types that have a builder");
  }

  private static JsonNode encodeBuilt(Object value) {
    Class<?> type = langChain4j(value.getClass());
    ObjectNode object = Json.object().put(TYPE, type.getName());
    try {
      fields(type).forEach((name, accessor) -> {
        Object field = call(accessor, value);
        if (field != null && !LEFT_OUT.contains(name)) {
          object.set(name, encode(field));
        }
      });
    } catch (ReflectiveOperationException e) {
      throw unencodable("a " + type.getName());
    }
    return object;
  }

  /** What the builder of a type takes and an instance of it tells, by name. */
  private static Map<String, Method> fields(Class<?> type) throws NoSuchMethodException {
    Class<?> builder = type.getMethod("builder").getReturnType();
    Map<String, Method> fields = new TreeMap<>();
    for (Method accessor : type.getMethods()) {
      boolean tells = accessor.getParameterCount() == 0 && !Modifier.isStatic(accessor.getModifiers());
      if (tells && setters(builder, accessor.getName()).findAny().isPresent()) {
        fields.put(accessor.getName(), accessor);
      }
    }
    if (fields.isEmpty()) {
      throw new NoSuchMethodException("no accessor of " + type + " has the name of a method of its builder");
    }
    return fields;
  }

  private static java.util.stream.Stream<Method> setters(Class<?> builder, String name) {
    return Arrays.stream(builder.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class && method.getName().equals(name)
            && method.getParameterCount() == 1
            && !method.isVarArgs());
  }

  static @Nullable Object decode(JsonNode json) {
    if (json.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      json.forEach(each -> list.add(decode(each)));
      return list;
    }
    if (json.isObject()) {
      return json.has(TYPE) ? decodeTagged(json) : decodeMap(json);
    }
    if (json.isNumber()) {
      return json.intValue();
    }
    return json.isNull() ? null : json.isBoolean() ? json.booleanValue() : json.stringValue();
  }

  /** What was encoded as a map. */
  @SuppressWarnings("unchecked") // this is how it was written
  static Map<String, Object> map(JsonNode json) {
    return decode(json) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static Map<String, @Nullable Object> decodeMap(JsonNode json) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    json.forEachEntry((key, value) -> map.put(key, decode(value)));
    return map;
  }

  private static Object decodeTagged(JsonNode json) {
    String type = json.required(TYPE).stringValue();
    String value = json.path(VALUE).stringValue("");
    return switch (type) {
      case "long" -> Long.valueOf(value);
      case "double" -> Double.valueOf(value);
      case "float" -> Float.valueOf(value);
      case "uuid" -> UUID.fromString(value);
      default -> decodeTyped(type, json);
    };
  }

  private static Object decodeTyped(String name, JsonNode json) {
    try {
      if (!name.startsWith(LANGCHAIN4J)) {
        throw unencodable(name);
      }
      Class<?> type = Loading.named(name);
      if (type == TokenUsage.class) {
        return decodeCounts(json);
      }
      return type.isEnum() ? constant(type, json.required(VALUE).stringValue()) : built(type, json);
    } catch (ReflectiveOperationException e) {
      throw AthanorException.data("value-type", "the record has a value of " + name
          + ", which can't be made here; have the library on the class path that it was recorded with", e);
    }
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants()).filter(each -> ((Enum<?>) each).name().equals(name))
        .findFirst()
        .orElseThrow(() -> unencodable(type.getName() + "." + name));
  }

  private static Object built(Class<?> type, JsonNode json) throws ReflectiveOperationException {
    Object builder = call(type.getMethod("builder"), null);
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!field.getKey().equals(TYPE)) {
        Object value = decode(field.getValue());
        Method setter =
            setters(builder.getClass(), field.getKey()).filter(each -> takes(each, value)).findFirst()
                .orElseThrow(() -> new NoSuchMethodException(type + " builder " + field.getKey()));
        Object _ = setter.invoke(builder, value);
      }
    }
    return call(builder.getClass().getMethod("build"), builder);
  }

  private static boolean takes(Method setter, @Nullable Object value) {
    Class<?> parameter =
        java.lang.invoke.MethodType.methodType(setter.getParameterTypes()[0]).wrap().returnType();
    return value == null || parameter.isInstance(value);
  }

  /** Calls a public method of a public type. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // an accessor may answer with null
  private static Object call(Method method, @Nullable Object target) {
    try {
      return method.invoke(target);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw unencodable("what " + method + " answers");
    }
  }
}
