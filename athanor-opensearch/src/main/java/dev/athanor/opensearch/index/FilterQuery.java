package dev.athanor.opensearch.index;

import dev.athanor.json.Json;
import dev.athanor.knowledge.filter.Comparison;
import dev.athanor.knowledge.filter.DocumentFields;
import dev.athanor.knowledge.filter.FieldValue;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.filter.Period;
import dev.athanor.knowledge.filter.Wildcard;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.lucene.util.NumericUtils;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How what documents are filtered by is laid out in OpenSearch, and what a filter is there. Name and value are one term, so
 * that any number of fields needs no mapping; numbers and times are written so that they sort as they count.
 */
final class FilterQuery {
  /** Neither a name nor a value has one. */
  private static final char BETWEEN = '\n';

  private FilterQuery() {}

  private static void addNames(ObjectNode entry, DocumentFields fields) {
    ArrayNode names = entry.putArray(Layout.FIELD);
    fields.values().keySet().forEach(names::add);
  }

  static void addValues(ObjectNode entry, DocumentFields fields) {
    addNames(entry, fields);
    ArrayNode terms = entry.putArray(Layout.VALUE);
    ArrayNode numbers = entry.putArray(Layout.NUMERIC);
    ArrayNode times = entry.putArray(Layout.TIME);
    fields.values().forEach((name, values) -> values.forEach(value -> {
      terms.add(name + BETWEEN + FieldValue.term(value));
      FieldValue.number(value).ifPresent(number -> numbers.add(name + BETWEEN + sortable(number)));
      Period.of(value).ifPresent(period -> times.add(name + BETWEEN + sortable(period.start())));
    }));
  }

  /** The documents and chunks that a filter admits. */
  static ObjectNode of(Filter filter) {
    return switch (filter) {
      case Filter.All(var parts) -> Layout.bool("filter", parts.stream().map(FilterQuery::of).toList());
      case Filter.Any(var parts) -> any(parts.stream().map(FilterQuery::of).toList());
      case Filter.Not(var part) -> Layout.bool("must_not", List.of(of(part)));
      case Filter.Has(var field) -> Layout.term(Layout.FIELD, field);
      case Filter.Equal(var field, var value) -> equal(field, value);
      case Filter.Like(var field, var wildcard) -> like(field, wildcard);
      case Filter.Compared(var field, var comparison, var value) -> compared(field, comparison, value);
    };
  }

  /** None of no queries is met, though OpenSearch would take that for everything. */
  private static ObjectNode any(List<ObjectNode> queries) {
    if (queries.isEmpty()) {
      ObjectNode none = Json.object();
      none.putObject("match_none");
      return none;
    }
    return Layout.bool("should", queries);
  }

  private static ObjectNode equal(String field, String value) {
    List<ObjectNode> forms = new ArrayList<>();
    forms.add(Layout.term(Layout.VALUE, field + BETWEEN + FieldValue.term(value)));
    FieldValue.number(value)
        .ifPresent(number -> forms.add(Layout.term(Layout.NUMERIC, field + BETWEEN + sortable(number))));
    Period.of(value).ifPresent(period -> forms.add(within(field, period)));
    return any(forms);
  }

  private static ObjectNode like(String field, Wildcard wildcard) {
    ObjectNode query = Json.object();
    query.putObject("regexp").putObject(Layout.VALUE)
        .put("value", literal(field + BETWEEN) + wildcard.expression())
        .put("flags", "NONE");
    return query;
  }

  private static String literal(String text) {
    var expression = new StringBuilder();
    text.codePoints().forEach(each -> {
      if (each < 128 && !Character.isLetterOrDigit(each)) {
        expression.append('\\');
      }
      expression.appendCodePoint(each);
    });
    return expression.toString();
  }

  private static ObjectNode compared(String field, Comparison comparison, String value) {
    List<ObjectNode> forms = new ArrayList<>();
    OptionalDouble number = FieldValue.number(value);
    number.ifPresent(each -> forms.add(side(field, comparison, each)));
    Period.of(value).ifPresent(period -> forms.add(within(field, period.side(comparison))));
    return any(forms);
  }

  private static ObjectNode side(String field, Comparison comparison, double number) {
    String least = sortable(Double.NEGATIVE_INFINITY);
    String greatest = sortable(Double.POSITIVE_INFINITY);
    String own = sortable(number);
    return switch (comparison) {
      case LESS -> between(Layout.NUMERIC, field, least, "lt", own);
      case AT_MOST -> between(Layout.NUMERIC, field, least, "lte", own);
      case AT_LEAST -> between(Layout.NUMERIC, field, own, "lte", greatest);
      case GREATER -> between(Layout.NUMERIC, field, sortable(Math.nextUp(number)), "lte", greatest);
    };
  }

  private static ObjectNode within(String field, Period period) {
    return between(Layout.TIME, field, sortable(period.start()), "lt", sortable(period.end()));
  }

  private static ObjectNode between(String kind, String field, String start, String side, String end) {
    ObjectNode query = Json.object();
    query.putObject("range").putObject(kind).put("gte", field + BETWEEN + start).put(side,
        field + BETWEEN + end);
    return query;
  }

  static String sortable(double number) {
    return sortable(NumericUtils.doubleToSortableLong(number));
  }

  static String sortable(long number) {
    return HexFormat.of().toHexDigits(number ^ Long.MIN_VALUE);
  }
}
