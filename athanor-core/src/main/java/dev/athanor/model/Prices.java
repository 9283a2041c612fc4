package dev.athanor.model;

import dev.athanor.journal.Spend;
import java.math.BigDecimal;
import java.util.Optional;

/** What models cost. */
public interface Prices {
  /** Knows no price. */
  Prices UNKNOWN = (model, usage) -> Optional.empty();

  /** US dollars for these tokens of this model; empty if the price or a number that it needs is unknown. */
  Optional<BigDecimal> dollars(ModelName model, Usage usage);

  /** What a budget counts: tokens, and dollars where the price is known. A count that is not told counts nothing. */
  default Spend spend(ModelName model, Usage usage) {
    return new Spend(usage.total(), dollars(model, usage.known()).orElse(BigDecimal.ZERO));
  }
}
