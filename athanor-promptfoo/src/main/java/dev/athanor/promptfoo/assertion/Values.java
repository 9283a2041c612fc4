package dev.athanor.promptfoo.assertion;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.promptfoo.template.Script;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The values of assertions, in the forms that their types want. */
final class Values {
  private Values() {}

  static AthanorException wrong(One assertion, String expected) {
    return AthanorException.user("assertion-value", assertion.written() + " has "
        + assertion.value().map(value -> "the value " + Json.abbreviate(value.toString(), 80))
            .orElse("no value")
        + "; expected " + expected);
  }

  static String text(One assertion) {
    return assertion.value().filter(JsonNode::isString).map(JsonNode::stringValue)
        .orElseThrow(() -> wrong(assertion, "text"));
  }

  /** Text or a number, as text. */
  static String words(One assertion) {
    return assertion.value().filter(value -> value.isString() || value.isNumber()).map(Script::text)
        .orElseThrow(() -> wrong(assertion, "text or a number"));
  }

  /** One text or several. */
  static List<String> texts(One assertion) {
    JsonNode value = assertion.value().orElseThrow(() -> wrong(assertion, "text or a list of texts"));
    if (value.isString()) {
      return List.of(value.stringValue());
    }
    if (value.isArray() && value.valueStream().allMatch(JsonNode::isString)) {
      return value.valueStream().map(JsonNode::stringValue).toList();
    }
    throw wrong(assertion, "text or a list of texts");
  }

  /** A list, or text that has its items between commas, with those in double quotes that have a comma. */
  static List<String> items(One assertion) {
    JsonNode value = assertion.value().orElseThrow(() -> wrong(assertion, "a list"));
    if (value.isArray()) {
      return value.valueStream().map(Script::text).toList();
    }
    if (value.isString() && !value.stringValue().isEmpty()) {
      return new Items(assertion, value.stringValue()).read();
    }
    throw wrong(assertion, "a list, or items between commas");
  }

  static double threshold(One assertion) {
    return assertion.threshold().orElseThrow(() -> AthanorException.user("assertion-value",
        assertion.written() + " has no threshold; expected one as a number under threshold"));
  }

  /** Items between commas. For one use. */
  private static final class Items {
    private final One assertion;
    private final String text;
    private int place;

    Items(One assertion, String text) {
      this.assertion = assertion;
      this.text = text;
    }

    List<String> read() {
      List<String> items = new ArrayList<>();
      skip();
      while (place < text.length()) {
        items.add(text.charAt(place) == '"' ? quoted() : plain());
        skip();
      }
      return items;
    }

    private void skip() {
      while (place < text.length() && (text.charAt(place) == ',' || Character.isWhitespace(text.charAt(
          place)))) {
        place++;
      }
    }

    private String plain() {
      int comma = text.indexOf(',', place);
      int end = comma < 0 ? text.length() : comma;
      String item = text.substring(place, end).strip();
      place = end;
      return item;
    }

    private String quoted() {
      StringBuilder item = new StringBuilder();
      for (int i = place + 1; i < text.length(); i++) {
        char each = text.charAt(i);
        boolean escapes = i + 1 < text.length() && ((each == '\\' && "\"\\".indexOf(text.charAt(i + 1)) >= 0)
            || (each == '"' && text.charAt(i + 1) == '"'));
        if (escapes) {
          i++;
          item.append(text.charAt(i));
        } else if (each == '"') {
          place = i + 1;
          return ended(item);
        } else {
          item.append(each);
        }
      }
      throw wrong(assertion, "an end to each item in quotes");
    }

    private String ended(StringBuilder item) {
      String rest = text.substring(place).stripLeading();
      if (!rest.isEmpty() && !rest.startsWith(",")) {
        throw wrong(assertion, "a comma after each item in quotes");
      }
      return item.toString();
    }
  }
}
