package dev.athanor.system.rag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
  private static List<Claims.Claim> claims(String answer) {
    return Claims.paragraphs(answer).stream().flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"It takes nine days [1]. | 1", "It takes nine days. [1] | 1",
      "It takes nine days [1][3]. | 1,3", "It takes nine days [1, 3; 4]. | 1,3,4",
      "It takes nine days [2-4]. | 2,3,4",
      "It takes nine days [4–2]. | 4,2", "It takes nine days.[1] | 1", "It takes [1] nine days [1]. | 1",
      "It takes nine days [12345]. | ''", "It takes nine days (1). | ''", "It takes `nine[0]` days [1]. | 1",
      "It takes nine days [a link](http://a[1]) [2]. | 1,2"})
  void markersAreReadInAllTheWaysInWhichModelsWriteThem(String sentence, String numbers) {
    assertThat(claims(sentence)).singleElement()
        .satisfies(claim -> assertThat(String.join(",", claim.numbers().stream().map(
            String::valueOf).toList())).isEqualTo(numbers));
  }

  @Test
  void aMarkerAfterTheFullStopBelongsToTheSentenceBefore() {
    assertThat(claims("It is built of brick. [1] It takes nine days. [2][3] Nobody lives there [4]."))
        .containsExactly(
            new Claims.Claim("It is built of brick.", List.of(1), true),
            new Claims.Claim("It takes nine days.", List.of(2, 3), true),
            new Claims.Claim("Nobody lives there.", List.of(4), true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Yes.", "# The kiln of Lübeck", "There are three kinds of it:",
      "Do you mean the kiln of Lübeck?",
      "```\nint days = nine[0] + ten[1];\n```", "**Answer**", "", " \n\n "})
  void whatClaimsNothingNeedsNoEvidence(String text) {
    assertThat(claims(text)).noneMatch(Claims.Claim::claims);
  }

  @Test
  void itemsOfAListAreParagraphs() {
    assertThat(Claims.paragraphs(
        "There are two:\n- Green tea is heated. [1]\n- Black tea is left to oxidise.\n\nThat is all of it [2]."))
        .extracting(each -> each.getFirst().numbers())
        .containsExactly(List.of(), List.of(1), List.of(), List.of(2));
  }
}
