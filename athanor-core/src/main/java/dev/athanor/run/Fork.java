package dev.athanor.run;

import dev.athanor.journal.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Another course of a run from a step on.
 *
 * @param at the step or scope before which the fork begins
 * @param set changed parts of the manifest, by dotted key such as {@code retrieval.denseWeight}
 * @param pins what the manifest has besides, by key: content that a changed part names
 * @param supplied results given instead of living a step
 * @param allowed KEYED and WRITE operations that may be lived; all others are refused
 * @param redraw operations whose SAMPLED steps are drawn again
 */
public record Fork(Path at, Map<String, JsonNode> set, Map<String, JsonNode> pins,
    Map<Path, JsonNode> supplied, Set<String> allowed,
    Set<String> redraw) {
  /** Copies. */
  public Fork {
    set = Map.copyOf(set);
    pins = Map.copyOf(pins);
    supplied = Map.copyOf(supplied);
    allowed = Set.copyOf(allowed);
    redraw = Set.copyOf(redraw);
  }

  /** A fork that changes nothing yet. */
  public static Fork at(Path at) {
    return new Fork(at, Map.of(), Map.of(), Map.of(), Set.of(), Set.of());
  }

  /** The same with a changed part of the manifest. */
  public Fork set(String key, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(set);
    more.put(key, value);
    return new Fork(at, more, pins, supplied, allowed, redraw);
  }

  /**
   * The same, pinned to this content as well: for content that a changed part names, such as another prompt. What is there already
   * under this key is replaced.
   */
  public Fork pin(String key, JsonNode content) {
    Map<String, JsonNode> more = new LinkedHashMap<>(pins);
    more.put(key, content);
    return new Fork(at, set, more, supplied, allowed, redraw);
  }

  /**
   * A manifest as the fork changes it.
   *
   * @throws dev.athanor.error.AthanorException {@code key-unknown} if it sets a key that is not there: what nobody reads can't be meant
   */
  public ObjectNode changed(ObjectNode manifest) {
    ObjectNode changed = manifest.deepCopy();
    set.forEach((key, value) -> Forks.set(changed, key, value));
    pins.forEach(changed::set);
    return changed;
  }

  /** The same with a result given for a step. */
  public Fork supply(Path path, JsonNode result) {
    Map<Path, JsonNode> more = new LinkedHashMap<>(supplied);
    more.put(path, result);
    return new Fork(at, set, pins, more, allowed, redraw);
  }

  /** The same with an effect allowed. */
  public Fork allow(String operation) {
    Set<String> more = new LinkedHashSet<>(allowed);
    more.add(operation);
    return new Fork(at, set, pins, supplied, more, redraw);
  }

  /** The same with an operation drawn again. */
  public Fork redraw(String operation) {
    Set<String> more = new LinkedHashSet<>(redraw);
    more.add(operation);
    return new Fork(at, set, pins, supplied, allowed, more);
  }
}
