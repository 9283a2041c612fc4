package dev.athanor.knowledge.embed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a message of protocol buffers as they lie in its bytes, so that a few can be changed and all others are
 * copied. See <a href="https://protobuf.dev/programming-guides/encoding/">its encoding</a>.
 */
final class Wire {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH_FIRST = 2;
  private static final int FOUR_BYTES = 5;

  private Wire() {}

  /**
   * One field.
   *
   * @param number as its schema numbers it
   * @param whole its bytes, number and length included
   * @param content of a text, of bytes or of a message; else empty
   */
  record Field(int number, ByteBuffer whole, ByteBuffer content) {
    /** A text, bytes or a message. */
    static Field of(int number, byte[] content) {
      var whole = new ByteArrayOutputStream(content.length + 2 * Integer.BYTES);
      varint(whole, (long) number << 3 | LENGTH_FIRST);
      varint(whole, content.length);
      whole.writeBytes(content);
      return new Field(number, ByteBuffer.wrap(whole.toByteArray()), ByteBuffer.wrap(content));
    }

    static Field of(int number, String text) {
      return of(number, text.getBytes(StandardCharsets.UTF_8));
    }

    static Field of(int number, int value) {
      var whole = new ByteArrayOutputStream();
      varint(whole, (long) number << 3 | VARINT);
      varint(whole, value);
      return new Field(number, ByteBuffer.wrap(whole.toByteArray()), ByteBuffer.allocate(0));
    }

    static Field of(int number, float value) {
      var whole = new ByteArrayOutputStream();
      varint(whole, (long) number << 3 | FOUR_BYTES);
      whole.writeBytes(
          ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
      return new Field(number, ByteBuffer.wrap(whole.toByteArray()), ByteBuffer.allocate(0));
    }

    String text() {
      return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }
  }

  /**
   * The fields of a message, in their order.
   *
   * @throws IllegalArgumentException if it is none
   */
  static List<Field> fields(ByteBuffer message) {
    ByteBuffer rest = message.slice();
    List<Field> fields = new ArrayList<>();
    while (rest.hasRemaining()) {
      int start = rest.position();
      long tag = varint(rest);
      long length = switch ((int) tag & 7) {
        case VARINT -> {
          varint(rest);
          yield 0;
        }
        case EIGHT_BYTES -> Long.BYTES;
        case FOUR_BYTES -> Integer.BYTES;
        case LENGTH_FIRST -> varint(rest);
        default -> throw new IllegalArgumentException("a field of the unknown kind " + (tag & 7));
      };
      if (length < 0 || length > rest.remaining()) {
        throw new IllegalArgumentException(
            "a field of " + length + " bytes where " + rest.remaining() + " are left");
      }
      int size = (int) length;
      ByteBuffer content = rest.slice(rest.position(), (tag & 7) == LENGTH_FIRST ? size : 0);
      rest.position(rest.position() + size);
      fields.add(new Field((int) (tag >>> 3), rest.slice(start, rest.position() - start), content));
    }
    return fields;
  }

  /** The message of these fields. */
  static byte[] message(List<Field> fields) {
    var bytes = ByteBuffer.allocate(fields.stream().mapToInt(each -> each.whole().remaining()).sum());
    fields.forEach(each -> bytes.put(each.whole().duplicate()));
    return bytes.array();
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0;; shift += 7) {
      if (!bytes.hasRemaining()) {
        throw new IllegalArgumentException("it ends within a number");
      }
      byte next = bytes.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static void varint(ByteArrayOutputStream bytes, long value) {
    long rest = value;
    while (rest > 0x7f) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
