package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.filter.Comparison;
import dev.athanor.knowledge.filter.DocumentFields;
import dev.athanor.knowledge.filter.FieldValue;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.filter.Period;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.RegExp;

/** How what documents are filtered by is laid out in Lucene, and what a filter is there. */
final class FilterFields {
  /** The names of all fields of a document. */
  static final String NAME = "field";
  private static final String TERM = "is:";
  private static final String NUMBER = "number:";
  private static final String TIME = "time:";

  private FilterFields() {}

  static void addValues(Document entry, DocumentFields fields) {
    fields.values().forEach((name, values) -> {
      entry.add(new StringField(NAME, name, Field.Store.NO));
      for (String value : values) {
        entry.add(new StringField(TERM + name, FieldValue.term(value), Field.Store.NO));
        FieldValue.number(value).ifPresent(number -> entry.add(new DoublePoint(NUMBER + name, number)));
        Period.of(value).ifPresent(period -> entry.add(new LongPoint(TIME + name, period.start())));
      }
    });
  }

  /** The entries of documents and of chunks that a filter admits. */
  static Query query(Filter filter) {
    return switch (filter) {
      case Filter.All(var parts) -> joined(parts.stream().map(FilterFields::query).toList(), Occur.FILTER);
      case Filter.Any(var parts) -> joined(parts.stream().map(FilterFields::query).toList(), Occur.SHOULD);
      case Filter.Not(var part) -> new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
          .add(query(part), Occur.MUST_NOT).build();
      case Filter.Has(var field) -> new TermQuery(new Term(NAME, field));
      case Filter.Equal(var field, var value) -> equal(field, value);
      case Filter.Like(var field, var wildcard) ->
          new RegexpQuery(new Term(TERM + field, wildcard.expression()),
              RegExp.NONE);
      case Filter.Compared(var field, var comparison, var value) -> compared(field, comparison, value);
    };
  }

  private static Query equal(String field, String value) {
    var query = new BooleanQuery.Builder();
    query.add(new TermQuery(new Term(TERM + field, FieldValue.term(value))), Occur.SHOULD);
    FieldValue.number(value)
        .ifPresent(number -> query.add(DoublePoint.newExactQuery(NUMBER + field, number), Occur.SHOULD));
    Period.of(value).ifPresent(period -> query.add(within(field, period), Occur.SHOULD));
    return query.build();
  }

  private static Query compared(String field, Comparison comparison, String value) {
    var query = new BooleanQuery.Builder();
    OptionalDouble number = FieldValue.number(value);
    number.ifPresent(each -> query.add(side(field, comparison, each), Occur.SHOULD));
    Period.of(value).ifPresent(period -> query.add(within(field, period.side(comparison)), Occur.SHOULD));
    return query.build();
  }

  private static Query side(String field, Comparison comparison, double number) {
    return switch (comparison) {
      case LESS ->
          DoublePoint.newRangeQuery(NUMBER + field, Double.NEGATIVE_INFINITY, DoublePoint.nextDown(number));
      case AT_MOST -> DoublePoint.newRangeQuery(NUMBER + field, Double.NEGATIVE_INFINITY, number);
      case AT_LEAST -> DoublePoint.newRangeQuery(NUMBER + field, number, Double.POSITIVE_INFINITY);
      case GREATER ->
          DoublePoint.newRangeQuery(NUMBER + field, DoublePoint.nextUp(number), Double.POSITIVE_INFINITY);
    };
  }

  private static Query within(String field, Period period) {
    return LongPoint.newRangeQuery(TIME + field, period.start(), period.end() - 1);
  }

  private static Query joined(List<Query> parts, Occur occur) {
    var query = new BooleanQuery.Builder();
    parts.forEach(part -> query.add(part, occur));
    return parts.isEmpty() && occur == Occur.FILTER ? MatchAllDocsQuery.INSTANCE : query.build();
  }
}
