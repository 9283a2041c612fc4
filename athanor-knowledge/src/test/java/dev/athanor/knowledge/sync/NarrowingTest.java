package dev.athanor.knowledge.sync;

import static dev.athanor.knowledge.sync.Workplace.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.document.source.AccessRule;
import dev.athanor.document.source.Attributed;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.Glob;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Source;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that lets fewer read a document takes effect at the next sync, whether the document can be read then or not. */
class NarrowingTest {
  private static final DocumentId PAY = new DocumentId("pay.md");
  private static final Principals HR = Principals.of(Set.of("hr"));

  private final CountingEmbedder embedder = new CountingEmbedder("counting-1");

  @TempDir
  private Path folder;

  private Workplace place;
  private Trouble trouble = Trouble.NONE;
  private Attributes own = Attributes.NONE;

  private enum Trouble {
    NONE, UNREADABLE, UNPARSABLE, UNOPENED, UNLISTED, DOWN
  }

  /** The documents, with trouble with one of them or all. */
  private static final class Troubled extends RelayedSource {
    private final Trouble trouble;
    private final Attributes own;

    Troubled(Source source, Trouble trouble, Attributes own) {
      super(source);
      this.trouble = trouble;
      this.own = own;
    }

    @Override
    public Listing list() {
      if (trouble == Trouble.DOWN) {
        throw AthanorException.data("down", "The server is down. Nothing was changed.");
      }
      List<Entry> all = super.list().entries();
      List<Entry> others = all.stream().filter(each -> !isPay(each)).toList();
      return switch (trouble) {
        case UNOPENED ->
            new Listing(others, Map.of(PAY, "it is too large"), List.of(), Map.of());
        case UNLISTED -> new Listing(others, Map.of(), List.of("the list broke off"), Map.of());
        case NONE, UNREADABLE, UNPARSABLE, DOWN -> new Listing(all, Map.of(), List.of(), Map.of());
      };
    }

    @Override
    public Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException {
      if (!isPay(entry)) {
        return super.open(entry, known);
      }
      return switch (trouble) {
        case UNREADABLE -> throw new IOException("permission denied");
        case UNPARSABLE -> Optional.of(Content.of(new byte[0], Optional.empty(), own, Optional.empty()));
        case NONE, UNOPENED, UNLISTED, DOWN -> pay(known);
      };
    }

    private Optional<Content> pay(Optional<Fingerprint> known) {
      var fingerprint = new Fingerprint("1");
      byte[] text = article("pay").getBytes(StandardCharsets.UTF_8);
      return known.equals(Optional.of(fingerprint))
          ? Optional.empty()
          : Optional.of(Content.of(text, Optional.empty(), own, Optional.of(fingerprint)));
    }

    private static boolean isPay(Entry entry) {
      return entry.document().equals(PAY);
    }
  }

  @BeforeEach
  void makePlace() {
    place = new Workplace(folder).write("a.md", article("coal")).write("pay.md", article("pay"));
  }

  @Test
  void a_document_that_cannot_be_read_is_hidden_all_the_same_and_found_again_when_it_can_be() {
    for (Trouble each : Trouble.values()) {
      trouble = Trouble.NONE;
      sync();
      assertThat(seenBy(Principals.ANYBODY)).as("before " + each).containsExactly("a.md", "pay.md");
      trouble = each;

      assertThat(forecast("hr").restricted()).as("before " + each).containsExactly(PAY);
      assertThat(sync("hr").restricted()).as("after " + each).containsExactly(PAY);

      if (each != Trouble.DOWN) {
        assertThat(forecast("hr").restricted()).as("once more after " + each).isEmpty();
      }
      assertThat(seenBy(Principals.ANYBODY)).as("after " + each).containsExactly("a.md");
      assertThat(seenBy(HR)).as("after " + each).containsExactly("a.md", "pay.md");
      sync("boss");
      assertThat(seenBy(HR)).as("narrowed again after " + each).containsExactly("a.md");
      trouble = Trouble.NONE;
      sync("boss");
      assertThat(seenBy(Principals.of(Set.of("boss")))).as("after " + each).containsExactly("a.md", "pay.md");
    }
    assertThat(embedder.counts().values()).as("no passage is embedded twice").allMatch(count -> count == 1);
  }

  @Test
  void a_rule_that_is_taken_back_meanwhile_counts_as_soon_as_the_document_can_be_read() {
    for (Trouble each : List.of(Trouble.UNREADABLE, Trouble.UNPARSABLE, Trouble.UNOPENED, Trouble.UNLISTED)) {
      trouble = Trouble.NONE;
      sync();
      trouble = each;
      sync("hr");
      SyncReport meanwhile = sync();
      assertThat(sync().snapshot()).as("nothing is written again").isEqualTo(meanwhile.snapshot());
      trouble = Trouble.NONE;

      sync();

      assertThat(seenBy(Principals.ANYBODY)).as("after " + each).containsExactly("a.md", "pay.md");
    }
  }

  @Test
  void the_only_source_that_is_down_ends_the_next_sync_again_once_its_documents_are_hidden() {
    sync();
    trouble = Trouble.DOWN;

    assertThat(sync("hr").failedSources()).extracting(FailedSource::reason)
        .containsExactly("The server is down.");

    assertThat(seenBy(Principals.ANYBODY)).containsExactly("a.md");
    assertThatThrownBy(() -> sync("hr")).hasMessage("The server is down. Nothing was changed.");
  }

  @Test
  void whom_the_source_itself_names_no_rule_shuts_out() {
    own = new Attributes(Optional.empty(), Map.of(), Optional.of(new Readers(Set.of("anna"))));
    sync("hr");
    trouble = Trouble.UNREADABLE;

    sync("boss");

    assertThat(seenBy(Principals.of(Set.of("anna")))).containsExactly("a.md", "pay.md");
    assertThat(seenBy(Principals.of(Set.of("boss", "hr")))).containsExactly("a.md");
  }

  @Test
  void whom_the_source_names_no_more_finds_no_document_whose_new_content_cannot_be_read() {
    own = new Attributes(Optional.empty(), Map.of(), Optional.of(new Readers(Set.of("anna", "boss"))));
    sync();
    trouble = Trouble.UNPARSABLE;
    own = new Attributes(Optional.empty(), Map.of(), Optional.of(new Readers(Set.of("boss", "hr"))));

    sync();

    assertThat(seenBy(Principals.of(Set.of("anna", "hr")))).containsExactly("a.md");
    assertThat(seenBy(Principals.of(Set.of("boss")))).containsExactly("a.md", "pay.md");
    trouble = Trouble.NONE;
    sync();
    assertThat(seenBy(HR)).containsExactly("a.md", "pay.md");
  }

  @Test
  void a_failure_is_reported_as_ever_also_where_fewer_may_read_the_document() {
    sync();
    trouble = Trouble.UNPARSABLE;

    SyncReport report = sync("hr");

    assertThat(report.failed()).extracting(FailedDocument::document)
        .containsExactly(PAY);
    assertThat(report.embedded()).isZero();
    assertThat(report.chunks()).isEqualTo(place.indexedChunks());
  }

  private SyncReport sync(String... mayReadPay) {
    return place.sync(embedder, Checkpoint.NONE).run(List.of(source(mayReadPay)), SyncOptions.STANDARD,
        SyncListener.SILENT);
  }

  private SyncForecast forecast(String... mayReadPay) {
    return place.sync(embedder, Checkpoint.NONE).forecast(List.of(source(mayReadPay)), SyncOptions.STANDARD);
  }

  private Source source(String... mayReadPay) {
    List<AccessRule> rules = mayReadPay.length == 0 ? List.of()
        : List.of(new AccessRule(Glob.of("pay.md"), new Readers(Set.of(mayReadPay))));
    return new Attributed(new Troubled(place.source(), trouble, own), "", Map.of(), rules, Optional.empty());
  }

  private List<String> seenBy(Principals asking) {
    try (KnowledgeIndex index = LuceneIndex.open(Sync.indexFolder(place.home));
        Snapshot snapshot = index.snapshot(index.newest().orElseThrow().name(), asking)) {
      return snapshot.documents().stream().map(document -> document.id().value()).sorted().toList();
    }
  }
}
