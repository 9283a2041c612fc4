package dev.athanor.eval.scorer;

import java.util.IdentityHashMap;
import java.util.function.Supplier;

/** What the scorers of one trial have found out together: each thing once, however many of them read a metric out of it. For one thread. */
public final class Shared {
  private final IdentityHashMap<Object, Object> found = new IdentityHashMap<>();

  /**
   * What this finder finds of the trial; the first scorer that asks finds it out, in its own scope.
   *
   * @param finder the same object for all that share it
   */
  public <T> T once(Object finder, Class<T> type, Supplier<T> finding) {
    Object known = found.get(finder);
    if (known == null) {
      known = finding.get();
      found.put(finder, known);
    }
    return type.cast(known);
  }
}
