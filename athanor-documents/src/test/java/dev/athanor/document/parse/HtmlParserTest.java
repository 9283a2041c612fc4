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
        "p Prices", "table name*|price* / coal|3 / coal|4", "code java light();\n  wait();");
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

  @Test
  void what_a_page_says_is_its_content_is_read_and_what_is_around_it_is_not() {
    String words = "An athanor keeps an even heat over many days. ".repeat(5);
    assertThat(ParsedBlocks.document("a.html", "<body><div>Shop <a href=x>Cart</a></div><main><p>" + words
        + "</p><aside class=related><a href=y>Ten other furnaces</a></aside></main><div>Visit us</div></body>")
        .text())
        .isEqualTo(words.strip());
  }

  @Test
  void a_page_that_does_not_say_what_its_content_is_loses_only_what_names_itself_and_is_small() {
    String words = "An athanor keeps an even heat over many days. ".repeat(5);
    String page = "<body><div class=\"top menu\"><a href=a>Home</a> <a href=b>Furnaces</a></div><div><p>"
        + words
        + "</p><p class=note>Mind the <a href=c>menu of fuels</a>.</p></div><div id=cookie-banner>We use cookies.</div>"
        + "<footer>Imprint</footer></body>";

    assertThat(ParsedBlocks.of(ParsedBlocks.document("a.html", page)))
        .containsExactly("p " + words.strip(), "p Mind the menu of fuels.");
    assertThat(
        ParsedBlocks.document("b.html", "<div class=menu><a href=a>Soup</a> <a href=b>Fish</a></div>").text())
        .isEqualTo("Soup Fish");
  }

  @Test
  void a_picture_says_what_its_description_says_unless_that_is_only_its_name() {
    assertThat(
        ParsedBlocks.document("a.html", "<p>See <img alt=\"the furnace\"> and <img alt=\"a.png\">here.</p>")
            .text())
        .isEqualTo("See the furnace and here.");
  }
}
