package dev.athanor.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordParsersTest {

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "|", "\t"})
  void the_delimiter_is_found(String sign) {
    String name = sign.equals("\t") ? "a.tsv" : "a.csv";
    String file = String.join(sign, "name", "price", "note") + "\r\n" + String.join(sign, "coal", "3",
        "\"hard " + sign + " \"\"black\"\"\"") + "\r\n\r\n" + String.join(sign, "peat", "4", "") + "\r\n";

    Document document = ParsedBlocks.document(name, file);

    assertThat(ParsedBlocks.of(document)).containsExactly("table name*|price*|note* / coal|3|hard "
        + sign.replace("\t", "") + (sign.equals("\t") ? "" : " ") + "\"black\" / peat|4|");
  }

  @Test
  void a_first_row_of_numbers_is_no_header_and_lines_above_the_table_are_text() {
    assertThat(ParsedBlocks.of(ParsedBlocks.document("a.csv", "1,2\n3,4\n")))
        .containsExactly("table 1|2 / 3|4");
    assertThat(ParsedBlocks.of(ParsedBlocks.document("a.csv", "Exported in May\nname;price\ncoal;3,5\n")))
        .containsExactly("p Exported in May", "table name*|price* / coal|3,5");
    assertThat(ParsedBlocks.of(ParsedBlocks.document("a.csv", "sep=;\nname;price\ncoal;3\n")))
        .containsExactly("table name*|price* / coal|3");
  }

  @Test
  void wrong_quotation_marks_lose_nothing() {
    assertThat(ParsedBlocks.document("a.csv", "name,size\npipe,3\" wide\n\"open,4\n").text())
        .contains("pipe | 3\" wide", "open", "4");
  }

  @Test
  void an_objects_values_stand_behind_their_names_under_its_path() {
    Document document = ParsedBlocks.document("a.json", """
        {"title": "Orders", "tags": ["a", "b"], "none": null,
         "orders": [{"id": 1, "customer": {"name": "Ada", "city": "London"}}],
         "prices": [{"fuel": "coal", "price": 3.50}, {"fuel": "peat", "smoke": true}]}""");

    assertThat(document.title()).isEqualTo("Orders");
    assertThat(ParsedBlocks.of(document)).containsExactly("p title: Orders\ntags: a, b", "p orders[0]\nid: 1",
        "p orders[0].customer\nname: Ada\ncity: London", "p prices",
        "table fuel*|price*|smoke* / coal|3.50| / peat||true");
  }

  @Test
  void json_of_one_value_a_line_is_read_and_broken_json_is_named() {
    assertThat(
        ParsedBlocks.of(ParsedBlocks.document("a.jsonl", "{\"a\": {\"b\": 1}}\n{\"a\": {\"b\": 2}}\n")))
        .containsExactly("p [0].a\nb: 1", "p [1].a\nb: 2");
    assertThat(ParsedBlocks.failure("a.json", "{\"a\": 1,\n")).startsWith(
        "the file cannot be read as application/json (Unexpected end-of-input").contains("in line 2");
    assertThat(ParsedBlocks.failure("a.json", "[".repeat(100_000))).startsWith(
        "the file cannot be read as application/json (Document nesting depth");
  }
}
