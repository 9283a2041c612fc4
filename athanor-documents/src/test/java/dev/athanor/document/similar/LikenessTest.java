package dev.athanor.document.similar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LikenessTest {
  private static final SourceId WIKI = new SourceId("wiki");
  private static final SourceId HANDBOOK = new SourceId("handbook");

  private static Candidate candidate(String id, SourceId source, Optional<Instant> dated, String text) {
    return new Candidate(new DocumentId(id), source, dated, Sketch.of(text));
  }

  private static Groups groups(List<SourceId> authority, Candidate... candidates) {
    Likeness likeness = new Likeness(authority, Likeness.STANDARD);
    List.of(candidates).forEach(likeness::add);
    return likeness.groups();
  }

  private static String words(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count).mapToObj(_ -> "w" + random.nextInt(5_000))
        .collect(Collectors.joining(" "));
  }

  private static String changed(String text, double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return List.of(text.split(" ")).stream()
        .map(word -> random.nextDouble() < share ? "new" + random.nextInt() : word)
        .collect(Collectors.joining(" "));
  }

  @Test
  void caseSpaceAndPunctuationMakeNoOtherDocument() {
    Groups groups = groups(List.of(), candidate("b", WIKI, Optional.empty(), "Even heat, day and night!"),
        candidate("a",
            WIKI, Optional.empty(), "even heat\nday   and night"),
        candidate("c", WIKI, Optional.empty(), "day and night even"
            + " heat"));
    assertThat(groups.all()).hasSize(1);
    assertThat(groups.all().getFirst().exact()).isTrue();
    assertThat(groups.all().getFirst().answers().document().value()).isEqualTo("a");
    assertThat(groups.copies()).isEqualTo(1);
  }

  @Test
  void aFewChangedWordsMakeACopyAndManyDoNot() {
    int found = 0;
    for (int seed = 0; seed < 100; seed++) {
      String text = words(seed, 400);
      found += groups(List.of(), candidate("a", WIKI, Optional.empty(), text),
          candidate("b", WIKI, Optional.empty(),
              changed(text, 0.02, seed)))
          .copies();
      assertThat(groups(List.of(), candidate("a", WIKI, Optional.empty(), text),
          candidate("b", WIKI, Optional.empty(),
              changed(text, 0.3, seed)))
          .all()).isEmpty();
    }
    assertThat(found).isGreaterThanOrEqualTo(95);
  }

  @Test
  void theMostAuthoritativeAnswersThenTheNewestThenTheFirst() {
    String text = words(1, 50);
    Optional<Instant> old = Optional.of(Instant.EPOCH);
    Optional<Instant> young = Optional.of(Instant.EPOCH.plusSeconds(1));
    Candidate[] three =
        {candidate("a", WIKI, old, text), candidate("b", WIKI, young, text), candidate("c", HANDBOOK, old,
            text)};
    assertThat(groups(List.of(HANDBOOK), three).all().getFirst().answers().document().value()).isEqualTo("c");
    assertThat(groups(List.of(), three).all().getFirst().answers().document().value()).isEqualTo("b");
    assertThat(groups(List.of(), three).all().getFirst().others()).extracting(Candidate::source)
        .containsExactly(WIKI,
            HANDBOOK);
  }

  @Test
  void documentsWithoutWordsAreLikeNone() {
    assertThat(groups(List.of(), candidate("a", WIKI, Optional.empty(), " -- "),
        candidate("b", WIKI, Optional.empty(),
            ""))
        .all()).isEmpty();
  }

  @Test
  void scriptsWithoutSpacesAreComparedByCharacter() {
    String text = "すべての人間は生れながらにして自由でありかつ尊厳と権利とについて平等である人間は理性と良心とを授けられており";
    assertThat(groups(List.of(), candidate("a", WIKI, Optional.empty(), text),
        candidate("b", WIKI, Optional.empty(), text
            + "ん"))
        .copies()).isEqualTo(1);
  }

  @Test
  void theEstimateIsNearTheShareThatIsInCommon() {
    String text = words(7, 3_000);
    double kept = Math.pow(0.9, 3);
    assertThat(Sketch.of(text).likeness(Sketch.of(changed(text, 0.1, 3)))).isBetween(kept / (2 - kept) - 0.15,
        kept / (2
            - kept) + 0.15);
  }
}
