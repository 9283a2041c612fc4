package dev.athanor.system.context;

import dev.athanor.knowledge.retrieve.Hit;
import dev.athanor.knowledge.retrieve.Passage;
import dev.athanor.knowledge.retrieve.Place;
import java.util.Optional;

/**
 * A piece of evidence that may go to a model.
 *
 * @param place where it stands
 * @param text the whole of it
 * @param core the part of it that was found, for when the whole does not fit; empty if that is the whole
 * @param unfit why it does not go even if there is room; empty if nothing speaks against it
 */
public record Offer(Place place, Passage text, Optional<Passage> core, Optional<String> unfit) {
  /** The section of a hit, and the hit in it. */
  public static Offer of(Hit hit) {
    return hit.section().filter(section -> !section.equals(hit.passage()))
        .map(section -> new Offer(hit.place(), section, Optional.of(hit.passage()), Optional.empty()))
        .orElseGet(() -> new Offer(hit.place(), hit.passage(), Optional.empty(), Optional.empty()));
  }

  /** The same, which does not go. */
  public Offer unfit(String reason) {
    return new Offer(place, text, core, Optional.of(reason));
  }
}
