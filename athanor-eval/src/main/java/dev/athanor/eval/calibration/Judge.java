package dev.athanor.eval.calibration;

import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.json.Merkle;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who judged.
 *
 * @param name for people
 * @param description model, prompt, settings, as far as they are known
 */
public record Judge(String name, ObjectNode description) {
  /** Changes with everything that is known of the judge. */
  public Hash version() {
    ObjectNode all = Json.object().put("name", name);
    all.set("description", description);
    return Merkle.of(all).hash();
  }
}
