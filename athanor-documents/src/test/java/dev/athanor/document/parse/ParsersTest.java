package dev.athanor.document.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {

  private static final String UMLAUTS =
      "Größe und Wärme: ein gleichmäßiger Ofen, für 3 € erhältlich.\r\nZweite Zeile.\n";

  private final Parsers parsers = Parsers.standard();

  @Test
  void plain_text_is_the_files_own_text_to_the_last_character() {
    Document document = parsed("a.txt", ("  \n" + UMLAUTS + "\n\n👩‍👩‍👧 end \n").getBytes(UTF_8));

    assertThat(document.text()).isEqualTo("  \n" + UMLAUTS + "\n\n👩‍👩‍👧 end \n");
    assertThat(document.blocks()).hasSize(2);
    assertThat(document.metadata()).containsEntry("encoding", "UTF-8");
    assertThat(document.title()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void a_byte_order_mark_decides_the_encoding_and_is_no_text(String encoding) {
    byte[] bytes = ("\uFEFF" + UMLAUTS).getBytes(Charset.forName(encoding));

    Document document = parsed("a.txt", bytes);

    assertThat(document.text()).isEqualTo(UMLAUTS);
    assertThat(document.metadata()).containsEntry("encoding", encoding);
  }

  @Test
  void an_encoding_that_nobody_declared_is_assumed_and_said() {
    Document western = parsed("a.txt", UMLAUTS.getBytes(Charset.forName("windows-1252")));
    Document wide = parsed("a.txt", UMLAUTS.getBytes(StandardCharsets.UTF_16LE));
    String russian = "Печь, которая держит ровный жар, называется атанором. Её изобрели алхимики.";
    Document cyrillic = parsed("a.txt", russian.getBytes(Charset.forName("windows-1251")));

    assertThat(western.text()).isEqualTo(UMLAUTS);
    assertThat(western.metadata()).containsEntry("encoding", "windows-1252 (assumed)");
    assertThat(wide.text()).isEqualTo(UMLAUTS);
    assertThat(wide.metadata()).containsEntry("encoding", "UTF-16LE (assumed)");
    assertThat(cyrillic.text()).isEqualTo(russian);
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE,Печь держит ровный жар. Её изобрели алхимики.",
      "UTF-16BE,Печь держит ровный жар. Её изобрели алхимики.",
      "UTF-16LE,炼金术士用的炉子能保持均匀的热量。它日夜燃烧。",
      "Shift_JIS,アタノールは均一な熱を保つ炉である。錬金術師が発明した。", "EUC-JP,アタノールは均一な熱を保つ炉である。錬金術師が発明した。",
      "ISO-2022-JP,アタノールは均一な熱を保つ炉である。錬金術師が発明した。", "GB18030,炼金术士用的炉子能保持均匀的热量。它日夜燃烧。",
      "windows-1256,الفرن الذي يحافظ على حرارة متساوية يسمى أثانور. اخترعه الكيميائيون."})
  void text_in_any_writing_is_read_without_a_mark(String encoding, String text) {
    String words = text + "\n";

    assertThat(parsed("a.txt", words.getBytes(Charset.forName(encoding))).text()).isEqualTo(words);
  }

  @Test
  void binary_content_under_a_text_name_is_refused() {
    byte[] junk = new byte[5_000];
    new SplittableRandom(7).nextBytes(junk);

    assertThat(failure("a.txt", junk)).startsWith("the file is binary, but text was expected");
    assertThat(failure("a.md", junk)).startsWith("the file is binary, but text was expected");
    assertThat(failure("a.html", junk)).startsWith("the file is binary, but text was expected");
    assertThat(failure("a.txt", "\u0089PNG\r\n\u001A\n....".getBytes(ISO_8859_1))).startsWith(
        "the file is a PNG image");
    assertThat(failure("a.txt", zip("x.txt", "hello"))).startsWith("the file is a zip archive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.md", "a.txt", "a.html", "a.pdf", "a.docx"})
  void an_empty_file_is_refused(String name) {
    assertThat(failure(name, new byte[0])).isEqualTo(
        "it is empty; write something into it or exclude it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.md", "a.txt", "a.html"})
  void a_blank_file_is_refused(String name) {
    assertThat(failure(name, " \n\t\n".getBytes(UTF_8))).startsWith("the file has no text");
  }

  @Test
  void a_file_that_is_not_what_its_name_says_is_refused() {
    byte[] page = "<!DOCTYPE html><p>404 not found</p>".getBytes(UTF_8);

    assertThat(failure("a.pdf", page)).isEqualTo(
        "the file is named like a PDF but does not start like one (%PDF-);"
            + " give it its right extension or exclude it");
    assertThat(failure("a.docx", page)).startsWith("the file is named like a DOCX");
    assertThat(failure("a.docx", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1".getBytes(ISO_8859_1)))
        .startsWith("the file is a password-protected Office file or one of the old kind");
  }

  @Test
  void content_decides_over_a_wrong_extension_where_it_is_certain() throws Exception {
    Document document = parsed("report.txt", TestFiles.pdf("A report about furnaces."));

    assertThat(document.mediaType()).isEqualTo("application/pdf");
    assertThat(document.text()).isEqualTo("A report about furnaces.");
  }

  @Test
  void every_prefix_of_a_real_file_is_read_or_refused_and_never_throws() throws Exception {
    List<byte[]> files = List.of(TestFiles.pdf("A report."), TestFiles.docx(
        "<w:p><w:r><w:t>A report</w:t></w:r></w:p>"));
    for (byte[] file : files) {
      for (int length = 1; length < file.length; length += Math.max(1, file.length / 40)) {
        byte[] cut = Arrays.copyOf(file, length);
        for (String name : List.of("a.pdf", "a.docx")) {
          assertThat(parsers.parse(new RawDocument(new DocumentId(name), cut)).result())
              .isInstanceOf(ParseResult.ParseFailed.class);
        }
      }
    }
  }

  @Test
  void deep_nesting_is_read_or_refused() {
    List<String> hostile = List.of(">".repeat(100_000) + " deep", "<div>".repeat(100_000) + "deep",
        "- ".repeat(50_000) + "deep", "[".repeat(50_000), "*".repeat(100_000) + "deep", "<b>".repeat(50_000)
            + "deep");
    for (String text : hostile) {
      for (String name : List.of("a.md", "a.html", "a.txt")) {
        assertThat(parsers.parse(new RawDocument(new DocumentId(name), text.getBytes(UTF_8))).result())
            .isNotNull();
      }
    }
  }

  @Test
  void what_a_parser_throws_becomes_the_failure_of_that_file() {
    assertThat(failure(new FakeParser(() -> {
      throw new StackOverflowError();
    }))).startsWith("the file's content is nested too deeply");
    assertThat(failure(new FakeParser(() -> {
      throw new OutOfMemoryError("Java heap space");
    }))).startsWith("the file needs more memory than there is");
    assertThat(failure(new FakeParser(() -> {
      throw new IllegalStateException("Page 3 has no content\nand more");
    }))).isEqualTo("the file cannot be read as text/plain (Page 3 has no content); repair or exclude it");
  }

  @Test
  void a_parser_that_does_not_end_is_given_up() {
    CountDownLatch never = new CountDownLatch(1);

    assertThat(failure(new FakeParser(never::await))).startsWith("reading the file took longer than");
  }

  @Test
  void patterns_name_every_extension_that_can_be_read() {
    assertThat(parsers.globs()).contains("**/*.md", "**/*.txt", "**/*.html", "**/*.pdf", "**/*.docx",
        "**/*.xlsx", "**/*.eml");
    assertThat(parsers.versions()).hasSize(11);
  }

  private Document parsed(String name, byte[] bytes) {
    ParseResult result = parsers.parse(new RawDocument(new DocumentId(name), bytes)).result();
    assertThat(result).isInstanceOf(ParseResult.Parsed.class);
    return ((ParseResult.Parsed) result).document();
  }

  private String failure(String name, byte[] bytes) {
    ParseResult result = parsers.parse(new RawDocument(new DocumentId(name), bytes)).result();
    assertThat(result).as(name).isInstanceOf(ParseResult.ParseFailed.class);
    return ((ParseResult.ParseFailed) result).reason();
  }

  private static String failure(Parser parser) {
    Parsers fake = new Parsers(List.of(parser), Duration.ofMillis(200));
    var result = fake.parse(new RawDocument(new DocumentId("a.txt"), "text".getBytes(UTF_8))).result();
    return ((ParseResult.ParseFailed) result).reason();
  }

  private static byte[] zip(String name, String content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private interface Body {
    void run() throws Exception;
  }

  private record FakeParser(Body body) implements Parser {
    @Override
    public String version() {
      return "fake-1";
    }

    @Override
    public Set<String> mediaTypes() {
      return Set.of("text/plain");
    }

    @Override
    public ParseResult parse(RawDocument raw, String mediaType) throws Exception {
      body.run();
      throw new AssertionError("the body was to fail");
    }
  }
}
