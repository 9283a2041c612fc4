package dev.athanor.json;

import dev.athanor.error.AthanorException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at the end and can be cut back. Not safe for use by several threads. */
final class Utf8Buffer {
  private static final String HEX = "0123456789abcdef";
  private byte[] bytes = new byte[1024];
  private int length;

  int length() {
    return length;
  }

  /** What was written since a position. */
  byte[] copy(int from) {
    return Arrays.copyOfRange(bytes, from, length);
  }

  /** What was written since a position, between brackets. */
  byte[] copyAsArray(int from) {
    byte[] array = new byte[length - from + 2];
    array[0] = '[';
    System.arraycopy(bytes, from, array, 1, length - from);
    array[array.length - 1] = ']';
    return array;
  }

  void cutTo(int position) {
    length = position;
  }

  void ascii(char c) {
    room(1);
    bytes[length++] = (byte) c;
  }

  void ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /** A JSON string with the escapes that RFC 8785 names, and one for unpaired surrogates. */
  void quoted(String text) {
    room(2 + 3 * text.length());
    bytes[length++] = '"';
    int i = 0;
    while (i < text.length()) {
      i = plain(text, i);
      if (i < text.length()) {
        i += special(text, i);
      }
    }
    ascii('"');
  }

  /** Writes what needs no escape and one byte a character, and tells where it ends: most of most texts. */
  private int plain(String text, int from) {
    byte[] target = bytes;
    int to = length;
    int i = from;
    int end = Math.min(text.length(), from + target.length - to);
    while (i < end) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
        break;
      }
      target[to++] = (byte) c;
      i++;
    }
    length = to;
    return i;
  }

  /** Writes what stands at a position in any other way, and tells how many characters that were. */
  private int special(String text, int i) {
    char c = text.charAt(i);
    if (c < 0x80) {
      escape(c);
    } else if (c < 0x800) {
      room(2);
      bytes[length++] = (byte) (0xC0 | (c >> 6));
      continuation(c);
    } else if (!Character.isSurrogate(c)) {
      room(3);
      bytes[length++] = (byte) (0xE0 | (c >> 12));
      continuation(c >> 6);
      continuation(c);
    } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
      supplementary(Character.toCodePoint(c, text.charAt(i + 1)));
      return 2;
    } else {
      unicodeEscape(c);
    }
    return 1;
  }

  /** A member's name. No parser reads an unpaired surrogate back from there, so none is written. */
  void name(String name) {
    if (hasHalfAPair(name)) {
      Utf8Buffer shown = new Utf8Buffer();
      shown.quoted(name);
      throw AthanorException.data("json-name", "the member name "
          + new String(shown.copy(0), StandardCharsets.UTF_8)
          + " has half a surrogate pair in it, which no JSON parser reads back: mend the text that it was made from");
    }
    quoted(name);
  }

  private static boolean hasHalfAPair(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isSurrogate(name.charAt(i))) {
        return name.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
      }
    }
    return false;
  }

  private void supplementary(int codePoint) {
    room(4);
    bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
    continuation(codePoint >> 12);
    continuation(codePoint >> 6);
    continuation(codePoint);
  }

  private void continuation(int bits) {
    bytes[length++] = (byte) (0x80 | (bits & 0x3F));
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> ascii("\\\"");
      case '\\' -> ascii("\\\\");
      case '\b' -> ascii("\\b");
      case '\t' -> ascii("\\t");
      case '\n' -> ascii("\\n");
      case '\f' -> ascii("\\f");
      case '\r' -> ascii("\\r");
      default -> {
        if (c < ' ') {
          unicodeEscape(c);
        } else {
          ascii(c);
        }
      }
    }
  }

  private void unicodeEscape(char c) {
    ascii("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      ascii(HEX.charAt((c >> shift) & 0xF));
    }
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
