package dev.athanor.models.chat;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.Usage;
import dev.athanor.models.wire.Receiver;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Puts together what comes, until it is all or the watcher has seen enough. Used by one thread. */
final class Incoming implements Receiver {
  private static final int SHOWN = 120;

  private final Assembly assembly;
  private final Deltas deltas;
  private final Consumer<Usage> meter;
  private Usage counted = Usage.UNKNOWN;
  private boolean whole;

  /**
   * Of an answer of which nothing has come yet.
   *
   * @param meter is told what the provider counts, each time that it counts something else
   */
  Incoming(Assembly assembly, Deltas deltas, Consumer<Usage> meter) {
    this.assembly = assembly;
    this.deltas = deltas;
    this.meter = meter;
  }

  @Override
  public void event(String name, String data) {
    if (!assembly.lastWord(data)) {
      assembly.event(name, json(data));
      count();
    }
  }

  private void count() {
    Usage now = assembly.usage();
    if (!now.equals(counted)) {
      counted = now;
      meter.accept(now);
    }
  }

  @Override
  public void whole(String body) {
    assembly.whole(json(body));
    count();
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
