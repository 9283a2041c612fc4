package dev.athanor.models.chat;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.models.wire.Receiver;
import tools.jackson.databind.JsonNode;

/** Puts together what comes, until it is all or the watcher has seen enough. Used by one thread. */
final class Incoming implements Receiver {
  private static final int SHOWN = 120;

  private final Assembly assembly;
  private final Deltas deltas;
  private boolean whole;

  Incoming(Assembly assembly, Deltas deltas) {
    this.assembly = assembly;
    this.deltas = deltas;
  }

  @Override
  public void event(String name, String data) {
    if (!assembly.lastWord(data)) {
      assembly.event(name, json(data));
    }
  }

  @Override
  public void whole(String body) {
    assembly.whole(json(body));
    whole = true;
  }

  /** Whether it came as one, so that nothing was streamed. */
  boolean cameWhole() {
    return whole;
  }

  @Override
  public boolean done() {
    return deltas.stopped() || assembly.error().isPresent();
  }

  private static JsonNode json(String data) {
    try {
      JsonNode json = Json.parse(data);
      if (json.isObject() || json.isArray()) {
        return json;
      }
    } catch (AthanorException e) {
      throw new IllegalArgumentException("this is not JSON: " + Json.abbreviate(data, SHOWN), e);
    }
    throw new IllegalArgumentException("this is no JSON object: " + Json.abbreviate(data, SHOWN));
  }
}
