package dev.athanor.document.source.records;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a text is made of a row's fields. */
public sealed interface Wording {
  /** The text; empty where the row has none of the fields. */
  String of(Row row);

  /** The fields it names. */
  Set<String> fields();

  /** Every field, as lines of {@code name: value}. */
  record EveryField() implements Wording {
    @Override
    public String of(Row row) {
      return lines(row, row.fields().sequencedKeySet());
    }

    @Override
    public Set<String> fields() {
      return Set.of();
    }
  }

  /** One field alone, or several as lines of {@code name: value}. */
  record SomeFields(List<String> names) implements Wording {
    /** Copies. */
    public SomeFields {
      names = List.copyOf(names);
    }

    @Override
    public String of(Row row) {
      return names.size() == 1 ? row.text(names.getFirst()).orElse("") : lines(row, names);
    }

    @Override
    public Set<String> fields() {
      return Set.copyOf(names);
    }
  }

  /** A text in which <code>{field}</code> stands for the field's value. */
  record Template(String text) implements Wording {
    private static final Pattern FIELD = Pattern.compile("\\{([^{}\\n]+)}");

    @Override
    public String of(Row row) {
      boolean none = fields().stream().allMatch(field -> row.text(field).isEmpty());
      return none ? "" : FIELD.matcher(text)
          .replaceAll(found -> Matcher.quoteReplacement(row.text(found.group(1)).orElse("")));
    }

    @Override
    public Set<String> fields() {
      Set<String> fields = new TreeSet<>();
      FIELD.matcher(text).results().forEach(found -> fields.add(found.group(1)));
      return fields;
    }
  }

  /** What a project writes: nothing for every field, a text with braces for a template, else the names of fields. */
  static Wording of(List<String> written) {
    if (written.isEmpty()) {
      return new EveryField();
    }
    boolean template = written.size() == 1 && Template.FIELD.matcher(written.getFirst()).find();
    return template ? new Template(written.getFirst()) : new SomeFields(written);
  }

  private static String lines(Row row, Iterable<String> names) {
    StringJoiner lines = new StringJoiner("\n");
    for (String name : names) {
      row.text(name).ifPresent(value -> lines.add(value.contains("\n")
          ? name + ":\n\n" + value + "\n" : name + ": " + value));
    }
    return lines.toString();
  }
}
