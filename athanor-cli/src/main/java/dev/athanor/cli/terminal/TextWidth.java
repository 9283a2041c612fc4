package dev.athanor.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide text is on a terminal: marks that combine take no column, East Asian wide characters and pictures take two
 * (Unicode Standard Annex 11, by block).
 */
public final class TextWidth {
  /** First and last of each range. */
  private static final int[][] WIDE = {{0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3040, 0xa4cf}, {0xac00, 0xd7a3},
      {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1faff}, {0x20000,
          0x3fffd}};

  private TextWidth() {}

  /** The columns that this text takes. It has no escape sequences. */
  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  private static int of(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT
        || type == Character.CONTROL) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (codePoint >= range[0] && codePoint <= range[1]) {
        return 2;
      }
    }
    return 1;
  }

  /** The text, cut to so many columns; an ellipsis stands for what is cut. */
  public static String cut(String text, int most) {
    if (of(text) <= most) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int left = most - 1;
    for (int codePoint : text.codePoints().toArray()) {
      left -= of(codePoint);
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(codePoint);
    }
    return kept.append('…').toString();
  }

  /** The text, filled with spaces on the right. */
  public static String padRight(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  /** The text, filled with spaces on the left. */
  public static String padLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - of(text))) + text;
  }

  /** The text in one line: whatever space it has is a single blank. */
  public static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** The text in lines of so many columns, broken between words; a longer word has its own line. */
  public static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : oneLine(text).split(" ", -1)) {
      if (!line.isEmpty() && of(line.toString()) + 1 + of(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
