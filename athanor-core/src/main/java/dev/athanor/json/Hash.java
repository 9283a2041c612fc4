package dev.athanor.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 content hash.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Hash(@JsonValue String hex) implements Comparable<Hash> {
  private static final HexFormat HEX = HexFormat.of();
  private static final int DIGITS = 64;

  /** Checks the form. */
  @JsonCreator
  public Hash {
    if (!isHash(hex)) {
      throw new IllegalArgumentException("not a SHA-256 hash of 64 lower-case hexadecimal digits: " + hex);
    }
  }

  /** The hash of these bytes. */
  public static Hash of(byte[] content) {
    return new Hash(HEX.formatHex(sha256().digest(content)));
  }

  /** The hash of this text in UTF-8. */
  public static Hash of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash whose 32 bytes these are. */
  public static Hash ofDigest(byte[] digest) {
    return new Hash(HEX.formatHex(digest));
  }

  /** Whether the text has the form of a hash. */
  public static boolean isHash(String text) {
    if (text.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** A digest to feed piece by piece. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return HEX.parseHex(hex);
  }

  /** The first 12 digits: enough to tell apart what one person looks at. */
  public String brief() {
    return hex.substring(0, 12);
  }

  @Override
  public int compareTo(Hash other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
