package dev.athanor.document.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Span;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.clean.CleaningSettings;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.SourceId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfilerTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final String ENGLISH =
      "The furnace keeps an even heat by day and by night, and the keeper of number %d"
          + " looks after it with great care, since nothing that was begun in it may ever grow cold. ";

  private final Profiler profiler = new Profiler(InstantSource.fixed(NOW));
  private final Cleaning cleaning = Cleaning.standard(CleaningSettings.STANDARD);

  private void read(String id, String text, Map<String, String> metadata) {
    Document document =
        Document.of(new DocumentId(id), id, "text/plain", text, List.of(new Block.Paragraph(new Span(0,
            text.length()))), metadata);
    profiler.read(new SourceId("docs"), cleaning.clean(document), text.length(), Optional.of(NOW));
  }

  @Test
  void countsAreByTypeLanguageAgeAndSize() {
    read("a.txt", ENGLISH.formatted(1), Map.of("date", "2020-01-01"));
    read("b.txt",
        "Die Kündigungsfrist beträgt drei Monate und beginnt am Ende des Monats, wenn nichts anderes vereinbart"
            + " ist.",
        Map.of());
    Profile profile = profiler.profile();
    assertThat(profile.totals().documents()).isEqualTo(2);
    assertThat(profile.spreads().get("type")).containsExactly(Map.entry("text/plain", 2));
    assertThat(profile.spreads().get("language")).containsOnly(Map.entry("en", 1), Map.entry("de", 1));
    assertThat(profile.spreads().get("age")).containsEntry("a month", 1).containsEntry("older", 1);
    assertThat(profile.spreads().get("size")).containsEntry("under 1,000", 2);
  }

  @Test
  void copiesSecretsAndPersonalDataAreFoundAndWhatToDoIsSaid() {
    read("a.txt", ENGLISH.formatted(1) + "anna@firma.de", Map.of());
    read("b.txt", ENGLISH.formatted(1) + "Anna@firma.de", Map.of());
    read("c.txt", "key sk-abcdefghijklmnopqrstuvwx", Map.of());
    profiler.failed(new DocumentId("d.pdf"), 5, "the PDF ends before its content does");
    Profile profile = profiler.profile();
    assertThat(profile.groups().copies()).isEqualTo(1);
    assertThat(profile.failed()).containsOnlyKeys(new DocumentId("d.pdf"));
    assertThat(profile.advice()).extracting(Profile.Advice::what).containsExactly(
        "api-key 1 time in 1 document",
        "email 2 times in 2 documents", "1 document can't be read", "1 document of 3 only repeat others",
        "1 document with hardly any text");
    assertThat(profile.advice().getFirst().step()).contains("the index gets [api-key] instead");
    assertThat(profile.advice().get(1).step()).contains("knowledge: {cleaning: {mask: [secrets, email]}}");
  }

  @Test
  void whatCouldNotBeListedSaysItselfWhatToDo() {
    profiler.listed(new Listing(List.of(), Map.of(), List.of("t.jsonl: 1 record could not be read; mend it"),
        Map.of()));

    assertThat(profiler.profile().advice()).contains(
        new Profile.Advice("a part could not be listed: t.jsonl: 1 record could not be read; mend it",
            "mend it as it says, then run the profile again"));
  }

  @Test
  void strangeDocumentsAreNamedWithTheReason() {
    for (int i = 0; i < 9; i++) {
      read("usual" + i + ".txt",
          ENGLISH.formatted(i) + "Each of these texts says something of its own: " + (char) ('a'
              + i),
          Map.of());
    }
    read("strange.txt", "1,2;3 ".repeat(300), Map.of());
    read("lost.txt", ENGLISH.formatted(99) + "\uFFFD\uFFFD", Map.of());
    List<Profile.Note> strangest = profiler.profile().noted().strangest();
    assertThat(strangest).extracting(note -> note.document().value()).containsExactlyInAnyOrder("strange.txt",
        "lost.txt");
    assertThat(strangest)
        .anySatisfy(note -> assertThat(note.why()).contains("0 % letters", "repeats itself"));
    assertThat(strangest)
        .anySatisfy(note -> assertThat(note.why()).contains("2 characters were lost in reading"));
  }

  @Test
  void nothingIsAProfileToo() {
    Profile profile = profiler.profile();
    assertThat(profile.totals().documents()).isZero();
    assertThat(profile.advice()).extracting(Profile.Advice::what)
        .containsExactly("there is nothing to search");
  }
}
