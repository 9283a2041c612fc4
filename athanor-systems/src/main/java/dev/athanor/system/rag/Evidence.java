package dev.athanor.system.rag;

import dev.athanor.json.Json;
import dev.athanor.knowledge.retrieve.Passage;
import dev.athanor.knowledge.retrieve.Place;
import dev.athanor.system.context.Fitting;
import dev.athanor.system.context.Offer;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * A piece of evidence as a model is shown it.
 *
 * @param number by which an answer names it, from 1
 * @param place where it stands
 * @param text what is shown
 */
record Evidence(int number, Place place, Passage text) {
  /** What was taken, numbered in order. */
  static List<Evidence> of(List<Offer> offers, Fitting fitting) {
    List<Evidence> all = new java.util.ArrayList<>();
    for (Fitting.Taken taken : fitting.taken()) {
      Offer offer = offers.get(taken.offer());
      all.add(new Evidence(all.size() + 1, offer.place(),
          taken.core() ? offer.core().orElse(offer.text()) : offer.text()));
    }
    return all;
  }

  /** As prompts are given it. */
  static ArrayNode json(List<Evidence> all) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    all.forEach(each -> array.addObject().put("number", each.number).put("heading", each.place.section()).put(
        "document", each.place.document()).put("text", each.text.text()));
    return array;
  }
}
