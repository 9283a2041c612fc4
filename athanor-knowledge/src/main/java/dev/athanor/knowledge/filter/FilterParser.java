package dev.athanor.knowledge.filter;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a filter. {@code any = all {"OR" all}}, {@code all = one {["AND"] one}}, {@code one = ["-" | "NOT"]
 * ("(" any ")" | field (":" | "=" | ">=" | "<=" | ">" | "<") value)}.
 */
final class FilterParser {
  private static final int LONGEST = 10_000;
  private static final int DEEPEST = 50;
  private static final String EXAMPLE = "a field and a value such as source:handbook or modified>=2024-01-01";

  private static final Pattern RANGE = Pattern.compile("(?=.*[^.])([^\"]*?)\\.{2,3}([^\"]*)");

  private final String text;
  private int at;
  private int depth;

  FilterParser(String text) {
    this.text = text;
  }

  Filter parse() {
    if (text.length() > LONGEST) {
      throw AthanorException.user("filter-syntax", "the filter has " + text.length()
          + " characters; expected at most " + LONGEST
          + ": name fewer values, or use a wildcard such as path:hr/**");
    }
    skipBlanks();
    if (at == text.length()) {
      return Filter.everything();
    }
    Filter filter = any();
    if (at < text.length()) {
      throw unexpected("no \")\" without a \"(\" before it, or " + EXAMPLE);
    }
    return filter;
  }

  private Filter any() {
    List<Filter> parts = new ArrayList<>(List.of(all()));
    while (keyword("OR")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Any(parts);
  }

  private Filter all() {
    List<Filter> parts = new ArrayList<>(List.of(one()));
    while (keyword("AND") || (at < text.length() && text.charAt(at) != ')' && !ahead("OR"))) {
      parts.add(one());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.All(parts);
  }

  private Filter one() {
    if (++depth > DEEPEST) {
      throw unexpected("at most " + DEEPEST + " levels of \"(\", \"-\" and NOT");
    }
    Filter filter;
    if (symbol('-') || keyword("NOT")) {
      filter = new Filter.Not(one());
    } else if (symbol('(')) {
      filter = any();
      if (!symbol(')')) {
        throw unexpected("\")\"");
      }
    } else {
      filter = condition();
    }
    depth--;
    return filter;
  }

  private Filter condition() {
    int start = at;
    if (at == text.length() || keyword("OR") || keyword("AND")) {
      at = start;
      throw unexpected(EXAMPLE);
    }
    String field = DocumentFields.name(fieldName());
    skipBlanks();
    if (field.isEmpty()) {
      throw unexpected(EXAMPLE);
    }
    for (Comparison each : List.of(Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.GREATER,
        Comparison.LESS)) {
      if (text.startsWith(each.sign(), at)) {
        at += each.sign().length();
        return compared(field, each);
      }
    }
    if (!symbol(':') && !symbol('=')) {
      throw unexpected("one of : >= <= > < after the field \"" + Json.abbreviate(field, 40) + "\", as in "
          + Json.abbreviate(field, 40) + ":value");
    }
    return equal(field);
  }

  private Filter compared(String field, Comparison comparison) {
    skipBlanks();
    int start = at;
    List<Wildcard.Part> parts = value();
    if (parts.size() == 1 && parts.getFirst() instanceof Wildcard.Part.Text(String value)
        && (FieldValue.number(value).isPresent() || Period.of(value).isPresent())) {
      return new Filter.Compared(field, comparison, value);
    }
    at = start;
    throw unexpected("a number such as 12.5 or a date such as 2024-05-31 after " + comparison.sign());
  }

  private Filter equal(String field) {
    skipBlanks();
    int start = at;
    List<Wildcard.Part> parts = value();
    if (parts.size() == 1 && parts.getFirst() instanceof Wildcard.Part.Text(String value)) {
      refuseRange(field, start);
      return new Filter.Equal(field, value);
    }
    if (parts.stream().noneMatch(Wildcard.Part.Text.class::isInstance)) {
      return new Filter.Has(field);
    }
    var wildcard = new Wildcard(parts.stream().map(part -> adapted(part, field)).toList());
    if (!wildcard.isSearchable()) {
      at = start;
      throw unexpected(
          "fewer stars, or less text, in one value: begin it with what is known and end it with one"
              + " star, as in path:hr/2024/**");
    }
    return new Filter.Like(field, wildcard);
  }

  /** What has two dots between numbers or dates is meant as a range, and as plain text would find nothing. */
  private void refuseRange(String field, int start) {
    Matcher range = RANGE.matcher(text).region(start, at);
    if (range.matches() && isBound(range.group(1)) && isBound(range.group(2))) {
      List<String> bounds = new ArrayList<>();
      if (!range.group(1).isEmpty()) {
        bounds.add(field + ">=" + range.group(1));
      }
      if (!range.group(2).isEmpty()) {
        bounds.add(field + "<=" + range.group(2));
      }
      at = start;
      throw unexpected("one value; a range is written " + String.join(" ", bounds)
          + ", and a text that has such dots in quotation marks");
    }
  }

  private static boolean isBound(String value) {
    return value.isEmpty() || FieldValue.number(value).isPresent() || Period.of(value).isPresent();
  }

  /** Only paths have folders; elsewhere a star stands for any character. */
  private static Wildcard.Part adapted(Wildcard.Part part, String field) {
    return switch (part) {
      case Wildcard.Part.Text(String value) -> new Wildcard.Part.Text(folded(value));
      case Wildcard.Part.Anything anything -> anything;
      case Wildcard.Part.WithinFolder within ->
          field.equals(DocumentFields.PATH) ? within : new Wildcard.Part.Anything();
    };
  }

  /** As {@link FieldValue#term}, but blanks at the ends stay, where the value goes on. */
  private static String folded(String value) {
    String marked = FieldValue.term("|" + value + "|");
    return marked.substring(1, marked.length() - 1);
  }

  private String fieldName() {
    if (at < text.length() && text.charAt(at) == '"') {
      var name = new StringBuilder();
      quoted(name);
      return name.toString();
    }
    int start = at;
    while (at < text.length() && !isBlank(text.charAt(at)) && ":=<>()\"*".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /** One word, with quoted parts and stars in it. */
  private List<Wildcard.Part> value() {
    List<Wildcard.Part> parts = new ArrayList<>();
    var characters = new StringBuilder();
    int start = at;
    while (at < text.length() && !isBlank(text.charAt(at)) && "()".indexOf(text.charAt(at)) < 0) {
      char next = text.charAt(at);
      if (next == '"') {
        quoted(characters);
      } else if (next == '*') {
        literal(characters, parts);
        boolean two = text.startsWith("**", at);
        parts.add(two ? new Wildcard.Part.Anything() : new Wildcard.Part.WithinFolder());
        at += two ? 2 : 1;
      } else {
        characters.append(escaped());
      }
    }
    if (at == start) {
      throw unexpected(
          "a value; one with blanks or brackets is written in quotation marks, as in author:\"Anna B\"");
    }
    boolean quotedNothing = parts.isEmpty() && characters.isEmpty();
    literal(characters, parts);
    return quotedNothing ? List.of(new Wildcard.Part.Text("")) : parts;
  }

  private static void literal(StringBuilder characters, List<Wildcard.Part> parts) {
    if (!characters.isEmpty()) {
      parts.add(new Wildcard.Part.Text(characters.toString()));
      characters.setLength(0);
    }
  }

  private void quoted(StringBuilder into) {
    int start = at;
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      into.append(escaped());
    }
    if (at == text.length()) {
      at = start;
      throw unexpected("a second quotation mark that ends what begins here");
    }
    at++;
  }

  private char escaped() {
    if (text.charAt(at) == '\\' && at + 1 < text.length()) {
      at++;
    }
    return text.charAt(at++);
  }

  private boolean symbol(char symbol) {
    if (at < text.length() && text.charAt(at) == symbol) {
      at++;
      skipBlanks();
      return true;
    }
    return false;
  }

  private boolean keyword(String word) {
    skipBlanks();
    if (!ahead(word)) {
      return false;
    }
    at += word.length();
    skipBlanks();
    return true;
  }

  private boolean ahead(String word) {
    int end = at + word.length();
    return text.startsWith(word, at)
        && (end == text.length() || isBlank(text.charAt(end)) || text.charAt(end) == '(');
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private AthanorException unexpected(String expected) {
    String found =
        at == text.length() ? "ends" : "has " + Json.abbreviate("\"" + text.substring(at), 20) + "\"";
    int column = text.codePointCount(0, at) + 1;
    return AthanorException.user("filter-syntax", "the filter " + Json.abbreviate(text, 200) + " " + found
        + " at column " + column + "; expected " + expected);
  }
}
