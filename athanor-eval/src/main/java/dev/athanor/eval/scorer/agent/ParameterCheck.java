package dev.athanor.eval.scorer.agent;

import dev.athanor.eval.scorer.json.JsonSame;
import dev.athanor.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One parameter against its accepted values. Types are Python's, as in the official checker: 5 is no float inside a list, but one where a
 * float is the parameter itself; and a value of another type than described is taken for a variable where the accepted values have that type.
 */
record ParameterCheck(String name, JsonNode description, List<JsonNode> accepted, boolean java) {
  private static final Pattern IGNORED = Pattern.compile("[ ,./\\-_*^]");
  private static final JsonSame SAME = new JsonSame(false);

  /** What types there are. */
  private enum Type {
    TEXT, INTEGER, FLOAT, BOOLEAN, LIST, OBJECT, NOTHING;

    static Type of(JsonNode value) {
      return switch (value.getNodeType()) {
        case STRING -> TEXT;
        case NUMBER -> value.isIntegralNumber() ? INTEGER : FLOAT;
        case BOOLEAN -> BOOLEAN;
        case ARRAY -> LIST;
        case OBJECT -> OBJECT;
        case NULL, MISSING, BINARY, POJO -> NOTHING;
      };
    }

    static Type named(String name) {
      return switch (name) {
        case "integer", "byte", "short", "long" -> INTEGER;
        case "float", "double" -> FLOAT;
        case "boolean" -> BOOLEAN;
        case "array", "tuple", "Array", "ArrayList", "Queue", "Stack" -> LIST;
        case "dict", "HashMap", "Hashtable" -> OBJECT;
        default -> TEXT;
      };
    }
  }

  /** Why the value is not accepted; empty if it is. */
  Optional<String> wrong(JsonNode written) {
    String type = description.path("type").asString("any");
    if (java && !written.isString()) {
      return Optional.of("wrong type of " + name + ": " + written + ", expected a Java expression in text");
    }
    String inner = description.path("items").path("type").asString("");
    JsonNode value = java ? JavaValue.of(written.stringValue(), type, inner)
        : type.equals("float") && written.isIntegralNumber() ? Json.MAPPER.valueToTree(written.doubleValue())
            : written;
    boolean nested = java ? type.equals("Array") || type.equals("ArrayList")
        : type.equals("array") || type.equals("tuple");
    Optional<Type> element = nested ? Optional.of(Type.named(inner)) : Optional.empty();
    boolean variable = firstType(accepted).filter(each -> each != Type.named(type)).isPresent();
    if (!fits(value, accepted, Type.named(type), element)) {
      if (Type.of(value) == Type.named(type)
          || firstType(accepted).filter(each -> each == Type.of(value)).isEmpty()) {
        return Optional.of("wrong type of " + name + ": " + value + ", expected " + type
            + element.map(each -> " of " + inner).orElse(""));
      }
      variable = true;
    }
    return accepts(value, Type.named(type), element, variable) ? Optional.empty()
        : Optional.of("wrong value of " + name + ": " + value + ", accepted are " + accepted);
  }

  private static boolean fits(JsonNode value, List<JsonNode> accepted, Type type, Optional<Type> element) {
    if (Type.of(value) != type) {
      return false;
    }
    return element.isEmpty() || accepted.stream().anyMatch(each -> !each.isArray() || value.valueStream()
        .allMatch(inside -> Type.of(inside) == element.get() || firstType(each.valueStream().toList())
            .filter(found -> found == Type.of(inside)).isPresent()));
  }

  private static Optional<Type> firstType(List<JsonNode> values) {
    return values.stream().filter(each -> !CallCheck.leftOut(each)).findFirst().map(Type::of);
  }

  private boolean accepts(JsonNode value, Type type, Optional<Type> element, boolean variable) {
    if (variable) {
      return accepted.stream().anyMatch(each -> SAME.test(value, each));
    }
    return accepted.stream().anyMatch(each -> switch (type) {
      case OBJECT -> acceptsObject(value, each);
      case LIST -> element.filter(Type.OBJECT::equals).isPresent() ? acceptsObjects(value, each)
          : SAME.test(plain(value), plain(each));
      case TEXT -> each.isString() && SAME.test(plain(value), plain(each));
      case INTEGER, FLOAT, BOOLEAN, NOTHING -> SAME.test(value, each);
    });
  }

  private static boolean acceptsObjects(JsonNode values, JsonNode objects) {
    if (!objects.isArray() || values.size() != objects.size()) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!acceptsObject(values.path(i), objects.path(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean acceptsObject(JsonNode value, JsonNode object) {
    if (!(object instanceof ObjectNode byName) || !value.isObject()) {
      return false;
    }
    return value.properties().stream().allMatch(each -> options(byName.path(each.getKey())).stream()
        .anyMatch(option -> SAME.test(plain(each.getValue()), plain(option))))
        && byName.properties().stream().allMatch(each -> value.has(each.getKey())
            || options(each.getValue()).stream().anyMatch(CallCheck::leftOut));
  }

  /** Of a member, its accepted values; a value that is no list accepts itself. */
  private static List<JsonNode> options(JsonNode values) {
    return values.isMissingNode() ? List.of()
        : values.isArray() ? values.valueStream().toList() : List.of(values);
  }

  /** Texts, also those in a list, without blanks and , . / - _ * ^ in lower case, with double quotes. */
  private static JsonNode plain(JsonNode value) {
    if (value.isString()) {
      return Json.MAPPER
          .valueToTree(IGNORED.matcher(value.stringValue()).replaceAll("").toLowerCase(Locale.ROOT)
              .replace('\'', '"'));
    }
    if (value.isArray()) {
      var array = Json.MAPPER.createArrayNode();
      value.forEach(each -> array.add(each.isString() ? plain(each) : each));
      return array;
    }
    return value;
  }
}
