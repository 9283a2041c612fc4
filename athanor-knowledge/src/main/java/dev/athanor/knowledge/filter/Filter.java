package dev.athanor.knowledge.filter;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which documents may be found. A field that a document does not have admits it to nothing but a {@link Not}.
 */
public sealed interface Filter {
  /** Every document. */
  static Filter everything() {
    return new All(List.of());
  }

  /** Whatever all of these admit. */
  record All(List<Filter> parts) implements Filter {
    /** Copies. */
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** Whatever at least one of these admits. */
  record Any(List<Filter> parts) implements Filter {
    /** Copies. */
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** Whatever that one does not admit. */
  record Not(Filter part) implements Filter {}

  /** Documents that have the field at all. */
  record Has(String field) implements Filter {}

  /**
   * Documents with this value: the same text by {@link FieldValue#term}, the same number, or a date within that
   * {@link Period}.
   */
  record Equal(String field, String value) implements Filter {}

  /** Documents with a value of this form, compared by {@link FieldValue#term}. */
  record Like(String field, Wildcard wildcard) implements Filter {}

  /** Documents whose value is a number, if this is one, or a date, if this is one, and lies on this side. */
  record Compared(String field, Comparison comparison, String value) implements Filter {}

  /**
   * The filter that a text stands for; a blank text is {@link #everything}.
   *
   * @throws dev.athanor.error.AthanorException {@code filter-syntax}, with the column and what was expected there
   */
  static Filter parse(String text) {
    return new FilterParser(text).parse();
  }

  /** The names of the fields that it asks for. */
  default Set<String> fields() {
    return switch (this) {
      case All(var parts) -> fields(parts);
      case Any(var parts) -> fields(parts);
      case Not(var part) -> part.fields();
      case Has(var field) -> Set.of(field);
      case Equal(var field, var _) -> Set.of(field);
      case Like(var field, var _) -> Set.of(field);
      case Compared(var field, var _, var _) -> Set.of(field);
    };
  }

  private static Set<String> fields(List<Filter> parts) {
    Set<String> fields = new TreeSet<>();
    parts.forEach(part -> fields.addAll(part.fields()));
    return fields;
  }

  /** Whether a document with these fields may be found: what every translation of a filter is held to. */
  default boolean admits(DocumentFields fields) {
    return switch (this) {
      case All(var parts) -> parts.stream().allMatch(part -> part.admits(fields));
      case Any(var parts) -> parts.stream().anyMatch(part -> part.admits(fields));
      case Not(var part) -> !part.admits(fields);
      case Has(var field) -> !fields.of(field).isEmpty();
      case Equal(var field, var value) -> fields.of(field).stream().anyMatch(each -> equal(each, value));
      case Like(var field, var wildcard) -> fields.of(field).stream()
          .anyMatch(each -> wildcard.matches(FieldValue.term(each)));
      case Compared(var field, var comparison, var value) -> fields.of(field).stream()
          .anyMatch(each -> lies(each, comparison, value));
    };
  }

  private static boolean equal(String has, String asked) {
    if (FieldValue.term(has).equals(FieldValue.term(asked))) {
      return true;
    }
    OptionalDouble number = FieldValue.number(asked);
    if (number.isPresent() && number.equals(FieldValue.number(has))) {
      return true;
    }
    Optional<Period> period = Period.of(asked);
    return period.isPresent()
        && Period.of(has).filter(each -> period.get().contains(each.start())).isPresent();
  }

  private static boolean lies(String has, Comparison comparison, String asked) {
    OptionalDouble number = FieldValue.number(asked);
    OptionalDouble other = FieldValue.number(has);
    if (number.isPresent() && other.isPresent()
        && comparison.holds(Double.compare(other.getAsDouble(), number.getAsDouble()))) {
      return true;
    }
    Optional<Period> side = Period.of(asked).map(period -> period.side(comparison));
    return side.isPresent() && Period.of(has).filter(each -> side.get().contains(each.start())).isPresent();
  }
}
