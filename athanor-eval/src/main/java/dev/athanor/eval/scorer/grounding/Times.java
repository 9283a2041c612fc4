package dev.athanor.eval.scorer.grounding;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Times of day in a text, in minutes after midnight. Of 12 hours without am or pm, both are meant. */
final class Times {
  private static final Pattern TIME = Pattern.compile(
      "(?<!\\d)(\\d{1,2})(?::(\\d{1,2}))?\\s*([ap])\\.?\\s?m\\b\\.?|(?<!\\d)(\\d{1,2}):(\\d{1,2})(?!\\d)",
      Pattern.CASE_INSENSITIVE);
  private static final int HOUR = 60;
  private static final int HALF_DAY = 12 * HOUR;

  private Times() {}

  /** Those that can be meant. */
  static Set<Integer> in(String text) {
    Set<Integer> times = new LinkedHashSet<>();
    TIME.matcher(text).results().forEach(each -> times.addAll(minutes(each)));
    return times;
  }

  /** How many there are of which no meaning is among those. */
  static long absent(String text, Set<Integer> known) {
    return TIME.matcher(text).results().filter(each -> minutes(each).stream().noneMatch(known::contains))
        .count();
  }

  /** The text without them. */
  static String without(String text) {
    return TIME.matcher(text).replaceAll(" ");
  }

  private static Set<Integer> minutes(MatchResult time) {
    boolean half = time.group(3) != null;
    int hour = Integer.parseInt(half ? time.group(1) : time.group(4));
    String minute = half ? time.group(2) : time.group(5);
    int minutes = hour * HOUR + (minute == null ? 0 : Integer.parseInt(minute));
    if (half) {
      boolean afternoon = time.group(3).toLowerCase(Locale.ROOT).equals("p");
      return Set.of(minutes % HALF_DAY + (afternoon ? HALF_DAY : 0));
    }
    return minutes < HALF_DAY ? Set.of(minutes, minutes + HALF_DAY) : Set.of(minutes % (2 * HALF_DAY));
  }
}
