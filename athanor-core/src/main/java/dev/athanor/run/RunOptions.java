package dev.athanor.run;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Effects;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How a run is started.
 *
 * @param manifest what it is pinned to
 * @param budget what it may spend
 * @param effects which effects it may live
 * @param memo whether other runs' records may answer its steps
 * @param draw tells draws of SAMPLED steps apart, such as a case and a repeat
 */
public record RunOptions(Map<String, JsonNode> manifest, Budget budget, Effects effects, boolean memo,
    Optional<String> draw) {
  /** Nothing pinned, nothing limited, all effects, no memo. */
  public static final RunOptions PLAIN = new RunOptions(Map.of(), Budget.UNLIMITED, new Effects.Live(), false,
      Optional.empty());

  /** Copies. */
  public RunOptions {
    manifest = Map.copyOf(manifest);
  }

  /** The same, pinned to this content as well. */
  public RunOptions pin(String key, JsonNode content) {
    Map<String, JsonNode> more = new LinkedHashMap<>(manifest);
    more.put(key, content);
    return new RunOptions(more, budget, effects, memo, draw);
  }

  /** The same under a budget. */
  public RunOptions within(Budget most) {
    return new RunOptions(manifest, most, effects, memo, draw);
  }

  /** The same without KEYED and WRITE effects, but for these operations. */
  public RunOptions dry(String... allowed) {
    return new RunOptions(manifest, budget, new Effects.Dry(Set.of(allowed)), memo, draw);
  }

  /** The same, answered from other runs' records where that is sound. */
  public RunOptions memo(String drawn) {
    return new RunOptions(manifest, budget, effects, true, Optional.of(drawn));
  }
}
