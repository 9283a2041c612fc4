package dev.athanor.prompt.template;

import com.github.jknack.handlebars.ValueResolver;
import dev.athanor.json.CanonicalJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the template engine knows it: maps, lists, text, numbers, truth values and null. */
final class Values {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Values() {}

  static @Nullable Object of(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> map((ObjectNode) json);
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>(json.size());
        json.forEach(each -> list.add(of(each)));
        yield list;
      }
      case STRING -> json.stringValue();
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> json.numberValue();
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  static Map<String, @Nullable Object> map(ObjectNode json) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    json.properties().forEach(member -> map.put(member.getKey(), of(member.getValue())));
    return map;
  }

  static JsonNode json(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Map<?, ?> map -> {
        ObjectNode object = NODES.objectNode();
        map.forEach((name, member) -> object.set(String.valueOf(name), json(member)));
        yield object;
      }
      case Iterable<?> list -> {
        ArrayNode array = NODES.arrayNode();
        list.forEach(each -> array.add(json(each)));
        yield array;
      }
      case Boolean truth -> NODES.booleanNode(truth);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Number number -> NODES.numberNode(new BigDecimal(text(number)));
      default -> NODES.stringNode(value.toString());
    };
  }

  /** How a value stands in text: lists with commas as in JavaScript, objects as JSON, null as nothing. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Iterable<?> list -> {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(text(each)));
        yield String.join(",", texts);
      }
      case Map<?, ?> map -> json(map).toString();
      case Double number -> CanonicalJson.text(NODES.numberNode(number));
      case Float number -> CanonicalJson.text(NODES.numberNode(number));
      default -> value.toString();
    };
  }

  /** Equality without conversion: 5 is 5.0, and neither is "5". */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number number && other instanceof Number another) {
      return new BigDecimal(number.toString()).compareTo(new BigDecimal(another.toString())) == 0;
    }
    return Objects.equals(one, other);
  }

  /**
   * Finds members of maps and the length of lists and texts; nothing else of a Java object is seen. One per rendering.
   */
  static final class Members implements ValueResolver {
    private final Map<String, Object> data;
    private @Nullable Object triedOn;
    private String tried = "";

    /** Knows the data apart: what is written with @. */
    Members(Map<String, Object> data) {
      this.data = data;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // an equal value elsewhere is not this one
    public @Nullable Object resolve(Object context, String name) {
      // For {{@name}} the engine asks for "@name" and then, of the same object, for "name": that is an answer only in the
      // data, since an input of that name is something else.
      if (context == triedOn && name.equals(tried)) {
        triedOn = null;
        return null;
      }
      Object found = member(context, name);
      boolean retried = found == null && name.startsWith("@") && context != data;
      triedOn = retried ? context : null;
      tried = retried ? name.substring(1) : "";
      return found;
    }

    private static @Nullable Object member(Object context, String name) {
      return switch (context) {
        case Map<?, ?> map when map.containsKey(name) -> map.get(name);
        case List<?> list when name.equals("length") -> list.size();
        case String text when name.equals("length") -> text.length();
        default -> null;
      };
    }

    @Override
    public @Nullable Object resolve(Object context) {
      return context instanceof Map ? context : null;
    }

    @Override
    public Set<Map.Entry<String, Object>> propertySet(Object context) {
      // Only the engine's own loop asks, and templates have ours.
      return Set.of();
    }
  }
}
