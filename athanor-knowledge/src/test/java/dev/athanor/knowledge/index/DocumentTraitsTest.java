package dev.athanor.knowledge.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.DocumentId;
import dev.athanor.document.similar.Sketch;
import dev.athanor.document.source.SourceId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentTraitsTest {
  private static DocumentTraits of(String text) {
    return new DocumentTraits(new DocumentId("a.md"), new SourceId("docs"), Optional.empty(),
        Sketch.of(text));
  }

  @Test
  void a_document_with_words_has_all_its_bands_and_one_without_has_none() {
    assertThat(of("Every employee has 28 days of paid leave.").bands()).hasSize(DocumentTraits.BANDS);
    assertThat(of("...").bands()).isEmpty();
  }
}
