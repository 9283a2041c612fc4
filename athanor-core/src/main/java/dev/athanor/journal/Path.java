package dev.athanor.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.athanor.error.AthanorException;
import java.util.regex.Pattern;

/**
 * Where a step stands in its run: the scopes around it, its name, and its ordinal among steps of that name in its
 * scope. {@code research/retrieve[1]} is the second {@code retrieve} in the scope {@code research}; the first has no
 * number. {@code grade{doc-17}/score} is {@code score} for the item {@code doc-17} of the collection {@code grade};
 * {@code grade[1]{doc-17}} belongs to the second collection of that name. A path never depends on scheduling.
 *
 * @param value the text; empty for the run itself
 */
public record Path(@JsonValue String value) implements Comparable<Path> {
  /** The run itself. */
  public static final Path ROOT = new Path("");
  private static final Pattern NAME = Pattern.compile("[^/\\[\\]{}\\p{Cntrl}\\p{Cs}]{1,200}");
  private static final Pattern SEGMENT = Pattern.compile(
      "[^/\\[\\]{}\\p{Cntrl}]+(\\[[1-9][0-9]*])?(\\{[^/\\[\\]{}\\p{Cntrl}]*})?");

  /** Takes a path in its canonical text form. */
  @JsonCreator
  public Path {
    java.util.Objects.requireNonNull(value);
  }

  /** Reads a path that a person typed; {@code retrieve[0]} is {@code retrieve}. */
  public static Path parse(String text) {
    String plain = text.replace("[0]", "");
    if (!plain.isEmpty()) {
      for (String segment : plain.split("/", -1)) {
        if (!SEGMENT.matcher(segment).matches()) {
          throw AthanorException.user("path", "\"" + text + "\" is no path: \"" + segment
              + "\" is not of the form name, name[2] or name{key}");
        }
      }
    }
    return new Path(plain);
  }

  /** The path of a step or scope inside this one. */
  public Path child(String name, int ordinal) {
    if (!NAME.matcher(name).matches()) {
      throw AthanorException.user("step-name", "\"" + name
          + "\" can't name a step: expected 1 to 200 characters"
          + " without / [ ] { }, control characters and unpaired surrogates");
    }
    String segment = ordinal == 0 ? name : name + "[" + ordinal + "]";
    return new Path(value.isEmpty() ? segment : value + "/" + segment);
  }

  /** The path of one item of the collection at this path. */
  public Path item(String key) {
    return new Path(value + "{" + escape(key) + "}");
  }

  /** Whether this path is the other or lies inside it. */
  public boolean within(Path scope) {
    if (scope.value.isEmpty() || value.equals(scope.value)) {
      return true;
    }
    if (!value.startsWith(scope.value)) {
      return false;
    }
    char next = value.charAt(scope.value.length());
    return next == '/' || next == '{';
  }

  /** The path around this one: of {@code a/b} it is {@code a}, of {@code a{k}} as well. */
  public Path parent() {
    int cut = value.endsWith("}") ? value.lastIndexOf('{') : value.lastIndexOf('/');
    return cut < 0 ? ROOT : new Path(value.substring(0, cut));
  }

  /** The last piece of the path, as a tree shows it. */
  public String leaf() {
    int cut = value.endsWith("}") ? value.lastIndexOf('{') : value.lastIndexOf('/') + 1;
    return value.substring(cut);
  }

  private static String escape(String key) {
    StringBuilder text = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c < ' ' || c == 0x7f || "/[]{}%".indexOf(c) >= 0) {
        text.append('%').append(String.format("%02x", (int) c));
      } else
        if (Character.isHighSurrogate(c) && i + 1 < key.length()
            && Character.isLowSurrogate(key.charAt(i + 1))) {
              text.append(c).append(key.charAt(++i));
            } else
          if (Character.isSurrogate(c)) { // no text in UTF-8 can hold it
            text.append('%').append(String.format("%04x", (int) c));
          } else {
            text.append(c);
          }
    }
    return text.toString();
  }

  @Override
  public int compareTo(Path other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
