package dev.athanor.proxy.upstream;

import dev.athanor.json.Codec;
import dev.athanor.proxy.exchange.Secrets;
import dev.athanor.run.Attempt;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Writes down the pieces of a streamed text as they come. A letter that is cut in two by the end of a piece, and what
 * may be the beginning of a key, goes to the next one. Used by one thread.
 */
final class Pieces {
  private final Secrets secrets;
  private final Attempt attempt;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(
      CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final StringBuilder text = new StringBuilder();
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private String held = "";
  private int count;

  Pieces(Secrets secrets, Attempt attempt) {
    this.secrets = secrets;
    this.attempt = attempt;
  }

  void add(byte[] bytes, int offset, int length) {
    ByteBuffer all = ByteBuffer.allocate(rest.remaining() + length).put(rest).put(bytes, offset, length)
        .flip();
    CharBuffer letters = CharBuffer.allocate(all.remaining() + 1);
    decoder.decode(all, letters, false);
    rest = all;
    String seen = held + letters.flip();
    int open = secrets.open(seen);
    held = seen.substring(seen.length() - open);
    emit(seen.substring(0, seen.length() - open));
  }

  private void emit(String piece) {
    if (!piece.isEmpty()) {
      String clean = secrets.clean(piece);
      text.append(clean);
      count++;
      attempt.emit(Codec.TEXT.encode(clean));
    }
  }

  int count() {
    return count;
  }

  /** The whole text. */
  String end() {
    if (rest.hasRemaining()) {
      held += "\uFFFD";
    }
    emit(held);
    held = "";
    return text.toString();
  }
}
