package dev.athanor.knowledge.answer;

import dev.athanor.knowledge.retrieve.Hit;
import dev.athanor.knowledge.retrieve.Passage;
import dev.athanor.knowledge.retrieve.Place;
import java.util.List;

/**
 * A text in which the answer may stand.
 *
 * @param place where it stands
 * @param text the text and its span
 * @param score what the search gave it, from 0 to 1
 */
public record Source(Place place, Passage text, double score) {
  /** The section of a hit if it has one, else the hit itself. */
  public static Source of(Hit hit) {
    return new Source(hit.place(), hit.section().orElse(hit.passage()), hit.score().total());
  }

  /** Its sentences as they are quoted, headings left out: with the one before, if one can't be understood without. */
  public List<Passage> sentences() {
    return Sentence.of(this, 0).stream().map(Sentence::quoted).toList();
  }
}
