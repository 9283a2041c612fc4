package dev.athanor.json;

import dev.athanor.error.AthanorException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The canonical bytes of a JSON value: RFC 8785 (JSON Canonicalization Scheme). Members are sorted by the UTF-16 units of
 * their names, numbers are written as ECMAScript does, there is no white space. Two things go beyond the RFC: a
 * decimal or an integer beyond 2^53, which a double can't hold, travels as a string; an unpaired surrogate, which a
 * model may well produce, is kept as an escape (in a member's name, where nothing would read it back, it is refused).
 * What is nested more than {@value #DEEPEST} deep is refused too.
 */
public final class CanonicalJson {
  /** How deep a value may be nested: deeper, a thread with a stack of 1 MB may not reach the end of it. */
  static final int DEEPEST = 250;
  private static final long EXACT = 1L << 53;

  private CanonicalJson() {}

  /** The canonical form in UTF-8. */
  public static byte[] bytes(JsonNode value) {
    Utf8Buffer out = new Utf8Buffer();
    write(value, out, 0);
    return out.copy(0);
  }

  /** The canonical form as text. */
  public static String text(JsonNode value) {
    return new String(bytes(value), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void write(JsonNode value, Utf8Buffer out, int depth) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(value, out, deeper(depth));
      case ARRAY -> writeArray(value, out, deeper(depth));
      case STRING, NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO -> writeScalar(value, out);
    }
  }

  /** One level more, if that is allowed. */
  static int deeper(int depth) {
    if (depth == DEEPEST) {
      throw AthanorException.data("json-depth", "the value is nested more than " + DEEPEST
          + " deep: flatten it, or send the inner part as text");
    }
    return depth + 1;
  }

  private static void writeObject(JsonNode object, Utf8Buffer out, int depth) {
    out.ascii('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> member : sorted(object)) {
      out.ascii(separator);
      out.name(member.getKey());
      out.ascii(':');
      write(member.getValue(), out, depth);
      separator = ",";
    }
    out.ascii('}');
  }

  private static void writeArray(JsonNode array, Utf8Buffer out, int depth) {
    out.ascii('[');
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        out.ascii(',');
      }
      write(array.get(i), out, depth);
    }
    out.ascii(']');
  }

  /** The members in canonical order. */
  static List<Map.Entry<String, JsonNode>> sorted(JsonNode object) {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
    members.sort(Map.Entry.comparingByKey());
    return members;
  }

  /** Writes a value that is neither object nor array. */
  static void writeScalar(JsonNode value, Utf8Buffer out) {
    switch (value.getNodeType()) {
      case STRING -> out.quoted(value.stringValue());
      case BINARY, POJO -> out.quoted(value.asString());
      case BOOLEAN -> out.ascii(value.booleanValue() ? "true" : "false");
      case NULL, MISSING -> out.ascii("null");
      case NUMBER -> writeNumber(value, out);
      case OBJECT, ARRAY -> throw new IllegalArgumentException("not a scalar: " + value.getNodeType());
    }
  }

  private static void writeNumber(JsonNode number, Utf8Buffer out) {
    if (number.isBigDecimal()) {
      out.quoted(number.decimalValue().toPlainString());
    } else if (number.isIntegralNumber()) {
      BigInteger integer = number.bigIntegerValue();
      if (exact(integer)) {
        out.ascii(integer.toString());
      } else {
        out.quoted(integer.toString());
      }
    } else {
      out.ascii(number(number.isFloat() ? Double.parseDouble(number.asString()) : number.doubleValue()));
    }
  }

  /** Whether a double holds this integer and those beside it. */
  static boolean exact(BigInteger integer) {
    return integer.bitLength() <= 62 && Math.abs(integer.longValue()) <= EXACT;
  }

  /** The number as ECMAScript's Number::toString writes it (ECMA-262, 6.1.6.1.20). */
  static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw AthanorException.data("json-number", "JSON has no number for " + value
          + ": leave the field out or send it as a string");
    }
    if (value == 0) {
      return "0";
    }
    String sign = value < 0 ? "-" : "";
    String shortest = Double.toString(Math.abs(value));
    int e = shortest.indexOf('E');
    String mantissa = e < 0 ? shortest : shortest.substring(0, e);
    int exponent = e < 0 ? 0 : Integer.parseInt(shortest.substring(e + 1));
    int point = mantissa.indexOf('.');
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int leading = 0;
    while (digits.charAt(leading) == '0') {
      leading++;
    }
    int position = point + exponent - leading;
    digits = strip(digits.substring(leading));
    if (digits.length() == 2) {
      digits = oneDigitIfEnough(digits, position, Math.abs(value));
    }
    return sign + layout(digits, position);
  }

  private static String strip(String digits) {
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  /** Double.toString gives two digits where one identifies the number (4.9E-324); ECMAScript gives one. */
  private static String oneDigitIfEnough(String digits, int position, double value) {
    int tens = digits.charAt(0) - '0';
    int rounded = digits.charAt(1) >= '5' ? tens + 1 : tens;
    for (int candidate : new int[]{rounded, tens}) {
      if (candidate >= 1 && candidate <= 9 && Double.parseDouble(candidate + "E" + (position - 1)) == value) {
        return Integer.toString(candidate);
      }
    }
    return digits;
  }

  private static String layout(String digits, int position) {
    int count = digits.length();
    if (count <= position && position <= 21) {
      return digits + "0".repeat(position - count);
    }
    if (0 < position && position <= 21) {
      return digits.substring(0, position) + "." + digits.substring(position);
    }
    if (-6 < position && position <= 0) {
      return "0." + "0".repeat(-position) + digits;
    }
    int exponent = position - 1;
    String tail = "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    return count == 1 ? digits + tail : digits.charAt(0) + "." + digits.substring(1) + tail;
  }
}
