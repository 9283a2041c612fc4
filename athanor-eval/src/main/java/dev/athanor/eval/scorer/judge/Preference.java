package dev.athanor.eval.scorer.judge;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads from free text which of two outputs, called (a) and (b), a judge prefers. */
public final class Preference {
  private static final Pattern BETTER =
      Pattern.compile("output\\s*\\(([ab])\\)\\s+is\\s+better", Pattern.CASE_INSENSITIVE);
  private static final Pattern BEGINS =
      Pattern.compile("^[\\s#*\"]*output\\s*\\(([ab])\\)[\\s.*\"]*(?:$|\\R)", Pattern.CASE_INSENSITIVE);

  private Preference() {}

  /** Which one. */
  public enum Choice {
    /** The one that was shown first. */
    FIRST,
    /** The one that was shown second. */
    SECOND;

    /** What it is if they were shown the other way round. */
    public Choice swapped() {
      return this == FIRST ? SECOND : FIRST;
    }
  }

  /** The last "Output (x) is better", since reasons come first; else an "Output (x)" that stands alone at the beginning; else none. */
  public static Optional<Choice> parse(String text) {
    Optional<String> last =
        BETTER.matcher(text).results().map(each -> each.group(1)).reduce((_, later) -> later);
    return last.or(() -> BEGINS.matcher(text).results().findFirst().map((MatchResult each) -> each.group(1)))
        .map(each -> each.toLowerCase(Locale.ROOT).equals("a") ? Choice.FIRST : Choice.SECOND);
  }
}
