package dev.athanor.system.asking;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fence that models put around JSON although nobody has asked for Markdown. */
public final class Fence {
  private static final Pattern FENCED =
      Pattern.compile("\\s*```(?:json)?\\s*\\n(.*?)\\n?\\s*```\\s*", Pattern.DOTALL);

  private Fence() {}

  /** What stands in the fence; the text as it is, if it is in none. */
  public static String open(String text) {
    Matcher matcher = FENCED.matcher(text);
    return matcher.matches() ? matcher.group(1) : text;
  }
}
