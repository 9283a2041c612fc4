package dev.athanor.document.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.DocumentId;
import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every source keeps to. A source's test puts documents where it looks for them, by names such as {@code a}. */
public abstract class SourceContract {

  /** A source over what was put, as a new process would make it. */
  protected abstract Source source() throws Exception;

  /** Makes a document, or changes it. The text is one line of letters. */
  protected abstract void put(String name, String text) throws Exception;

  /** Removes a document. */
  protected abstract void remove(String name) throws Exception;

  /** Makes the next listing fail before it has seen everything. */
  protected abstract void breakListing() throws Exception;

  /** What the source calls the document. */
  protected abstract String id(String name);

  @Test
  void documents_are_listed_in_the_order_of_their_names_every_time() throws Exception {
    put("c", "third");
    put("a", "first");
    put("b", "second");

    Source source = source();
    Listing listing = source.list();

    assertThat(listing.entries()).extracting(entry -> entry.document().value()).containsExactly(id("a"),
        id("b"),
        id("c"));
    assertThat(listing.isComplete()).isTrue();
    assertThat(listing.failed()).isEmpty();
    assertThat(source.list()).isEqualTo(listing);
    assertThat(source().list()).isEqualTo(listing);
  }

  @Test
  void what_was_listed_can_be_opened() throws Exception {
    put("a", "first");
    put("b", "second");

    Source source = source();
    source.list();

    assertThat(read(source, "a").text).contains("first").doesNotContain("second");
    assertThat(read(source, "b").text).contains("second").doesNotContain("first");
  }

  @Test
  void what_is_unchanged_is_not_opened_again_also_by_another_process() throws Exception {
    put("a", "first");
    Fingerprint known = read(source(), "a").fingerprint;

    Source source = source();

    assertThat(source.open(entry(source, "a"), Optional.of(known))).isEmpty();
    assertThat(source.open(entry(source, "a"), Optional.of(new Fingerprint("another")))).isPresent();
  }

  @Test
  void what_has_changed_has_other_content_and_another_fingerprint() throws Exception {
    put("a", "first");
    put("b", "second");
    Read before = read(source(), "a");

    put("a", "changed");
    Source source = source();
    Optional<Content> opened = source.open(entry(source, "a"), Optional.of(before.fingerprint));

    try (Content content = opened.orElseThrow()) {
      assertThat(new String(content.stream().readAllBytes(), StandardCharsets.UTF_8)).contains("changed")
          .doesNotContain("first");
      assertThat(content.fingerprint()).isPresent().isNotEqualTo(Optional.of(before.fingerprint));
    }
    assertThat(read(source, "b").text).contains("second");
  }

  @Test
  void what_has_gone_is_not_listed_and_cannot_be_opened() throws Exception {
    put("a", "first");
    put("b", "second");
    Source source = source();
    Entry gone = entry(source, "a");

    remove("a");
    Listing listing = source.list();

    assertThat(listing.entries()).extracting(entry -> entry.document().value()).containsExactly(id("b"));
    assertThat(listing.isComplete()).isTrue();
    assertThatThrownBy(() -> source.open(gone, Optional.empty())).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void a_listing_that_fails_midway_says_so() throws Exception {
    put("a", "first");
    put("b", "second");
    Source source = source();
    source.list();

    breakListing();

    try {
      Listing listing = source.list();
      assertThat(listing.isComplete()).isFalse();
      assertThat(listing.gaps()).allSatisfy(gap -> assertThat(gap).hasSizeGreaterThan(20));
    } catch (AthanorException e) {
      assertThat(e).hasMessageContaining("Nothing was changed.");
    }
  }

  @Test
  void many_threads_read_at_the_same_time() throws Exception {
    for (char name = 'a'; name < 'k'; name++) {
      put(String.valueOf(name), "text of " + name);
    }
    Source source = source();
    Listing listing = source.list();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> readings =
          listing.entries().stream().<Callable<String>>map(entry -> () -> text(source,
              entry)).toList();
      List<Future<String>> texts = threads.invokeAll(readings);
      for (int at = 0; at < texts.size(); at++) {
        assertThat(texts.get(at).get()).contains("text of " + (char) ('a' + at));
      }
    }
  }

  /** What was read. */
  protected record Read(String text, Fingerprint fingerprint, Content content) {
  }

  /** Reads a document, which has a fingerprint. */
  protected final Read read(Source source, String name) throws IOException {
    try (Content content = source.open(entry(source, name), Optional.empty()).orElseThrow()) {
      String text = new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
      return new Read(text, content.fingerprint().orElseThrow(), content);
    }
  }

  private static String text(Source source, Entry entry) throws IOException {
    try (Content content = source.open(entry, Optional.empty()).orElseThrow()) {
      return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A document's entry in a new listing. */
  protected final Entry entry(Source source, String name) {
    DocumentId document = new DocumentId(id(name));
    return source.list().entries().stream().filter(entry -> entry.document().equals(document)).findFirst()
        .orElseThrow();
  }
}
