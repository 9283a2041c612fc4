package dev.athanor.document.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads the name of a file as the bytes on the disk mean it. {@link Path#toString()} decodes them in the
 * locale's encoding, and under {@code LANG=C} turns every umlaut into a question mark; the path's URI keeps
 * them.
 */
final class PathName {

  private static final int HEX = 16;

  private PathName() {
  }

  /** The name of {@code file} relative to {@code folder}, with {@code /} between its parts. */
  static String relative(Path folder, Path file) {
    String base = folder.toUri().getRawPath();
    String full = file.toUri().getRawPath();
    String rest = full.substring(base.endsWith("/") ? base.length() : base.length() + 1);
    return decode(rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest);
  }

  private static String decode(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(escaped, i + 1, i + 3, HEX));
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
