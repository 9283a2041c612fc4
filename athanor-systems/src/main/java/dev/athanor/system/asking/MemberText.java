package dev.athanor.system.asking;

import java.util.Optional;

/**
 * Follows one member of a JSON object while the object is still being written, so that its text can be shown as it comes. For one
 * thread. What is no JSON gives nothing.
 */
public final class MemberText {
  private static final int HEX = 4;

  private final String name;
  private final StringBuilder word = new StringBuilder();
  private final StringBuilder escape = new StringBuilder();
  private Optional<String> key = Optional.empty();
  private int depth;
  private boolean inString;
  private boolean afterColon;
  private char kept;

  /** The text of the object's member of this name. */
  public MemberText(String name) {
    this.name = name;
  }

  /** What the next piece adds to it. */
  public String next(String piece) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < piece.length(); i++) {
      take(piece.charAt(i), text);
    }
    return whole(text);
  }

  /** Half a character waits for its other half. */
  private String whole(StringBuilder text) {
    if (kept != 0) {
      text.insert(0, kept);
      kept = 0;
    }
    int last = text.length() - 1;
    if (last >= 0 && Character.isHighSurrogate(text.charAt(last))) {
      kept = text.charAt(last);
      text.setLength(last);
    }
    return text.toString();
  }

  private void take(char c, StringBuilder text) {
    if (inString) {
      inString(c, text);
      return;
    }
    switch (c) {
      case '"' -> {
        inString = true;
        word.setLength(0);
      }
      case ':' -> {
        key = depth == 1 ? Optional.of(word.toString()) : key;
        afterColon = depth == 1;
      }
      case ',' -> afterColon = afterColon && depth != 1;
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      default -> {
        // white space, numbers and words that are no text
      }
    }
  }

  private void inString(char c, StringBuilder text) {
    if (!escape.isEmpty()) {
      escape.append(c);
      boolean unicode = escape.charAt(1) == 'u';
      if (!unicode || escape.length() == 2 + HEX) {
        add(unicode ? unicode() : plain(c), text);
        escape.setLength(0);
      }
    } else if (c == '\\') {
      escape.append(c);
    } else if (c == '"') {
      inString = false;
    } else {
      add(c, text);
    }
  }

  private void add(char c, StringBuilder text) {
    if (depth == 1 && afterColon) {
      if (key.filter(name::equals).isPresent()) {
        text.append(c);
      }
    } else {
      word.append(c);
    }
  }

  private char unicode() {
    try {
      return (char) Integer.parseInt(escape.substring(2), 16);
    } catch (NumberFormatException e) {
      return '\uFFFD';
    }
  }

  private static char plain(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b', 'f' -> ' ';
      default -> c;
    };
  }
}
