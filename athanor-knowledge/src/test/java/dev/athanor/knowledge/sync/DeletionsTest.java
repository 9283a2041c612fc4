package dev.athanor.knowledge.sync;

import static dev.athanor.knowledge.sync.Workplace.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionsTest {

  private final CountingEmbedder embedder = new CountingEmbedder("counting-1");

  @TempDir
  Path folder;

  private Workplace place;

  @BeforeEach
  void makePlace() {
    place = new Workplace(folder);
  }

  @Test
  void a_fifth_may_go_and_one_more_stops_the_sync_before_it_changes_anything() {
    write(25);
    place.sync(embedder);
    delete(0, 5);
    assertThat(place.sync(embedder).deleted()).isEqualTo(5);

    delete(5, 10);
    place.write("new.txt", "New.");
    var before = place.indexed();
    assertThatThrownBy(() -> place.sync(embedder)).isInstanceOfSatisfying(AthanorException.class, e -> {
      assertThat(e.code()).isEqualTo("sync-deletes");
      assertThat(e.category()).isEqualTo(Category.USER);
    }).hasMessage(
        "5 of 20 documents of source \"docs\" are no longer there: 05.txt, 06.txt, 07.txt, 08.txt, 09.txt."
            + " So many are seldom meant to go at once, so nothing was changed. If they are, sync with"
            + " --allow-deletes; if not, look whether the place is mounted, the query complete and `include` and"
            + " `exclude` in athanor.yaml as they should be");
    assertThat(place.indexed()).isEqualTo(before);
    try (var ledger = place.ledger()) {
      assertThat(ledger.entries()).hasSize(20);
      assertThat(ledger.pending()).isEmpty();
    }

    SyncReport allowed = place.sync(embedder, SyncOptions.STANDARD.allowingDeletes());
    assertThat(allowed).extracting(SyncReport::added, SyncReport::deleted).containsExactly(1, 5);
  }

  @Test
  void of_a_small_source_less_than_a_handful_may_go_but_not_the_last_ones() {
    write(4);
    place.sync(embedder);
    delete(0, 3);
    assertThat(place.sync(embedder).deleted()).isEqualTo(3);

    delete(3, 4);
    place.write("another.txt", "Another.");
    assertThatThrownBy(() -> place.sync(embedder)).hasMessageStartingWith(
        "1 of 1 documents of source \"docs\" are no longer there: 03.txt. ");
  }

  @Test
  void renaming_all_documents_deletes_none_also_if_the_sync_is_cut_off_half_way() {
    for (int i = 0; i < 200; i++) {
      place.write("old/" + i + ".md", article("thing " + i));
    }
    place.sync(embedder);
    for (int i = 0; i < 200; i++) {
      place.delete("old/" + i + ".md").write("new/" + i + ".md", article("thing " + i));
    }
    int[] recorded = {0};
    Checkpoint cutter = step -> {
      if (step == Checkpoint.Step.RECORDED && ++recorded[0] == 2) {
        throw new IllegalStateException("cut off");
      }
    };
    assertThatThrownBy(() -> place.sync(embedder, cutter).run(List.of(place.source()), SyncOptions.STANDARD,
        SyncListener.SILENT)).hasMessage("cut off");
    int before = embedder.embedded();

    SyncReport report = place.sync(embedder);

    assertThat(report.renamed()).hasSizeGreaterThan(10)
        .allSatisfy(rename -> assertThat(rename.to().fileName())
            .isEqualTo(rename.from().fileName()));
    assertThat(embedder.embedded()).isEqualTo(before);
    assertThat(place.indexed()).hasSize(200)
        .allSatisfy((name, version) -> assertThat(name).startsWith("new/"));
  }

  @Test
  void what_another_source_has_had_all_along_is_a_copy_and_no_new_name() {
    Workplace mirror = new Workplace(folder.resolve("mirror"));
    for (int i = 0; i < 10; i++) {
      place.write(name(i), "Text number " + i + ".");
      mirror.write(name(i), "Text number " + i + ".");
    }
    var sources = List.of(place.source(), mirror.source("mirror", "mirror/"));
    Sync sync = place.sync(embedder, Checkpoint.NONE);
    sync.run(sources, SyncOptions.STANDARD, SyncListener.SILENT);
    delete(0, 10);

    assertThatThrownBy(() -> sync.run(sources, SyncOptions.STANDARD, SyncListener.SILENT))
        .isInstanceOfSatisfying(AthanorException.class, e -> assertThat(e.code()).isEqualTo("sync-deletes"))
        .hasMessageStartingWith("10 of 10 documents of source \"docs\" are no longer there: ");
    assertThat(sync.forecast(sources, SyncOptions.STANDARD).refused()).isPresent();
    assertThat(place.indexed()).hasSize(20);
  }

  @Test
  void one_source_alone_can_be_synced_and_touches_nothing_of_the_others() {
    Workplace second = new Workplace(folder.resolve("more"));
    place.write("a.md", article("coal")).write("b.md", article("ore"));
    second.write("a.md", article("peat"));
    var sources = List.of(place.source(), second.source("more", "more/"));
    Sync sync = place.sync(embedder, Checkpoint.NONE);
    sync.run(sources, SyncOptions.STANDARD, SyncListener.SILENT);
    place.delete("b.md");
    second.write("c.md", article("gas"));

    SyncReport report =
        sync.run(sources, SyncOptions.STANDARD.only(new SourceId("more")), SyncListener.SILENT);

    assertThat(report).extracting(SyncReport::added, SyncReport::unchanged, SyncReport::deleted)
        .containsExactly(1, 1, 0);
    assertThat(place.indexed()).containsOnlyKeys("a.md", "b.md", "more/a.md", "more/c.md");
    assertThat(
        sync.run(sources, SyncOptions.STANDARD.only(new SourceId("docs")), SyncListener.SILENT).deleted())
        .isEqualTo(1);
    assertThatThrownBy(() -> sync.run(sources, SyncOptions.STANDARD.only(new SourceId("mor")),
        SyncListener.SILENT)).hasMessage(
            "there is no source \"mor\" in athanor.yaml; expected one of docs, more");
  }

  private void write(int documents) {
    for (int i = 0; i < documents; i++) {
      place.write(name(i), "Text number " + i + ".");
    }
  }

  private void delete(int from, int to) {
    for (int i = from; i < to; i++) {
      place.delete(name(i));
    }
  }

  private static String name(int number) {
    return (number < 10 ? "0" : "") + number + ".txt";
  }
}
