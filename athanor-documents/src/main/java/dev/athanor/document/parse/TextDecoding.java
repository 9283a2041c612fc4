package dev.athanor.document.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/**
 * Decodes text whose encoding nobody declared. A byte order mark decides; then UTF-8, if the bytes are valid
 * UTF-8, which other text hardly ever is; UTF-16, if there are zero bytes and it makes text; then, where at least a
 * quarter of the letters are not ASCII, what the statistics of ICU's detector find likely (Cyrillic,
 * Japanese, ...); and otherwise windows-1252, which Western European text of that kind nearly always is.
 */
final class TextDecoding {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");
  private static final int SAMPLE = 65_536;
  private static final int LIKELY = 10;

  private TextDecoding() {
  }

  /**
   * Decoded text.
   *
   * @param text without a byte order mark
   * @param encoding how it was decoded, for the reader: {@code UTF-8}, {@code windows-1252 (assumed)}
   */
  record Decoded(String text, String encoding) {
  }

  /** The text, or nothing if the bytes are no text in any encoding. */
  static Optional<Decoded> decode(byte[] bytes) {
    Optional<Decoded> marked = byMark(bytes);
    if (marked.isPresent()) {
      return marked;
    }
    if (hasZero(bytes)) {
      return utf16(bytes);
    }
    if (isMostlyControl(bytes)) {
      return Optional.empty();
    }
    if (switchesCharacterSets(bytes)) {
      Optional<String> japanese = strictly(bytes, 0, ISO_2022_JP);
      if (japanese.isPresent()) {
        return japanese.map(text -> new Decoded(text, ISO_2022_JP.name() + " (assumed)"));
      }
    }
    Optional<String> utf8 = strictly(bytes, 0, StandardCharsets.UTF_8);
    if (utf8.isPresent()) {
      return Optional.of(new Decoded(utf8.get(), "UTF-8"));
    }
    Charset assumed = detected(bytes).orElse(WINDOWS_1252);
    return Optional.of(new Decoded(new String(bytes, assumed), assumed.name() + " (assumed)"));
  }

  /** A byte order mark is believed even if the bytes after it are malformed here and there. */
  private static Optional<Decoded> byMark(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(marked(bytes, 3, StandardCharsets.UTF_8));
    }
    if (startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
      return Optional.of(marked(bytes, 4, StandardCharsets.UTF_32LE));
    }
    if (startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
      return Optional.of(marked(bytes, 4, StandardCharsets.UTF_32BE));
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return Optional.of(marked(bytes, 2, StandardCharsets.UTF_16LE));
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return Optional.of(marked(bytes, 2, StandardCharsets.UTF_16BE));
    }
    return Optional.empty();
  }

  private static Decoded marked(byte[] bytes, int skip, Charset charset) {
    return new Decoded(new String(bytes, skip, bytes.length - skip, charset), charset.name());
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[i] != (byte) start[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  /** Of the two orders of bytes, the one in which nearly all characters are written ones and more spaces are among them. */
  private static Optional<Decoded> utf16(byte[] bytes) {
    if (bytes.length % 2 != 0) {
      return Optional.empty();
    }
    Optional<Decoded> best = Optional.empty();
    long most = 0;
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Optional<String> text = strictly(bytes, 0, charset);
      long spaces = text.filter(TextDecoding::isWritten).map(TextDecoding::spaces).orElse(0L);
      if (spaces > most) {
        most = spaces;
        best = text.map(words -> new Decoded(words, charset.name() + " (assumed)"));
      }
    }
    return best;
  }

  private static long spaces(String text) {
    return text.codePoints().limit(SAMPLE)
        .filter(c -> c == ' ' || c == '\n' || c == '\u3001' || c == '\u3002')
        .count();
  }

  /** Whether hardly a character is a control or private one, or one that nobody has defined. */
  private static boolean isWritten(String text) {
    long strange = text.codePoints().limit(SAMPLE).filter(c -> !Character.isDefined(c) || Character.getType(c)
        == Character.PRIVATE_USE || (c < ' ' && !Character.isWhitespace(c))).count();
    return strange * 100 <= Math.min(text.length(), SAMPLE) && text.indexOf('\0') < 0;
  }

  private static Optional<String> strictly(byte[] bytes, int skip, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes, skip, bytes.length - skip))
          .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Whether the escape is there by which old Japanese mails and pages leave ASCII. */
  private static boolean switchesCharacterSets(byte[] bytes) {
    for (int i = 0; i + 2 < Math.min(bytes.length, SAMPLE); i++) {
      if (bytes[i] == 0x1B && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMostlyControl(byte[] bytes) {
    int length = Math.min(bytes.length, SAMPLE);
    int control = 0;
    for (int i = 0; i < length; i++) {
      boolean usual = bytes[i] == '\t' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\f' || bytes[i]
          == 0x1B;
      if (bytes[i] >= 0 && bytes[i] < ' ' && !usual) {
        control++;
      }
    }
    return control * 50 > length;
  }

  private static Optional<Charset> detected(byte[] bytes) {
    int ascii = 0;
    int high = 0;
    int length = Math.min(bytes.length, SAMPLE);
    for (int i = 0; i < length; i++) {
      high += bytes[i] < 0 ? 1 : 0;
      ascii += Character.isLetter(bytes[i]) ? 1 : 0;
    }
    if (high * 3L < ascii) {
      return Optional.empty();
    }
    byte[] sample = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    CharsetMatch match = new CharsetDetector().setText(sample).detect();
    if (match == null || match.getConfidence() < LIKELY) {
      return Optional.empty();
    }
    try {
      return Optional.of(Charset.forName(match.getName()));
    } catch (UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
