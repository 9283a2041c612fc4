package dev.athanor.journal;

import dev.athanor.json.Hash;

/**
 * What was asked of the outside at a path.
 *
 * @param operation the name of the operation
 * @param version of the operation
 * @param effect what living it does
 * @param request what it was asked
 */
public record Step(String operation, String version, Effect effect, Content request) {
  /** The hash of operation, version and request: equal addresses, equal questions. */
  public Hash address() {
    return Hash.of(operation + "\n" + version + "\n" + request.hash());
  }
}
