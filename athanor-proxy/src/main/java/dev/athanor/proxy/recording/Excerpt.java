package dev.athanor.proxy.recording;

/**
 * The parts of two texts in which they differ, with a few words around.
 *
 * @param one of the first
 * @param other of the second
 */
record Excerpt(String one, String other) {
  private static final int AROUND = 40;
  private static final int MOST = 200;

  static Excerpt of(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int same = 0;
    while (same < most && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    int end = 0;
    while (end < most - same && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1
        - end)) {
      end++;
    }
    return new Excerpt(cut(one, same, one.length() - end), cut(other, same, other.length() - end));
  }

  /** From a few letters before to a few after, at the ends of words. */
  private static String cut(String text, int from, int to) {
    int begin = Math.max(0, from - AROUND);
    while (begin > 0 && begin > from - 2 * AROUND && !Character.isWhitespace(text.charAt(begin - 1))) {
      begin--;
    }
    int end = Math.min(text.length(), Math.min(to, from + MOST) + AROUND);
    while (end < text.length() && end < to + 2 * AROUND && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    begin -= begin > 0 && Character.isLowSurrogate(text.charAt(begin)) ? 1 : 0;
    end += end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
    return (begin > 0 ? "…" : "") + text.substring(begin, end) + (end < text.length() ? "…" : "");
  }
}
