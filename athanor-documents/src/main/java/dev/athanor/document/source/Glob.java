package dev.athanor.document.source;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern over relative paths, read as {@code .gitignore} and most build tools read it: {@code *} and
 * {@code ?} stay within a path part, {@code **} crosses parts, <code>{md,txt}</code> lists alternatives,
 * {@code [a-z]} is a class. A pattern without {@code /} is matched against the file name wherever it is; one that
 * ends in {@code /} covers all that is below the folder. Case does not matter.
 */
public final class Glob {

  private static final String LITERAL = "\\.()+|^$@%";

  private final String text;
  private final Pattern pattern;
  private final boolean nameOnly;

  private Glob(String text, Pattern pattern, boolean nameOnly) {
    this.text = text;
    this.pattern = pattern;
    this.nameOnly = nameOnly;
  }

  /**
   * Reads a pattern.
   *
   * @throws AthanorException if the pattern is malformed
   */
  public static Glob of(String text) {
    String normal = text.endsWith("/") ? text + "**" : text;
    boolean nameOnly = normal.indexOf('/') < 0;
    String relative = normal.startsWith("/") ? normal.substring(1) : normal;
    try {
      Pattern pattern = Pattern.compile(regex(relative), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
      return new Glob(relative, pattern, nameOnly);
    } catch (PatternSyntaxException e) {
      throw new AthanorException("glob", Category.USER, false, "\"" + text
          + "\" is no file pattern: " + e.getDescription().toLowerCase(Locale.ROOT)
          + ". Expected something like \"**/*.md\" or \"drafts/**\". Mend it in athanor.yaml.", e);
    }
  }

  /** Whether the path (parts separated by {@code /}, relative to the source) is covered. */
  public boolean matches(String path) {
    String candidate = nameOnly ? path.substring(path.lastIndexOf('/') + 1) : path;
    return pattern.matcher(candidate).matches();
  }

  /** Whether everything below the folder is covered, so that it need not be looked into. */
  boolean coversFolder(String path) {
    return matches(path) || (!nameOnly && text.endsWith("**") && matches(path + "/"));
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int depth = 0;
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      if (glob.startsWith("**/", at)) {
        regex.append("(?:.*/)?");
        at += 2;
      } else if (glob.startsWith("**", at)) {
        regex.append(".*");
        at++;
      } else if (c == '[') {
        at = appendClass(glob, at, regex);
      } else {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        regex.append(translated(c, depth));
      }
      at++;
    }
    return regex.toString();
  }

  private static String translated(char c, int depth) {
    return switch (c) {
      case '*' -> "[^/]*";
      case '?' -> "[^/]";
      case '{' -> "(?:";
      case '}' -> ")";
      case ',' -> depth > 0 ? "|" : ",";
      default -> LITERAL.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c);
    };
  }

  /** Appends a character class and returns the position of its closing bracket. */
  private static int appendClass(String glob, int open, StringBuilder regex) {
    int close = glob.indexOf(']', open + 1);
    if (close < 0) {
      throw new PatternSyntaxException("a [ without its ]", glob, open);
    }
    String members = glob.substring(open + 1, close).replace("\\", "\\\\").replace("[", "\\[").replace("&&",
        "&\\&");
    regex.append('[').append(members.startsWith("!") ? "^" + members.substring(1) : members).append(']');
    return close;
  }

  @Override
  public String toString() {
    return text;
  }
}
