package dev.athanor.document.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.KeptFile;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceContract;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSourceTest extends SourceContract {
  private final Map<String, Answer> answers = new ConcurrentSkipListMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private String host = "";

  /** What the server says of a path. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  private record Answer(int status, Map<String, String> headers, byte[] body) {
  }

  WebSourceTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    host = "127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
    asked.add(path + (condition == null ? "" : " if not " + condition));
    Answer answer = path.equals("/docs/") && !answers.containsKey(path) ? index() : answers.getOrDefault(path,
        new Answer(404, Map.of(), new byte[0]));
    answer.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean same = condition != null && condition.equals(answer.headers.get("ETag"));
    try (exchange) {
      exchange.sendResponseHeaders(same ? 304 : answer.status, same || answer.body.length == 0 ? -1
          : answer.headers.containsKey("X-Lie") ? answer.body.length + 10 : answer.body.length);
      if (!same && answer.body.length > 0) {
        exchange.getResponseBody().write(answer.body);
      }
    }
  }

  /** Links to all pages, and is none itself. */
  private Answer index() {
    StringBuilder page = new StringBuilder("<meta name=robots content=noindex>");
    answers.keySet().stream().filter(path -> path.startsWith("/docs/")).sorted(Collections.reverseOrder())
        .forEach(
            path -> page.append("<a href='").append(path).append("#part'>x</a>"));
    return html(page.toString());
  }

  private static Answer html(String body, String... headers) {
    Map<String, String> all = new ConcurrentSkipListMap<>(Map.of("Content-Type", "text/html"));
    for (int at = 0; at < headers.length; at += 2) {
      all.put(headers[at], headers[at + 1]);
    }
    return new Answer(200, all, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer status(int status, String... headers) {
    return new Answer(status, html("", headers).headers, new byte[0]);
  }

  private Source source(WebSettings settings) {
    return new WebSource(new SourceId("site"), "site/", settings, new Selection(List.of(), List.of(), 1),
        KeptFile.NONE, pauses::add);
  }

  private WebSettings settings() {
    return new WebSettings(List.of(address("/docs/")), List.of(), List.of(), 3, 100, 100_000,
        Duration.ofSeconds(10),
        Duration.ofMillis(7));
  }

  private WebSettings sitemap() {
    return new WebSettings(List.of(), List.of(address("/sitemap.xml")), List.of(), 0, 100, 100_000,
        Duration.ofSeconds(
            10),
        Duration.ZERO);
  }

  private URI address(String path) {
    return URI.create("http://" + host + path);
  }

  private List<String> ids(Listing listing) {
    return listing.entries().stream().map(entry -> entry.document().value().replace("site/" + host, ""))
        .toList();
  }

  @Override
  protected Source source() {
    return source(settings());
  }

  @Override
  protected void put(String name, String text) {
    answers.put("/docs/" + name, html("<p>" + text));
  }

  @Override
  protected void remove(String name) {
    answers.remove("/docs/" + name);
  }

  @Override
  protected void breakListing() {
    answers.put("/docs/b", status(503));
  }

  @Override
  protected String id(String name) {
    return "site/" + host + "/docs/" + name;
  }

  @Test
  void what_robots_txt_forbids_is_not_asked_for_and_its_pace_is_kept() {
    answers.put("/robots.txt", new Answer(200, Map.of("Content-Type", "text/plain"),
        "User-agent: *\nDisallow: /docs/secret\nCrawl-delay: 3\n".getBytes(StandardCharsets.UTF_8)));
    put("a", "first");
    put("secret", "not for robots");

    Listing listing = source().list();

    assertThat(ids(listing)).containsExactly("/docs/a");
    assertThat(listing.passedOver()).containsEntry("robots.txt forbids it", 1);
    assertThat(asked).contains("/robots.txt", "/docs/a").doesNotContain("/docs/secret");
    assertThat(pauses).contains(Duration.ofSeconds(3)).doesNotContain(Duration.ofMillis(7));
  }

  @Test
  void links_are_followed_below_the_prefix_to_a_depth_and_not_from_pages_that_forbid_it() {
    answers.put("/docs/",
        html("<a href=one>1</a> <a href=/other/x>x</a> <a href='http://localhost/docs/y'>y</a>"
            + "<a rel=nofollow href=never>n</a>"));
    answers.put("/docs/one", html("<a href=two>2</a>"));
    answers.put("/docs/two", html("<a href=three>3</a><a href=picture>p</a>"));
    answers.put("/docs/three", html("<a href=four>4</a>"));
    answers.put("/docs/four", html("too far"));
    answers.put("/docs/never", html("never"));
    answers.put("/docs/picture", html("png", "Content-Type", "image/png"));
    answers.put("/other/x", html("elsewhere"));

    Listing listing = source().list();

    assertThat(ids(listing)).containsExactly("/docs/", "/docs/one", "/docs/three", "/docs/two");
    assertThat(listing.passedOver()).containsEntry("image/png", 1);
    assertThat(listing.isComplete()).isTrue();
    assertThat(asked).doesNotContain("/other/x", "/docs/never", "/docs/four");
  }

  @Test
  void a_site_with_more_pages_than_asked_for_is_incomplete() {
    put("a", "1");
    put("b", "2");
    put("c", "3");

    Listing listing =
        source(new WebSettings(List.of(address("/docs/")), List.of(), List.of(), 3, 3, 1000, Duration
            .ofSeconds(10), Duration.ZERO)).list();

    assertThat(listing.entries()).hasSize(2);
    assertThat(listing.gaps())
        .containsExactly("the site has more than the 3 pages that are asked for, so that no document"
            + " is taken for deleted; name a narrower prefix under `within`, or raise `pages`");
  }

  @Test
  void pages_of_a_sitemap_are_asked_for_once_and_then_only_if_they_have_changed() throws IOException {
    writeSitemap("/docs/a", "/docs/b", "/docs/gone");
    answers.put("/docs/a", html("first", "ETag", "\"1\""));
    answers.put("/docs/b", html("second", "Last-Modified", "Wed, 01 Jan 2020 00:00:00 GMT"));
    Source source = source(sitemap());
    Read a = read(source, "a");
    Read b = read(source, "b");
    assertThat(a.fingerprint().value()).isEqualTo("etag \"1\"");
    assertThat(b.fingerprint().value()).isEqualTo("modified Wed, 01 Jan 2020 00:00:00 GMT");

    Entry entry = entry(source, "a");
    assertThat(source.open(entry, Optional.of(a.fingerprint()))).isEmpty();
    assertThat(asked).contains("/docs/a if not \"1\"");
    assertThat(source.open(entry(source, "b"), Optional.of(b.fingerprint()))).isEmpty();
    answers.put("/docs/a", html("changed", "ETag", "\"2\""));
    assertThat(source.open(entry, Optional.of(a.fingerprint())).orElseThrow().stream()).hasContent("changed");
    assertThatThrownBy(() -> source.open(entry(source, "gone"), Optional.empty())).isInstanceOf(
        NoSuchFileException.class);
    answers.put("/docs/a", status(500));
    assertThatThrownBy(() -> source.open(entry, Optional.empty())).isNotInstanceOf(NoSuchFileException.class)
        .hasMessage("the server answered with status 500");
  }

  private void writeSitemap(String... paths) throws IOException {
    StringBuilder xml = new StringBuilder("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>");
    for (String path : paths) {
      xml.append("<url><loc>").append(address(path)).append("</loc></url>");
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(xml.append("</urlset>").toString().getBytes(StandardCharsets.UTF_8));
    }
    answers.put("/pages.xml.gz",
        new Answer(200, Map.of("Content-Type", "application/gzip"), packed.toByteArray()));
    answers.put("/sitemap.xml",
        html("<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>"
            + address("/pages.xml.gz") + "</loc></sitemap></sitemapindex>", "Content-Type",
            "application/xml"));
  }

  @Test
  void a_sitemap_that_is_missing_makes_the_listing_incomplete() {
    assertThat(source(sitemap()).list().gaps()).containsExactly(address("/sitemap.xml")
        + ": the sitemap cannot be read, so that no document is taken for deleted: there is none that may be read");
  }

  @Test
  void a_redirect_is_followed_within_the_site_only() throws IOException {
    answers.put("/docs/old", status(301, "Location", "/docs/new"));
    answers.put("/docs/new", html("here"));
    answers.put("/docs/out", status(302, "Location", "/other/x"));
    answers.put("/docs/loop", status(302, "Location", "/docs/loop"));
    answers.put("/other/x", html("elsewhere"));

    Source source = source();
    Listing listing = source.list();

    assertThat(ids(listing)).containsExactly("/docs/new");
    assertThat(listing.failed()).containsEntry(new DocumentId(id("loop")),
        "the page cannot be read: it was redirected more than 5 times");
    assertThat(asked).doesNotContain("/other/x");
    assertThat(read(source, "new").text()).contains("here");
  }

  @Test
  void escaped_dots_lead_neither_out_of_the_site_nor_round_robots_txt() throws IOException {
    answers.put("/robots.txt", new Answer(200, Map.of("Content-Type", "text/plain"),
        "User-agent: *\nDisallow: /docs/secret\n".getBytes(StandardCharsets.UTF_8)));
    answers.put("/docs/", html("<a href='%2e%2e/out.html'>o</a> <a href='/docs/a/.%2E/%73ecret'>s</a>"
        + "<a href='/docs/a/%2e%2e/in'>i</a> <a href='to'>r</a> <a href='/%2e%2e/../docs/top'>t</a>"
        + "<a href='/docs/%252e%252e/twice'>2</a>"));
    List.of("/out.html", "/docs/%2e%2e/out.html", "/docs/../out.html", "/docs/secret", "/docs/in",
        "/docs/top", "/docs/%252e%252e/twice").forEach(path -> answers.put(path, html("there")));
    answers.put("/docs/to", status(302, "Location", "/docs/%2e%2e/out.html"));

    Listing listing = source().list();

    assertThat(ids(listing)).containsExactly("/docs/", "/docs/%2e%2e/twice", "/docs/in", "/docs/top");
    assertThat(listing.passedOver()).containsEntry("robots.txt forbids it", 1)
        .containsEntry("it leads out of the site", 1);
    assertThat(asked).containsExactlyInAnyOrder("/robots.txt", "/docs/", "/docs/in", "/docs/to", "/docs/top",
        "/docs/%252e%252e/twice");
  }

  @Test
  void escaped_dots_in_a_sitemap_lead_nowhere_else() throws IOException {
    writeSitemap("/docs/a", "/docs/%2e%2e/out.html", "/docs/%2E%2E/%2e%2e/docs/b");
    WebSettings within = new WebSettings(List.of(), List.of(address("/x/%2e%2e/sitemap.xml")),
        List.of(address("/%64ocs/")), 0, 100, 100_000, Duration.ofSeconds(10), Duration.ZERO);

    assertThat(ids(source(within).list())).containsExactly("/docs/a", "/docs/b");
  }

  @Test
  void an_address_is_written_one_way_and_names_the_same_page() {
    assertThat(clean("HTTP://Example.org/%7euser/%41%2d%2F%c3%a9?q=%2e#part"))
        .isEqualTo("http://example.org/~user/A-%2F%c3%a9?q=%2e");
    assertThat(clean("http://example.org")).isEqualTo("http://example.org/");
    assertThat(clean("http://example.org/../..")).isEqualTo("http://example.org/");
    assertThat(clean("http://example.org/%2e%2e/..a/%2e/b")).isEqualTo("http://example.org/..a/b");
    assertThat(clean("http://example.org/a/%2e%2e")).isEqualTo("http://example.org/");
  }

  private static String clean(String address) {
    return Links.clean(URI.create(address)).toString();
  }

  @Test
  void a_server_that_is_down_is_named_with_what_to_look_at() {
    Source source = source();
    server.stop(0);

    assertThatThrownBy(source::list).isInstanceOf(AthanorException.class)
        .hasMessage("Nothing of the site of source \"site\" could be asked: " + address("/docs/")
            + ": nobody answers at " + host + "; see whether the server runs and the address is right."
            + " See that it answers, or mend its addresses in athanor.yaml, and sync again. Nothing was changed.");
  }

  @Test
  void a_site_that_has_only_errors_to_say_is_down_as_well() {
    answers.put("/docs/", status(503));
    assertThatThrownBy(() -> source().list()).isInstanceOf(AthanorException.class)
        .hasMessageContaining(
            address("/docs/") + ": the server answered with status 503. See that it answers");
    answers.put("/sitemap.xml", status(503));
    assertThatThrownBy(() -> source(sitemap()).list()).isInstanceOf(AthanorException.class)
        .hasMessageContaining(address("/sitemap.xml") + ": the server answered with status 503");
  }

  @Test
  void a_page_that_is_too_long_or_lies_about_its_length_is_a_named_failure() {
    put("a", "first");
    answers.put("/docs/long", html("x".repeat(100_001)));
    answers.put("/docs/lie", html("short ".repeat(10_000), "X-Lie", "yes"));

    Listing listing = source().list();

    assertThat(ids(listing)).containsExactly("/docs/a");
    assertThat(listing.failed().get(new DocumentId(id("long"))))
        .isEqualTo("the page cannot be read: it has more than the"
            + " 100000 bytes that a document may have; exclude it, or raise the limit");
    assertThat(listing.failed().get(new DocumentId(id("lie")))).startsWith(
        "the page cannot be read: it breaks off before its end, although the server says that it has ")
        .endsWith("); sync again, and if it stays so, exclude it or have the server mended");
    assertThat(listing.isComplete()).isFalse();
  }

  @Test
  void the_encoding_that_the_server_names_counts() throws IOException {
    answers.put("/docs/a", new Answer(200, Map.of("Content-Type", "text/html; charset=ISO-8859-1"),
        "<p>Größe".getBytes(StandardCharsets.ISO_8859_1)));

    Read read = read(source(), "a");

    assertThat(read.text()).isEqualTo("\uFEFF<p>Größe");
    assertThat(read.content().mediaType()).contains("text/html");
  }

  @Test
  void an_address_that_is_none_is_refused() {
    assertThatThrownBy(() -> WebSettings.of(URI.create("ftp://example.org/x")))
        .hasMessage("\"ftp://example.org/x\" is no"
            + " address of a web page; expected one such as https://example.org/docs/");
  }
}
