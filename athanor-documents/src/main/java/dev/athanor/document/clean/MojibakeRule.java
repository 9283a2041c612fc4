package dev.athanor.document.clean;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Repairs UTF-8 that somebody read as windows-1252: {@code fÃ¼r} was {@code für}. Only where it is certain, since every
 * such pair is text as well: {@code «IRMÃ»} ends with a quotation mark. A sequence is certain when it stands where its
 * characters can't: a capital behind a small letter, a euro sign behind an {@code â}, two sequences in a row. Once there is a
 * certain one in a piece, the others in it are believed too, unless the piece has letters that were read rightly.
 */
final class MojibakeRule implements Rule {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final String WHAT = "mojibake-repaired";
  private static final int FIRST_LEAD = 0xC2;

  @Override
  public boolean mayFind(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      if (isLead(text.charAt(i)) && text.charAt(i + 1) >= 0x80) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLead(char c) {
    return c >= FIRST_LEAD && c <= 0xF4;
  }

  @Override
  public void look(Piece piece, Found found) {
    if (piece.nature() == Piece.Nature.CODE) {
      return;
    }
    boolean all = hasCertain(piece) && !hasRight(piece);
    String text = piece.text();
    for (int i = piece.start(); i < piece.end(); i++) {
      int length = sequence(text, i, piece.end());
      if (length > 0 && (all || isCertain(piece, i, length))) {
        found.replace(i, i + length, decoded(text, i, length), WHAT);
      }
      i += Math.max(0, length - 1);
    }
  }

  private static boolean hasCertain(Piece piece) {
    for (int i = piece.start(); i < piece.end(); i++) {
      int length = sequence(piece.text(), i, piece.end());
      if (length > 0 && isCertain(piece, i, length)) {
        return true;
      }
      i += Math.max(0, length - 1);
    }
    return false;
  }

  /** Whether there is a letter beyond ASCII that belongs to no sequence. */
  private static boolean hasRight(Piece piece) {
    for (int i = piece.start(); i < piece.end(); i++) {
      int length = sequence(piece.text(), i, piece.end());
      if (length == 0 && piece.text().charAt(i) >= 0xC0 && Character.isLetter(piece.text().charAt(i))) {
        return true;
      }
      i += Math.max(0, length - 1);
    }
    return false;
  }

  private static boolean isCertain(Piece piece, int at, int length) {
    String text = piece.text();
    char lead = text.charAt(at);
    if (length == 4 || (lead == '\u00E2' && text.charAt(at + 1) == '\u20AC')
        || text.startsWith("\u00EF\u00BB\u00BF",
            at)) {
      return true;
    }
    if (length != 2 || lead > 0xDE) {
      return false;
    }
    boolean smallBefore = at > piece.start() && Character.isLowerCase(text.charAt(at - 1));
    boolean smallAfter = at + 2 < piece.end() && Character.isLowerCase(text.charAt(at + 2));
    boolean sign = !Character.isLetter(text.charAt(at + 1));
    boolean twice = sequence(text, at + 2, piece.end()) == 2 && text.charAt(at + 2) <= 0xDE;
    return smallBefore || (sign && ((smallAfter && isWordStart(piece, at)) || twice));
  }

  private static boolean isWordStart(Piece piece, int at) {
    return at == piece.start() || !Character.isLetterOrDigit(piece.text().charAt(at - 1));
  }

  /** How long the sequence is that begins here; 0 if none does. */
  private static int sequence(String text, int at, int end) {
    if (at >= end || !isLead(text.charAt(at))) {
      return 0;
    }
    char lead = text.charAt(at);
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (at + length > end) {
      return 0;
    }
    for (int i = at + 1; i < at + length; i++) {
      int octet = octet(text.charAt(i));
      if (octet < 0x80 || octet > 0xBF) {
        return 0;
      }
    }
    return decoded(text, at, length).isEmpty() ? 0 : length;
  }

  /** The byte that windows-1252 shows as this character; where it has none, browsers show the control character. */
  private static int octet(char c) {
    if (c < 0x100) {
      return c;
    }
    byte[] bytes = String.valueOf(c).getBytes(WINDOWS_1252);
    return bytes.length == 1 && bytes[0] != '?' ? bytes[0] & 0xFF : 0;
  }

  private static String decoded(String text, int at, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) octet(text.charAt(at + i));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }
}
