package dev.athanor.promptfoo.suite;

import dev.athanor.error.AthanorException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** What a reader finds that can't run here. For one thread. */
final class Findings {
  private final Set<Obstacle> obstacles = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();

  void obstacle(String place, String reason) {
    obstacles.add(new Obstacle(place, reason));
  }

  void note(String note) {
    notes.add(note);
  }

  /** What a reader makes, or an obstacle in its place. */
  <T> Optional<T> attempt(String place, Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (AthanorException e) {
      obstacle(place, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Whether an object has no other members than these; each other one is an obstacle. */
  boolean only(String place, ObjectNode object, Set<String> known) {
    List<String> others =
        object.properties().stream().filter(each -> !each.getValue().isNull()).map(each -> each
            .getKey()).filter(name -> !known.contains(name)).toList();
    others.forEach(name -> obstacle(place + "." + name, "this can't be done here"));
    return others.isEmpty();
  }

  List<Obstacle> obstacles() {
    return List.copyOf(obstacles);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
