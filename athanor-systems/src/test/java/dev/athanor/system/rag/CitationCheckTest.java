package dev.athanor.system.rag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.knowledge.answer.Citation;
import dev.athanor.knowledge.retrieve.Passage;
import dev.athanor.knowledge.retrieve.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitationCheckTest {
  private static final String TEXT =
      "# Working\nThe kiln 🔥 holds 12,000 bricks – no more. It is heated for “nine days”\nwith peat. Nobody's been hurt.";
  private static final List<Evidence> EVIDENCE =
      List.of(new Evidence(1, new Place("kiln.md", "v1", "The Kiln", List.of(
          "Working")), new Passage(7, 7 + TEXT.codePointCount(0, TEXT.length()), TEXT)));

  private static CitationCheck check(RagSettings.Cite cite, String answer) {
    return CitationCheck.of(new Reply(true, answer, List.of()), EVIDENCE, new RagSettings(0, cite, false));
  }

  @ParameterizedTest
  @CsvSource({"SENTENCE, 1", "PARAGRAPH, 0", "ANSWER, 0"})
  void whatNeedsACitationIsTheUsersChoice(RagSettings.Cite cite, int problems) {
    assertThat(check(cite, "The kiln holds 12,000 bricks. It takes nine days [1].").problems())
        .hasSize(problems);
  }

  @Test
  void anAnswerWithoutAnyCitationHasNoneInAnyWay() {
    for (RagSettings.Cite cite : RagSettings.Cite.values()) {
      assertThat(check(cite, "Yes.").problems()).containsExactly("the answer names no evidence at all");
    }
  }

  @Test
  void aNumberThatIsNotThereIsNamedOnce() {
    assertThat(
        check(RagSettings.Cite.SENTENCE, "The kiln holds bricks [0]. The kiln holds many [0].").problems())
        .containsExactly("[0] is no piece of evidence; there are [1] to [1]");
  }

  @Test
  void aCitationIsTheSentenceThatSharesMostWordsAndItsSpanIsThatOfTheDocument() {
    CitationCheck check =
        check(RagSettings.Cite.SENTENCE, "It holds 12,000 bricks [1]. It is heated with peat [1].");
    assertThat(check.citations()).extracting(Citation::quote).containsExactly(
        "The kiln 🔥 holds 12,000 bricks – no more.",
        "The kiln 🔥 holds 12,000 bricks – no more. It is heated for “nine days”\nwith peat.");
    check.citations()
        .forEach(each -> assertThat(TEXT.substring(TEXT.offsetByCodePoints(0, each.start() - 7), TEXT
            .offsetByCodePoints(0, each.end() - 7))).isEqualTo(each.quote()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"holds 12,000 bricks - no more.", "heated for \"nine days\" with peat", "Nobody’s been hurt",
          "... 12,000 bricks …", "  The   kiln 🔥 holds "})
  void quotesMayDifferInSpaceMarksAndDashes(String quote) {
    assertThat(Support.quote(EVIDENCE.getFirst(), quote)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "…", "holds 12000 bricks", "the kiln", ".*", "heated for nine days"})
  void quotesMayNotDifferInWords(String quote) {
    assertThat(Support.quote(EVIDENCE.getFirst(), quote)).isEmpty();
  }
}
