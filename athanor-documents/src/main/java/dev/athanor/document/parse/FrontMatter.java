package dev.athanor.document.parse;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines between {@code ---} at the top of a Markdown file. Only simple {@code name: value} lines are taken
 * as metadata; the rest of YAML is passed over with them, as it is no content either.
 *
 * @param end where the content starts
 * @param values what the lines say
 */
record FrontMatter(int end, Map<String, String> values) {

  private static final Pattern FENCED = Pattern
      .compile("\\A---[ \\t]*\\R((?s:.*?\\R)??)(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)");
  private static final Pattern VALUE = Pattern.compile("(?m)^([A-Za-z][\\w-]*):[ \\t]+(\\S.*?)[ \\t]*$");

  static FrontMatter of(String text) {
    Matcher fenced = FENCED.matcher(text);
    if (!fenced.find()) {
      return new FrontMatter(0, Map.of());
    }
    Map<String, String> values = new TreeMap<>();
    Matcher value = VALUE.matcher(fenced.group(1));
    while (value.find()) {
      values.put(value.group(1), unquoted(value.group(2)));
    }
    return new FrontMatter(fenced.end(), values);
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && (value.charAt(0) == '"' || value.charAt(0) == '\'')
        && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
