package dev.athanor.knowledge.answer;

import dev.athanor.knowledge.retrieve.Passage;
import dev.athanor.knowledge.retrieve.Place;
import java.util.Optional;

/**
 * Where a statement stands.
 *
 * @param document the document's id
 * @param version the version of its extracted text that the span is meant for
 * @param section the way to it for a reader, such as {@code Handbook > Leave}
 * @param start where the quote starts in that text, in code points
 * @param end where it ends, exclusive
 * @param quote exactly that text from start to end
 * @param number by which an answer names it, as in {@code [2]}; empty where the place in the list is its number
 */
public record Citation(String document, String version, String section, int start, int end, String quote,
    Optional<Integer> number) {
  /** A passage of a document, named by a number. */
  public static Citation of(Place place, Passage passage, int number) {
    return new Citation(place.document(), place.version(), place.section(), passage.start(), passage.end(),
        passage.text(), Optional.of(number));
  }

  static Citation of(Finding finding) {
    return new Citation(finding.place().document(), finding.place().version(), finding.place().section(),
        finding.sentence().start(), finding.sentence().end(), finding.sentence().text(), Optional.empty());
  }
}
