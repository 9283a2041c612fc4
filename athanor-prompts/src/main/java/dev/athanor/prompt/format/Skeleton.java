package dev.athanor.prompt.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a template is layout and what is not. A field is, at the beginning of a line or after a helper that says who speaks, one to five words, a
 * colon (or two, or three, or a dash between blanks), and then, there or on the next line, an expression of the template; or the end
 * of what is said, as in {@code Answer:}, where the model goes on. An item is a line that begins with a number or letter and a mark, as in
 * {@code 1.}, {@code B)} or {@code (c)}, of at least two such lines in a row.
 *
 * @param pieces in order; together they are the template
 */
record Skeleton(List<Piece> pieces) {
  private static final Pattern EXPRESSION =
      Pattern.compile("\\\\\\{\\{|\\{\\{~?!--.*?--~?\\}\\}|\\{\\{\\{.*?\\}\\}\\}|\\{\\{.*?\\}\\}",
          Pattern.DOTALL);
  private static final Pattern TURN =
      Pattern.compile("\\{\\{~?\\s*(?:role\\b.*|history\\s*)~?\\}\\}", Pattern.DOTALL);
  private static final Pattern NAMED = Pattern.compile(
      "(\\p{L}[\\p{L}\\p{M}\\p{N}'’/_]*(?: [\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'’/_]*){0,4})([ \\t]*:{1,3}|[ \\t]+-(?=[ \\t]))([ \\t]*\\n?[ \\t]*)");
  private static final Pattern LABEL =
      Pattern.compile("([(\\[<]?)([0-9]{1,2}|[A-Za-z])( ?[.)\\]>])(?=[ \\t])");

  /** Copies. */
  Skeleton {
    pieces = List.copyOf(pieces);
  }

  /** A part of a template. */
  sealed interface Piece {
    /** Stays as it is. */
    record Fixed(String text) implements Piece {}

    /**
     * What a field is called, and what stands before its value.
     *
     * @param block whether the value is a block of lines, which begins on a line of its own
     * @param open whether the model goes on here
     */
    record Name(String name, String separator, boolean block, boolean open) implements Piece {}

    /** What stands between the value of one field and the next one. */
    record Between(String text) implements Piece {}

    /** The number or letter of an item, with what is around it. */
    record Label(String text, String label) implements Piece {}
  }

  /** How many fields there are. */
  long fields() {
    return pieces.stream().filter(Piece.Name.class::isInstance).count();
  }

  boolean hasSpaces() {
    return pieces.stream().anyMatch(Piece.Between.class::isInstance);
  }

  boolean hasItems() {
    return pieces.stream().anyMatch(Piece.Label.class::isInstance);
  }

  /** The template in another layout; in the original one it is as it was. */
  String written(Layout layout) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(switch (piece) {
        case Piece.Fixed(String fixed) -> fixed;
        case Piece.Name name -> layout.equals(Layout.ORIGINAL) ? name.name() + name.separator()
            : layout.casing().of(name.name()) + separator(layout.separator().text(), name);
        case Piece.Between(String between) ->
            layout.equals(Layout.ORIGINAL) ? between : layout.space().text();
        case Piece.Label(String whole, String label) -> layout.item() == Layout.Item.SAME ? whole
            : layout.item().of(label);
      });
    }
    return text.toString();
  }

  private static String separator(String separator, Piece.Name name) {
    if (name.block()) {
      return separator.stripTrailing() + "\n";
    }
    return name.open() ? separator.stripTrailing() : separator;
  }

  /** Reads a template that parses. */
  static Skeleton of(String template) {
    return new Reading(template).read();
  }

  /** Where something stands in the template. */
  private record Span(int start, int end, Piece piece) {}

  /** Goes through a template. For one use. */
  private static final class Reading {
    private final String template;
    private final List<int[]> expressions = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();

    Reading(String template) {
      this.template = template;
      Matcher found = EXPRESSION.matcher(template);
      while (found.find()) {
        expressions.add(new int[]{found.start(), found.end()});
      }
    }

    Skeleton read() {
      int valueEnd = -1;
      for (int at : starts()) {
        if (at < valueEnd) {
          continue; // what looks like a field in the block of another one is its value
        }
        Optional<Field> field = field(at);
        if (field.isPresent()) {
          between(valueEnd, at);
          Field found = field.get();
          spans.add(new Span(at, found.nameEnd(), found.name()));
          valueEnd = found.valueEnd();
        }
      }
      items();
      return new Skeleton(pieces());
    }

    /** A field, with the place where its value ends. */
    private record Field(Piece.Name name, int nameEnd, int valueEnd) {}

    /** Beginnings of lines and of what somebody says, in order. */
    private List<Integer> starts() {
      List<Integer> starts = new ArrayList<>();
      for (int i = 0; i < template.length(); i++) {
        boolean fresh = i == 0 || template.charAt(i - 1) == '\n' || endsTurn(i);
        if (fresh) {
          int at = i;
          while (at < template.length() && (template.charAt(at) == ' ' || template.charAt(at) == '\t')) {
            at++;
          }
          starts.add(at);
        }
      }
      return starts;
    }

    private boolean endsTurn(int at) {
      return expressions.stream().anyMatch(each -> each[1] == at && isTurn(each));
    }

    private boolean isTurn(int[] expression) {
      return TURN.matcher(template.substring(expression[0], expression[1])).matches();
    }

    private Optional<Field> field(int at) {
      Matcher named = NAMED.matcher(template).region(at, template.length());
      if (!named.lookingAt() || inExpression(at)) {
        return Optional.empty();
      }
      String separator = named.group(2) + named.group(3);
      Optional<int[]> value = expressions.stream().filter(each -> each[0] == named.end()).findFirst();
      boolean ends = value.map(this::isTurn).orElse(template.substring(named.end()).isBlank());
      if (ends) {
        int colon = named.start() + named.group(1).length() + named.group(2).length();
        return Optional
            .of(new Field(new Piece.Name(named.group(1), named.group(2), false, true), colon, colon));
      }
      if (value.isEmpty() || !isValue(value.get())) {
        return Optional.empty();
      }
      boolean block = isBlock(value.get()) && separator.endsWith("\n");
      return Optional.of(new Field(new Piece.Name(named.group(1), separator, block, false), named.end(),
          isBlock(value.get()) ? blockEnd(value.get()) : lineEnd(value.get()[1])));
    }

    private boolean inExpression(int at) {
      return expressions.stream().anyMatch(each -> each[0] <= at && at < each[1]);
    }

    private boolean isValue(int[] expression) {
      String text = template.substring(expression[0], expression[1]);
      return !text.startsWith("\\") && !text.startsWith("{{!") && !text.startsWith("{{~!")
          && !text.startsWith("{{/");
    }

    private boolean isBlock(int[] expression) {
      return template.startsWith("{{#", expression[0]) || template.startsWith("{{~#", expression[0]);
    }

    private int lineEnd(int from) {
      int end = template.indexOf('\n', from);
      int line = end < 0 ? template.length() : end;
      // Somebody else may begin to speak on the same line.
      return expressions.stream().filter(each -> each[0] >= from && each[0] < line && isTurn(each))
          .mapToInt(each -> each[0]).min().orElse(line);
    }

    private int blockEnd(int[] opening) {
      int depth = 0;
      for (int[] each : expressions) {
        if (each[0] >= opening[0]) {
          String text = template.substring(each[0], each[1]);
          depth += text.matches("(?s)\\{\\{~?#.*") ? 1 : text.matches("(?s)\\{\\{~?/.*") ? -1 : 0;
          if (depth == 0) {
            return each[1];
          }
        }
      }
      return template.length();
    }

    /** Only white space stands between two fields of one message; what else stands there is text of its own. */
    private void between(int valueEnd, int at) {
      if (valueEnd >= 0 && at > valueEnd && template.substring(valueEnd, at).isBlank()) {
        spans.add(new Span(valueEnd, at, new Piece.Between(template.substring(valueEnd, at))));
      }
    }

    /** Labels of at least two lines in a row, outside of what is spoken for already. */
    private void items() {
      List<Span> row = new ArrayList<>();
      int line = 0;
      while (line < template.length()) {
        int at = line;
        while (at < template.length() && (template.charAt(at) == ' ' || template.charAt(at) == '\t')) {
          at++;
        }
        Matcher label = LABEL.matcher(template).region(at, template.length());
        if (label.lookingAt() && !inExpression(at)) {
          row.add(new Span(at, label.end(), new Piece.Label(label.group(), label.group(2))));
        } else {
          keep(row);
        }
        int end = template.indexOf('\n', line);
        line = end < 0 ? template.length() : end + 1;
      }
      keep(row);
    }

    private void keep(List<Span> row) {
      if (row.size() > 1) {
        row.stream().filter(each -> spans.stream().noneMatch(other -> other.start() < each.end()
            && each.start() < other.end())).forEach(spans::add);
      }
      row.clear();
    }

    private List<Piece> pieces() {
      spans.sort(java.util.Comparator.comparingInt(Span::start));
      List<Piece> pieces = new ArrayList<>();
      int at = 0;
      for (Span span : spans) {
        if (span.start() > at) {
          pieces.add(new Piece.Fixed(template.substring(at, span.start())));
        }
        pieces.add(span.piece());
        at = span.end();
      }
      pieces.add(new Piece.Fixed(template.substring(at)));
      return pieces;
    }
  }
}
