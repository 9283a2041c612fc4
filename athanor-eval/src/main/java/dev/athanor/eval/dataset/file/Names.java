package dev.athanor.eval.dataset.file;

import dev.athanor.eval.dataset.Case;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gives ids to cases that have none: by their content, and those that are the same to the letter by a number as well. */
final class Names {
  private final Map<String, Integer> given = new HashMap<>();

  Case finish(Draft draft) {
    Optional<String> own = draft.id();
    if (own.isPresent()) {
      return draft.finished(own.get());
    }
    String name = draft.named();
    int times = given.merge(name, 1, Integer::sum);
    return draft.finished(times == 1 ? name : name + "-" + times);
  }
}
