package dev.athanor.eval.scorer.kind;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.scorer.References;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a file says about one scorer.
 *
 * @param scorer the name of the scorer, for messages
 * @param json its settings by name
 */
public record Settings(String scorer, ObjectNode json) {
  /** Whether something is said. */
  public boolean has(String name) {
    return json.hasNonNull(name);
  }

  /** Yes or no. */
  public boolean flag(String name, boolean otherwise) {
    return value(name).map(value -> {
      if (!value.isBoolean()) {
        throw wrong(name, value, "true or false");
      }
      return value.booleanValue();
    }).orElse(otherwise);
  }

  /** A number in a range. */
  public double number(String name, double otherwise, double least, double most) {
    return optionalNumber(name, least, most).orElse(otherwise);
  }

  /** A number in a range, if it is given. */
  public Optional<Double> optionalNumber(String name, double least, double most) {
    return value(name).map(value -> {
      if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
        throw wrong(name, value, "a number" + range(least, most));
      }
      return value.doubleValue();
    });
  }

  private static String range(double least, double most) {
    if (most == Double.MAX_VALUE) {
      return least == -Double.MAX_VALUE ? "" : " of at least " + plain(least);
    }
    return " from " + plain(least) + " to " + plain(most);
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** A whole number of at least {@code least}. */
  public int whole(String name, int otherwise, int least) {
    return value(name).map(value -> {
      if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
        throw wrong(name, value, "a whole number of at least " + least);
      }
      return value.intValue();
    }).orElse(otherwise);
  }

  /** Text. */
  public Optional<String> text(String name) {
    return value(name).map(value -> {
      if (!value.isString()) {
        throw wrong(name, value, "text");
      }
      return value.stringValue();
    });
  }

  /** Text that must be given. */
  public String neededText(String name) {
    return text(name).orElseThrow(() -> missing(name, "text"));
  }

  /** Texts: one, or a list. */
  public List<String> texts(String name) {
    return value(name).map(value -> (value.isArray() ? value.valueStream() : List.of(value).stream())
        .map(References::text).toList()).orElse(List.of());
  }

  /** An object that must be given. */
  public ObjectNode neededObject(String name) {
    JsonNode value = value(name).orElseThrow(() -> missing(name, "an object"));
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw wrong(name, value, "an object");
  }

  /** One of the constants, by its name in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    List<E> all = Arrays.asList(otherwise.getDeclaringClass().getEnumConstants());
    return value(name)
        .map(value -> all.stream()
            .filter(each -> value.isString() && written(each).equals(value.stringValue()))
            .findFirst()
            .orElseThrow(() -> wrong(name, value, "one of " + all.stream().map(Settings::written)
                .collect(Collectors.joining(", ")))))
        .orElse(otherwise);
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Optional<JsonNode> value(String name) {
    return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
  }

  /** What is said of a setting can't be used. */
  public AthanorException wrong(String name, JsonNode value, String expected) {
    return AthanorException.user("scorer-setting", "the scorer " + scorer + " has " + name + ": " + value
        + "; expected " + expected);
  }

  private AthanorException missing(String name, String expected) {
    return AthanorException.user("scorer-setting", "the scorer " + scorer + " needs the setting " + name
        + ", which is missing; expected " + expected);
  }
}
