package dev.athanor.knowledge.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.error.AthanorException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  private static final DocumentFields LEAVE = DocumentFields.of("handbook", Document.of(new DocumentId(
      "hr/2024/Leave.pdf"), "Annual Leave", "application/pdf", "", List.of(),
      Map.of("Author", "Anna B",
          "modified", "2024-05-31T10:00:00Z", "language", "de", "pages", "12", "year", "2024", "Cost centre",
          "0042")));

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "source:handbook", "SOURCE:Handbook", "type:pdf", "type:application/pdf",
      "path:hr/**",
      "path:hr/*/leave.pdf", "path:**/Leave.*", "title:\"annual leave\"", "title:annual*",
      "author:\"anna b\"",
      "author:anna\\ b", "modified>=2024-01-01", "modified<2024-06", "modified:2024", "modified:2024-05-31",
      "modified<=2024-05", "pages>11.5", "pages=12.0", "pages<=12", "year>=2020", "year:2024", "-language:en",
      "NOT language:en", "language:en OR type:pdf", "(language:en OR type:pdf) pages:12", "pages:*",
      "-missing:*",
      "type:pdf AND -(language:en OR source:wiki)", "\"cost centre\":0042", "\"cost centre\":42",
      "-missing>3", "- language:en"})
  void admits(String text) {
    assertThat(Filter.parse(text).admits(LEAVE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"source:hand", "path:hr/*", "path:leave.pdf", "title:annual", "modified>2024-05-31",
      "modified>2024-05", "modified<2024", "pages<12", "missing:x", "missing>3", "missing:*", "-type:pdf",
      "type:pdf language:en", "author:\"anna *\"", "type:docx OR language:en", "modified:2024-06"})
  void does_not_admit(String text) {
    assertThat(Filter.parse(text).admits(LEAVE)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
      "handbook | ends at column 9; expected one of : >= <= > < after the field \"handbook\", as in handbook:value",
      "source: | ends at column 8; expected a value; one with blanks or brackets is written in quotation marks",
      "(type:pdf | ends at column 10; expected \")\"",
      "type:pdf) | has \")\" at column 9; expected no \")\" without a \"(\" before it",
      "type:pdf OR | ends at column 12; expected a field and a value such as source:handbook or modified>=2024-01-01",
      "OR type:pdf | has \"OR type:pdf\" at column 1; expected a field and a value",
      "author:\"Anna | has \"\"Anna\" at column 8; expected a second quotation mark",
      "pages>many | has \"many\" at column 7; expected a number such as 12.5 or a date such as 2024-05-31 after >",
      "😀:1 pages>1* | has \"1*\" at column 11; expected a number",
      ":pdf | has \":pdf\" at column 1; expected a field and a value",
      "modified>=2024-13-45 | has \"2024-13-45\" at column 11; expected a number such as 12.5 or a date"})
  void a_mistake_is_named_with_its_column_and_what_was_expected(String text, String message) {
    assertThatThrownBy(() -> Filter.parse(text)).isInstanceOfSatisfying(AthanorException.class,
        e -> assertThat(e.code()).isEqualTo("filter-syntax"))
        .hasMessageContaining("the filter " + text + " " + message);
  }

  @Test
  void a_filter_too_long_or_too_deep_is_refused() {
    assertThatThrownBy(() -> Filter.parse("a:" + "b".repeat(100_000)))
        .hasMessageStartingWith("the filter has 100002 characters; expected at most 10000");
    assertThatThrownBy(() -> Filter.parse("(".repeat(9_000)))
        .hasMessageContaining("expected at most 50 levels of \"(\", \"-\" and NOT");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10})
  void some_stars_in_a_value_are_searched(int stars) {
    assertThat(Filter.parse("path:" + "*a".repeat(stars) + "/**/*.pdf").fields()).containsExactly("path");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
      "modified:2024-01-01..2024-02-01 | 10 | modified>=2024-01-01 modified<=2024-02-01",
      "pages=2...10 | 7 | pages>=2 pages<=10",
      "type:pdf modified:2024.. | 19 | modified>=2024",
      "type:pdf modified:..2024-05 | 19 | modified<=2024-05"})
  void a_range_is_refused_with_the_way_to_write_it(String text, int column, String right) {
    assertThatThrownBy(() -> Filter.parse(text)).isInstanceOf(AthanorException.class)
        .hasMessageContaining(" at column " + column + "; expected one value; a range is written " + right
            + ", and a text that has such dots in quotation marks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"title:\"1..2\"", "title:wait..what", "path:../2024/a.md", "title:..", "version:1.2.3"})
  void dots_that_are_no_range_are_text(String text) {
    assertThat(Filter.parse(text)).isInstanceOf(Filter.Equal.class);
  }

  @Test
  void a_value_with_more_stars_than_an_index_can_search_for_is_refused() {
    assertThatThrownBy(() -> Filter.parse("type:pdf path:" + "*a".repeat(2_000)))
        .isInstanceOfSatisfying(AthanorException.class, e -> assertThat(e.code()).isEqualTo("filter-syntax"))
        .hasMessageContaining(" at column 15; expected fewer stars, or less text, in one value");
    assertThatThrownBy(() -> Filter.parse("path:**" + "/*/*a".repeat(30)))
        .hasMessageContaining(" at column 6; expected fewer stars");
    assertThatThrownBy(() -> Filter.parse("title:x" + "y".repeat(1_000) + "*"))
        .hasMessageContaining(" at column 7; expected fewer stars, or less text");
  }

  @Test
  void facts_are_not_hidden_by_metadata_of_the_same_name() {
    DocumentFields fields =
        DocumentFields.of("wiki", Document.of(new DocumentId("a.md"), "A", "text/markdown", "",
            List.of(), Map.of("source", "forged", "path", "forged", "blank", " ")));
    assertThat(fields.values())
        .isEqualTo(Map.of("source", java.util.Set.of("wiki"), "path", java.util.Set.of("a.md"),
            "title", java.util.Set.of("A"), "type", java.util.Set.of("text/markdown", "markdown")));
  }
}
