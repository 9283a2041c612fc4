package dev.athanor.models.wire;

/**
 * A key. It is shown to nobody who prints it, and taken out of texts that come from outside.
 *
 * <p>A class and no record: a record would show its components.
 */
public final class Secret {
  /** No key. */
  public static final Secret NONE = new Secret("");

  /** What stands where a key stood. */
  private static final String MASK = "***";
  /** Shorter ones, such as the "none" of a local server, would be found in any text. */
  private static final int SHORTEST = 8;

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** This key. */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** The key itself, for the header that carries it. */
  String reveal() {
    return text;
  }

  /** The text without the key. */
  public String mask(String from) {
    return text.length() >= SHORTEST && from.contains(text) ? from.replace(text, MASK) : from;
  }

  /** How much of the end of a text may be the beginning of the key, so that what follows must be seen first. */
  public int begunIn(String from) {
    int most = text.length() < SHORTEST ? 0 : Math.min(text.length() - 1, from.length());
    for (int length = most; length > 0; length--) {
      if (from.endsWith(text.substring(0, length))) {
        return length;
      }
    }
    return 0;
  }

  /** The text without the key, and without what a provider shows of one: {@code sk-ab****yz}. */
  public String maskTraces(String from) {
    return mask(from).replaceAll("[\\w.-]*\\*{3,}[\\w.*-]*", "***");
  }

  @Override
  public String toString() {
    return MASK;
  }
}
