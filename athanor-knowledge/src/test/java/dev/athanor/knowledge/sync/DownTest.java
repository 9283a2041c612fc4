package dev.athanor.knowledge.sync;

import static dev.athanor.knowledge.sync.Workplace.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that is down is its own trouble, and not that of the others. */
class DownTest {
  private final CountingEmbedder embedder = new CountingEmbedder("counting-1");

  @TempDir
  private Path folder;

  private Workplace place;
  private Workplace wiki;

  @BeforeEach
  void syncTwoSources() {
    place = new Workplace(folder.resolve("place"));
    wiki = new Workplace(folder.resolve("wiki"));
    place.write("a.md", article("coal")).write("b.md", article("ore"));
    for (int i = 0; i < 10; i++) {
      wiki.write(i + ".md", article("peat " + i));
    }
    SyncReport report = sync(place.source(), wikiSource());
    assertThat(report.added()).isEqualTo(12);
    assertThat(report.failedSources()).isEmpty();
  }

  private Source wikiSource() {
    return wiki.source("wiki", "wiki/");
  }

  private SyncReport sync(Source... sources) {
    return sync(SyncOptions.STANDARD, sources);
  }

  private SyncReport sync(SyncOptions options, Source... sources) {
    return place.sync(embedder, Checkpoint.NONE).run(List.of(sources), options, SyncListener.SILENT);
  }

  /** A source whose list fails. */
  private record Down(SourceId id) implements Source {
    @Override
    public String place() {
      return "a server that is down";
    }

    @Override
    public Listing list() {
      throw new AthanorException("down", Category.PROVIDER, true, "The server of source \"" + id
          + "\" does not answer. Start it and sync again. Nothing was changed.");
    }

    @Override
    public Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException {
      throw new IOException("connection refused");
    }
  }

  private static Source down(String name) {
    return new Down(new SourceId(name));
  }

  @Test
  void the_others_are_synced_and_its_documents_stay_also_when_deletes_are_allowed() {
    place.delete("b.md").write("c.md", article("gas"));
    for (SyncOptions options : List.of(SyncOptions.STANDARD, SyncOptions.STANDARD.allowingDeletes())) {
      SyncReport report = sync(options, down("wiki"), place.source());

      assertThat(report.failedSources()).containsExactly(new FailedSource(new SourceId("wiki"),
          "The server of source \"wiki\" does not answer. Start it and sync again."));
      assertThat(report.gaps()).isEmpty();
      assertThat(place.indexed()).containsKeys("a.md", "c.md", "wiki/0.md", "wiki/9.md").hasSize(12);
    }
    int before = embedder.embedded();

    SyncReport back = sync(wikiSource(), place.source());

    assertThat(back).extracting(SyncReport::unchanged, SyncReport::added, SyncReport::deleted)
        .containsExactly(12, 0,
            0);
    assertThat(embedder.embedded()).isEqualTo(before);
  }

  @Test
  void a_folder_that_is_not_mounted_does_not_end_the_sync_of_another_source() throws IOException {
    Files.move(wiki.docs, folder.resolve("unmounted"));
    place.write("c.md", article("gas"));

    SyncReport report = sync(wikiSource(), place.source());

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.failedSources()).extracting(FailedSource::reason).singleElement().asString().isEqualTo(
        "The folder " + wiki.docs + " of source \"wiki\" does not exist. Create it, or name another one in"
            + " athanor.yaml.");
    assertThat(place.indexed()).hasSize(13);
  }

  @Test
  void a_source_that_breaks_off_half_way_loses_nothing_while_the_others_go_on() {
    place.delete("b.md");
    Source half = new Source() {
      private final Source whole = wikiSource();

      @Override
      public SourceId id() {
        return whole.id();
      }

      @Override
      public String place() {
        return whole.place();
      }

      @Override
      public Listing list() {
        return new Listing(whole.list().entries().subList(0, 3), Map.of(), List.of("the list broke off"),
            Map.of());
      }

      @Override
      public Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException {
        return whole.open(entry, known);
      }
    };

    SyncReport report = sync(half, place.source());

    assertThat(report).extracting(SyncReport::deleted, SyncReport::unchanged).containsExactly(1, 4);
    assertThat(report.gaps()).containsExactly("the list broke off");
    assertThat(place.indexed()).hasSize(11);
  }

  @Test
  void what_it_has_is_its_own_also_if_another_source_has_something_of_that_name() {
    Workplace other = new Workplace(folder.resolve("other"));
    other.write("0.md", article("something else"));

    SyncReport report = sync(down("wiki"), other.source("other", "wiki/"), place.source());

    assertThat(report.gaps()).singleElement().asString()
        .startsWith("wiki/0.md of source \"other\" was left out");
    assertThat(report.added()).isZero();
  }

  @Test
  void where_it_is_the_only_one_or_all_are_down_the_sync_ends_and_says_why() {
    assertThatThrownBy(
        () -> sync(SyncOptions.STANDARD.only(new SourceId("wiki")), down("wiki"), place.source()))
        .isInstanceOf(AthanorException.class)
        .hasMessage(
            "The server of source \"wiki\" does not answer. Start it and sync again. Nothing was changed.");
    assertThatThrownBy(() -> sync(down("wiki"), down("docs"))).isInstanceOfSatisfying(AthanorException.class,
        e -> assertThat(e.category()).isEqualTo(Category.PROVIDER))
        .hasMessage(
            "none of the 2 sources could be listed: \"wiki\": The server of source \"wiki\" does not answer."
                + " Start it and sync again. \"docs\": The server of source \"docs\" does not answer. Start it and sync"
                + " again. Nothing was changed.");
    assertThat(place.indexed()).hasSize(12);
  }

  @Test
  void a_dry_run_names_it_and_goes_on() {
    place.write("c.md", article("gas"));

    SyncForecast forecast =
        place.sync(embedder, Checkpoint.NONE).forecast(List.of(down("wiki"), place.source()),
            SyncOptions.STANDARD);

    assertThat(forecast.gaps())
        .containsExactly("source \"wiki\" could not be listed, so that its documents stay as"
            + " they are: The server of source \"wiki\" does not answer. Start it and sync again.");
    assertThat(forecast.documents()).singleElement().extracting(each -> each.document().value())
        .isEqualTo("c.md");
  }
}
