package dev.athanor.prompt.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way to write the fields of a prompt: one choice of the grammar of Sclar et al. 2023, section 3.1, which holds for all of its fields.
 *
 * @param casing of what a field is called
 * @param separator between what a field is called and its value
 * @param space between a field and the next one
 * @param item around the number or letter of a list's item
 */
record Layout(Casing casing, Sign separator, Sign space, Item item) {
  /** Between a name and its value; without one, a name and its value would be one word. */
  static final List<Sign> SEPARATORS = List.of(new Sign("colon", ": "), new Sign("colon2", ":: "),
      new Sign("colon3", "::: "), new Sign("spaced-colon", " : "), new Sign("bare-colon", ":"),
      new Sign("bare-colon2", "::"), new Sign("dash", " - "), new Sign("hyphen", "- "),
      new Sign("space", " "),
      new Sign("tab", "\t"), new Sign("line-tab", " \n\t"), new Sign("line-indent", "\n    "),
      new Sign("line-space", "\n "), new Sign("newline-tab", "\n\t"));
  /** Between two fields. */
  static final List<Sign> SPACES = List.of(new Sign("line", "\n"), new Sign("space-line", " \n"),
      new Sign("space-line-space", " \n "), new Sign("line-space", "\n "), new Sign("semicolon-line", "; \n"),
      new Sign("space", " "), new Sign("spaces", "  "), new Sign("dashes", " -- "), new Sign("bars", " || "),
      new Sign("sep", " <sep> "), new Sign("comma", ", "), new Sign("spaced-comma", " , "),
      new Sign("wide-comma", " ,  "), new Sign("period", ". "));

  /** How letters are written. */
  enum Casing {
    SAME,
    TITLE,
    UPPER,
    LOWER;

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’]*");

    String of(String text) {
      return switch (this) {
        case SAME -> text;
        case UPPER -> text.toUpperCase(Locale.ROOT);
        case LOWER -> text.toLowerCase(Locale.ROOT);
        case TITLE -> WORD.matcher(text).replaceAll(found -> Matcher.quoteReplacement(title(found.group())));
      };
    }

    private static String title(String word) {
      int first = word.offsetByCodePoints(0, 1);
      return word.substring(0, first).toUpperCase(Locale.ROOT)
          + word.substring(first).toLowerCase(Locale.ROOT);
    }
  }

  /** Around the number or letter of an item; which number or letter it is stays, since an answer may name it. */
  enum Item {
    SAME("", ""),
    ROUND("(", ")"),
    DOT("", "."),
    PARENTHESIS("", ")"),
    SPACED("", " )"),
    SQUARE("[", "]"),
    ANGLE("<", ">");

    private final String before;
    private final String after;

    Item(String before, String after) {
      this.before = before;
      this.after = after;
    }

    String of(String label) {
      return before + label + after;
    }
  }

  /**
   * Characters, and what they are called.
   *
   * @param name lower-case words
   */
  record Sign(String name, String text) {}

  private static final Sign NONE = new Sign("", "");

  /** As the prompt is written. */
  static final Layout ORIGINAL = new Layout(Casing.SAME, NONE, NONE, Item.SAME);

  /** All that make a difference to what a prompt has, and can be read. */
  static List<Layout> of(Skeleton skeleton) {
    List<Layout> layouts = new ArrayList<>();
    for (Casing casing : Casing.values()) {
      for (Sign separator : SEPARATORS) {
        for (Sign space : skeleton.hasSpaces() ? SPACES : List.of(NONE)) {
          for (Item item : skeleton.hasItems() ? Item.values() : new Item[]{Item.SAME}) {
            layouts.add(new Layout(casing, separator, space, item));
          }
        }
      }
    }
    layouts.removeIf(layout -> !layout.isLegible());
    return layouts;
  }

  /** Whether a value on the next line stands apart from the field after it: what Sclar et al. ask for of lists, here of fields too. */
  private boolean isLegible() {
    return !separator.text().contains("\n") || space.text().contains("\n") || space.equals(NONE);
  }

  /** A name for it that a report can show: letters, digits and hyphens. */
  String name() {
    return Stream.of(casing.name().toLowerCase(Locale.ROOT), separator.name(), space.name(),
        item == Item.SAME ? "" : item.name().toLowerCase(Locale.ROOT)).filter(part -> !part.isEmpty())
        .collect(Collectors.joining("-"));
  }
}
