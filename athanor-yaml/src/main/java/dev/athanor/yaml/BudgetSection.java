package dev.athanor.yaml;

import dev.athanor.journal.Budget;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads a {@code budget}. */
public final class BudgetSection {
  private BudgetSection() {}

  /** What a mapping limits; nothing where it is empty. */
  public static Budget read(YamlMap map) {
    OptionalInt steps = map.atLeastOne("steps");
    OptionalInt tokens = map.atLeastOne("tokens");
    Optional<BigDecimal> dollars =
        map.number("dollars").isPresent() ? map.text("dollars").map(BigDecimal::new) : Optional
            .empty();
    if (dollars.isPresent() && dollars.get().signum() <= 0) {
      throw map.problem("dollars", map.inside("dollars") + " is " + dollars.get() + "; expected more than 0");
    }
    Optional<Duration> time = map.read("time", TimeSpan::parse);
    map.finish();
    return new Budget(widened(steps), widened(tokens), dollars, time, OptionalInt.empty());
  }

  private static OptionalLong widened(OptionalInt number) {
    return number.isPresent() ? OptionalLong.of(number.getAsInt()) : OptionalLong.empty();
  }
}
