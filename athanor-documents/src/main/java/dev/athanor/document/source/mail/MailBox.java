package dev.athanor.document.source.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Divides an MBOX file into its messages in one pass, keeping one message at a time. For one file. */
final class MailBox {
  private static final int LONGEST_LINE = 64 * 1024;
  /** A line that stands after an empty one and has a time of day: other lines that begin so are text. */
  private static final Pattern SEPARATOR = Pattern.compile("From .*\\d:\\d\\d.*", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile(">+From .*", Pattern.DOTALL);

  private final long maxBytes;
  private final MailSink sink;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private boolean isWhole = true;
  private long line;
  private long began;

  MailBox(long maxBytes, MailSink sink) {
    this.maxBytes = maxBytes;
    this.sink = sink;
  }

  /**
   * Reads all messages.
   *
   * @param in buffered
   * @throws IOException also when it does not begin as such a file does
   */
  void read(InputStream in) throws IOException {
    boolean isStart = true;
    boolean isAfterEmpty = true;
    for (byte[] piece = piece(in); piece.length > 0; piece = piece(in)) {
      line += isStart ? 1 : 0;
      boolean isSeparator = isStart && isSeparator(piece, isAfterEmpty);
      if (isSeparator) {
        finish();
        began = line;
      } else {
        keep(isStart ? unquoted(piece) : piece);
      }
      isAfterEmpty = isStart && isEmpty(piece);
      isStart = piece[piece.length - 1] == '\n';
    }
    finish();
  }

  private boolean isSeparator(byte[] piece, boolean isAfterEmpty) throws IOException {
    String text = new String(piece, StandardCharsets.ISO_8859_1);
    if (began == 0) {
      if (!text.startsWith("From ")) {
        throw new IOException("it does not begin with \"From \", as a file of mails (MBOX) does");
      }
      return true;
    }
    return isAfterEmpty && SEPARATOR.matcher(text).matches();
  }

  private static byte[] unquoted(byte[] piece) {
    boolean isQuoted = piece[0] == '>'
        && QUOTED.matcher(new String(piece, StandardCharsets.ISO_8859_1)).matches();
    return isQuoted ? Arrays.copyOfRange(piece, 1, piece.length) : piece;
  }

  private static boolean isEmpty(byte[] piece) {
    return piece[0] == '\n' || (piece.length == 2 && piece[0] == '\r' && piece[1] == '\n');
  }

  private void keep(byte[] piece) {
    if (message.size() + (long) piece.length > maxBytes) {
      isWhole = false;
    }
    if (isWhole) {
      message.write(piece, 0, piece.length);
    }
  }

  private void finish() throws IOException {
    if (began > 0) {
      sink.message(began, withoutLastEmptyLine(message.toByteArray()), isWhole);
    }
    message.reset();
    isWhole = true;
  }

  /** The empty line before a separator belongs to the separator. */
  private static byte[] withoutLastEmptyLine(byte[] bytes) {
    String end = new String(bytes, Math.max(0, bytes.length - 4), Math.min(4, bytes.length),
        StandardCharsets.ISO_8859_1);
    int empty = end.endsWith("\n\r\n") ? 2 : end.endsWith("\n\n") ? 1 : 0;
    return Arrays.copyOf(bytes, bytes.length - empty);
  }

  /** The next line with its end, or a part of a very long one; nothing at the end of the file. */
  private static byte[] piece(InputStream in) throws IOException {
    ByteArrayOutputStream piece = new ByteArrayOutputStream(128);
    int next = in.read();
    while (next >= 0) {
      piece.write(next);
      if (next == '\n' || piece.size() == LONGEST_LINE) {
        break;
      }
      next = in.read();
    }
    return piece.toByteArray();
  }
}
