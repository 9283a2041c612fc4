package dev.athanor.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HtmlParserTest {

  @Test
  void what_a_reader_sees_is_kept_in_order_and_the_rest_is_left_out() {
    Document document = ParsedBlocks.document("a.html", """
        <html lang="en"><head><title>Even
        heat</title><meta name="author" content="A. Smith"><style>p { color: red }</style></head>
        <body><nav><a href="/">Home</a></nav><script>alert(1)</script>
        <h1>Athanor</h1><p>It keeps an <b>even</b>&nbsp;heat,<br>day and night.</p>loose text
        <ul><li>coal<ul><li>hard coal</li></ul></li><li><p>peat</p></li></ul>
        <ol start="3"><li>light it</li><li>wait</li></ol>
        <table><caption>Prices</caption><thead><tr><th>name</th><th>price</th></tr></thead>
        <tr><td rowspan="2">coal</td><td>3</td></tr><tr><td>4</td></tr></table>
        <pre><code class="language-java">
        light();
          wait();</code></pre><p hidden>secret</p><footer>Imprint</footer></body></html>""");

    assertThat(document.title()).isEqualTo("Even heat");
    assertThat(document.metadata()).containsEntry("author", "A. Smith").containsEntry("language", "en");
    assertThat(ParsedBlocks.of(document)).containsExactly("h1 Athanor",
        "p It keeps an even heat,\nday and night.",
        "p loose text", "item0 - coal", "item1 - hard coal", "item0 - peat", "item0 3. light it",
        "item0 4. wait",
        "p Prices", "table name*|price* / coal|3 / coal|4", "code java light();\n  wait();", "p Imprint");
  }

  @Test
  void a_table_used_for_layout_is_read_cell_by_cell() {
    Document document = ParsedBlocks.document("a.html",
        "<table><tr><td><h2>Left</h2></td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>");

    assertThat(ParsedBlocks.of(document)).containsExactly("h2 Left", "table a|b");
  }

  @Test
  void the_declared_encoding_is_used() {
    byte[] page = "<meta charset=\"iso-8859-2\"><p>Łódź</p>".getBytes(Charset.forName("iso-8859-2"));

    assertThat(ParsedBlocks.document("a.html", page).text()).isEqualTo("Łódź");
    assertThat(ParsedBlocks.document("b.html", "<p>Wärme</p>".getBytes(StandardCharsets.ISO_8859_1)).text())
        .isEqualTo("Wärme");
  }

  @Test
  void malformed_pages_are_read_as_a_browser_would() {
    Document document = ParsedBlocks.document("a.html",
        "<p>one<p>two<li>three</ul></b></table><h2>four");

    assertThat(ParsedBlocks.of(document)).containsExactly("p one", "p two", "p three", "h2 four");
  }
}
