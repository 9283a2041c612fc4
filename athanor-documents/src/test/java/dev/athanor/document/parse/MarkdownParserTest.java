package dev.athanor.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import org.junit.jupiter.api.Test;

class MarkdownParserTest {

  @Test
  void the_text_is_the_file_and_the_blocks_stand_in_it() {
    String file = """
        # The *Athanor* [furnace](https://example.org)

        It keeps an **even** heat,
        day and night.

        Uses
        ----

        - coal
          - hard coal
        - peat

          second paragraph
        1. first

        > A quoted paragraph.

        | name | price |
        | ---- | ----: |
        | coal | 3     |

        ```java title=x
        light();
        ```

            indented();

        <!-- a comment -->

        <p>Raw HTML says this.</p>

        [ref]: https://example.org "never shown"
        """;

    Document document = ParsedBlocks.document("a.md", file);

    assertThat(document.text()).isEqualTo(file);
    assertThat(document.title()).isEqualTo("The Athanor furnace");
    assertThat(ParsedBlocks.of(document)).containsExactly("h1 The Athanor furnace",
        "p It keeps an **even** heat,\nday and night.", "h2 Uses", "item0 - coal", "item1 - hard coal",
        "item0 - peat",
        "item0 second paragraph", "item0 1. first", "p A quoted paragraph.",
        "table name*|price* / coal|3", "code java ```java title=x\nlight();\n```", "code  indented();",
        "p <p>Raw HTML says this.</p>");
  }

  @Test
  void front_matter_gives_the_title_and_metadata_and_is_no_content() {
    String file = "---\ntitle: \"Even heat\"\nauthor: A. Smith\ntags: [a, b]\n---\n\nText.\n";

    Document document = ParsedBlocks.document("a.md", file);

    assertThat(document.text()).isEqualTo(file);
    assertThat(document.title()).isEqualTo("Even heat");
    assertThat(document.metadata()).containsEntry("author", "A. Smith");
    assertThat(ParsedBlocks.of(document)).containsExactly("p Text.");
  }

  @Test
  void positions_hold_with_windows_line_ends_tabs_umlauts_and_emoji() {
    Document document = ParsedBlocks.document("a.md",
        "# Größe 👩‍👩‍👧\r\n\r\nErster Absatz,\r\nweiter.\r\n\r\n-\tein Punkt\r\n\r\n| ä | ö |\r\n|---|---|\r\n| 1 | 2 |\r\n");

    assertThat(ParsedBlocks.of(document)).containsExactly("h1 Größe 👩‍👩‍👧", "p Erster Absatz,\r\nweiter.",
        "item0 -\tein Punkt", "table ä*|ö* / 1|2");
  }

  @Test
  void a_file_without_a_heading_is_called_by_its_name() {
    assertThat(ParsedBlocks.document("guides/Erste Schritte.md", "Text.").title()).isEqualTo(
        "Erste Schritte");
  }
}
