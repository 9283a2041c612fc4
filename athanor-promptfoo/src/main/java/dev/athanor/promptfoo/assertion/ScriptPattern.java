package dev.athanor.promptfoo.assertion;

import dev.athanor.promptfoo.assertion.Asserted.One;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions as JavaScript reads them, where Java's differ: the end of the text, and what has a meaning inside brackets. */
final class ScriptPattern {
  private ScriptPattern() {}

  static Pattern of(One assertion, String written) {
    try {
      return Pattern.compile(translated(written));
    } catch (PatternSyntaxException e) {
      throw Values.wrong(assertion, "a regular expression; " + e.getDescription());
    }
  }

  static String translated(String written) {
    StringBuilder pattern = new StringBuilder();
    boolean brackets = false;
    for (int i = 0; i < written.length(); i++) {
      char each = written.charAt(i);
      if (each == '\\' && i + 1 < written.length()) {
        i++;
        pattern.append(each).append(written.charAt(i));
      } else if (brackets) {
        brackets = each != ']';
        pattern.append(each == '[' || each == '&' ? "\\" + each : String.valueOf(each));
      } else if (written.startsWith("[^]", i)) {
        pattern.append("[\\s\\S]");
        i += 2;
      } else {
        brackets = each == '[';
        pattern.append(each == '$' ? "\\z" : String.valueOf(each));
        if (brackets && i + 1 < written.length() && written.charAt(i + 1) == '^') {
          i++;
          pattern.append('^');
        }
      }
    }
    return pattern.toString();
  }
}
