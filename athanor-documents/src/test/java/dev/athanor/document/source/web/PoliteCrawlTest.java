package dev.athanor.document.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.KeptFile;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliteCrawlTest {
  private final TestSite site;
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

  @TempDir
  private Path folder;

  PoliteCrawlTest() throws IOException {
    site = new TestSite();
  }

  @AfterEach
  void close() {
    site.close();
  }

  /** As a new process would make it. */
  private Source source(int depth) {
    URI start = site.address("/docs/");
    WebSettings settings = new WebSettings(List.of(start), List.of(), List.of(), depth, 100, 100_000,
        Duration.ofSeconds(10), Duration.ZERO);
    return new WebSource(new SourceId("site"), "", settings, new Selection(List.of(), List.of(), 1),
        KeptFile.in(folder.resolve("kept/pages.json")), pauses::add);
  }

  private Source source() {
    return source(5);
  }

  private static List<String> paths(Listing listing) {
    return listing.entries().stream().map(entry -> entry.location().getPath()).toList();
  }

  private Entry entry(Listing listing, String path) {
    return listing.entries().stream().filter(each -> each.location().getPath().equals(path)).findFirst()
        .orElseThrow();
  }

  private static Optional<Fingerprint> fingerprint(Source source, Entry entry) throws IOException {
    try (Content content = source.open(entry, Optional.empty()).orElseThrow()) {
      return content.fingerprint();
    }
  }

  private void threePages() {
    site.page("/docs/", "1", "<a href=a>a</a>");
    site.page("/docs/a", "2", "<a href=b>b</a> first");
    site.page("/docs/b", "3", "second");
  }

  @Test
  void what_an_earlier_version_kept_leads_no_further_out_of_the_site_than_a_page_does() throws IOException {
    threePages();
    source().list();
    Path kept = folder.resolve("kept/pages.json");
    Files.writeString(kept, Files.readString(kept).replace("/docs/b\"]", "/docs/%2e%2e/out\"]"));
    assertThat(Files.readString(kept)).contains("/docs/%2e%2e/out");
    site.asked();

    assertThat(paths(source().list())).containsExactly("/docs/", "/docs/a");
    assertThat(site.asked()).containsExactly("/robots.txt 404", "/docs/ 304", "/docs/a 304");
  }

  @Test
  void unchanged_pages_are_not_sent_again_and_still_lead_where_they_led() throws IOException {
    threePages();
    Source first = source();
    Listing before = first.list();
    Optional<Fingerprint> known = fingerprint(first, entry(before, "/docs/b"));
    site.asked();

    Source second = source();
    Listing again = second.list();

    assertThat(again).isEqualTo(before);
    assertThat(site.asked()).containsExactly("/robots.txt 404", "/docs/ 304", "/docs/a 304", "/docs/b 304");
    assertThat(second.open(entry(again, "/docs/b"), known)).isEmpty();
    assertThat(site.asked()).as("asked once a sync").isEmpty();
    assertThat(second.open(entry(again, "/docs/b"), Optional.empty()).orElseThrow().stream())
        .hasContent("second");
    assertThat(second.open(entry(again, "/docs/b"), Optional.of(new Fingerprint("etag \"0\""))).orElseThrow()
        .stream())
        .hasContent("second");
  }

  @Test
  void what_has_changed_or_is_new_or_gone_is_found_behind_unchanged_pages() throws IOException {
    threePages();
    source().list();
    site.page("/docs/b", "4", "<a href=c>c</a> changed");
    site.page("/docs/c", "5", "third");

    Source source = source();
    Listing listing = source.list();

    assertThat(paths(listing)).containsExactly("/docs/", "/docs/a", "/docs/b", "/docs/c");
    assertThat(
        source.open(entry(listing, "/docs/b"), Optional.of(new Fingerprint("etag \"3\""))).orElseThrow()
            .stream())
        .hasContent("<a href=c>c</a> changed");
    site.page("/docs/a", "6", "leads nowhere");
    assertThat(paths(source().list())).containsExactly("/docs/", "/docs/a");
    site.forget("/docs/a");
    Listing gone = source().list();
    assertThat(paths(gone)).containsExactly("/docs/");
    assertThat(gone.isComplete()).isTrue();
  }

  @Test
  void a_page_that_fails_once_is_not_forgotten_and_one_of_another_depth_is_followed_as_far() {
    threePages();
    source().list();
    site.answer("/docs/a", 500, new byte[0]);
    assertThat(source().list().isComplete()).isFalse();
    threePages();
    site.asked();

    assertThat(paths(source(1).list())).containsExactly("/docs/", "/docs/a");
    assertThat(site.asked()).contains("/docs/a 304");
    assertThat(paths(source().list())).hasSize(3);
  }

  @Test
  void what_a_page_forbids_and_where_a_redirect_leads_is_remembered_too() {
    site.page("/docs/", "1", "<meta name=robots content=noindex><a href=old>o</a><a href=p>p</a>");
    site.answer("/docs/old", 301, new byte[0], "Location", "/docs/new");
    site.page("/docs/new", "2", "here");
    site.answer("/docs/p", 200, new byte[]{1}, "Content-Type", "image/png", "ETag", "\"7\"");
    Listing before = source().list();
    site.asked();

    Listing again = source().list();

    assertThat(again).isEqualTo(before);
    assertThat(paths(again)).containsExactly("/docs/new");
    assertThat(again.passedOver()).containsEntry("image/png", 1);
    assertThat(site.asked()).contains("/docs/ 304", "/docs/new 304", "/docs/p 304")
        .doesNotContain("/docs/new 200");
  }

  @Test
  void a_memory_that_is_broken_or_cannot_be_written_costs_a_crawl_and_nothing_else() throws IOException {
    threePages();
    Listing before = source().list();
    Files.writeString(folder.resolve("kept/pages.json"), "{\"within\": [], ");
    site.asked();
    assertThat(source().list()).isEqualTo(before);
    assertThat(site.asked()).contains("/docs/a 200");

    Files.delete(folder.resolve("kept/pages.json"));
    Files.delete(folder.resolve("kept"));
    Files.writeString(folder.resolve("kept"), "a file is in the way");
    Listing unwritten = source().list();
    assertThat(unwritten.entries()).isEqualTo(before.entries());
    assertThat(unwritten.notes()).singleElement().asString().startsWith(
        "what was learnt of the pages could not be written down (").endsWith(
            "), so that the next sync asks for each of them; see that the disk has room");
  }

  @Test
  void a_busy_server_is_asked_again_when_it_says() {
    site.page("/docs/", "1", "<a href=a>a</a><a href=b>b</a>");
    site.answer("/docs/a", 429, new byte[0], "Retry-After", "7", "X-Once", "yes");
    String later =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plusSeconds(90).atOffset(ZoneOffset.UTC));
    site.answer("/docs/b", 503, new byte[0], "Retry-After", later, "X-Once", "yes");

    Listing listing = source().list();

    assertThat(paths(listing)).containsExactly("/docs/", "/docs/a", "/docs/b");
    assertThat(listing.isComplete()).isTrue();
    assertThat(pauses).contains(Duration.ofSeconds(7)).anyMatch(pause -> pause.toSeconds() > 80 && pause
        .toSeconds() < 95);
  }

  @Test
  void a_server_that_stays_busy_or_is_busy_for_long_is_given_up() {
    site.page("/docs/", "1", "<a href=a>a</a><a href=b>b</a><a href=c>c</a>");
    site.answer("/docs/a", 429, new byte[0], "Retry-After", "60");
    site.answer("/docs/b", 503, new byte[0], "Retry-After", "3600");
    site.answer("/docs/c", 503, new byte[0]);

    Listing listing = source().list();

    String host = site.address("").getAuthority();
    assertThat(listing.failed().get(new DocumentId(host + "/docs/a"))).isEqualTo(
        "the page cannot be read: the server answered with status 429");
    assertThat(site.asked().stream().filter("/docs/a 429"::equals)).hasSize(3);
    assertThat(listing.failed().get(new DocumentId(host + "/docs/b"))).isEqualTo(
        "the page cannot be read: the server answered with status 503 and wants to be asked again in 3600 s, which is"
            + " longer than a sync waits; sync again then, or raise `pause`");
    assertThat(listing.failed().get(new DocumentId(host + "/docs/c"))).isEqualTo(
        "the page cannot be read: the server answered with status 503");
    assertThat(listing.isComplete()).isFalse();
  }

  @Test
  void a_packed_page_is_read_and_a_bomb_is_as_long_as_it_is() throws IOException {
    site.page("/docs/", "1", "<a href=a>a</a><a href=bomb>b</a><a href=lie>l</a><a href=other>o</a>");
    site.answer("/docs/a", 200, TestSite.packed("<p>Größe".getBytes(StandardCharsets.UTF_8)),
        "Content-Encoding", "gzip");
    site.answer("/docs/bomb", 200, TestSite.packed(new byte[50_000_000]), "Content-Encoding", "gzip");
    site.answer("/docs/lie", 200, "<p>plain".getBytes(StandardCharsets.UTF_8), "Content-Encoding", "gzip");
    site.answer("/docs/other", 200, new byte[]{1}, "Content-Encoding", "br");

    Source source = source();
    Listing listing = source.list();

    assertThat(source.open(entry(listing, "/docs/a"), Optional.empty()).orElseThrow().stream())
        .hasContent("<p>Größe");
    String host = site.address("").getAuthority();
    assertThat(listing.failed()).hasSize(3).containsEntry(new DocumentId(host + "/docs/bomb"),
        "the page cannot be read: it has more than the 100000 bytes that a document may have; exclude it, or raise the"
            + " limit")
        .containsEntry(new DocumentId(host + "/docs/lie"),
            "the page cannot be read: it is said to be packed as gzip, and is not")
        .containsEntry(new DocumentId(host
            + "/docs/other"), "the page cannot be read: it is packed as br, which was not asked for; expected"
                + " gzip, or nothing");
  }

  @Test
  void a_site_that_dies_after_it_was_listed_is_not_asked_for_each_of_its_pages() throws IOException {
    StringBuilder sitemap = new StringBuilder("<urlset>");
    for (int page = 0; page < 6; page++) {
      sitemap.append("<url><loc>").append(site.address("/docs/" + page)).append("</loc></url>");
    }
    site.answer("/sitemap.xml", 200, sitemap.append("</urlset>").toString().getBytes(StandardCharsets.UTF_8),
        "Content-Type", "application/xml");
    WebSettings settings = new WebSettings(List.of(), List.of(site.address("/sitemap.xml")),
        List.of(site.address("/docs/")), 0, 100, 100_000, Duration.ofSeconds(10), Duration.ZERO);
    Source source = new WebSource(new SourceId("site"), "", settings, new Selection(List.of(), List.of(), 1),
        KeptFile.in(folder.resolve("kept/pages.json")), pauses::add);
    Listing listing = source.list();
    site.close();

    List<String> told = listing.entries().stream().map(entry -> failure(source, entry)).toList();

    assertThat(told).hasSize(6);
    assertThat(told.subList(0, 3)).doesNotContain(told.get(3));
    assertThat(told.subList(3, 6)).containsOnly("http://127.0.0.1:" + site.address("/").getPort()
        + " gave no answer 3 times in a row and was not asked again; sync again when it answers");
  }

  private static String failure(Source source, Entry entry) {
    return String.valueOf(catchThrowable(() -> source.open(entry, Optional.empty())).getMessage());
  }
}
