package dev.athanor.models.provider;

import dev.athanor.model.ModelName;
import dev.athanor.model.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a model costs.
 *
 * @param model whose price it is
 * @param rates as long as the input is short
 * @param above rates of all tokens of a request whose input is longer
 * @param date on which the source had this price
 * @param source where it stands
 */
record Price(ModelName model, Rates rates, List<Tier> above, LocalDate date, String source) {
  private static final int MILLION_DIGITS = 6;

  Price {
    above = List.copyOf(above);
  }

  /**
   * US dollars for a million tokens of each kind.
   *
   * @param input that the provider had to read
   * @param output thought included
   * @param cacheRead input that it had in its cache
   * @param cacheWrite input that it has put there
   */
  record Rates(BigDecimal input, BigDecimal output, Optional<BigDecimal> cacheRead,
      Optional<BigDecimal> cacheWrite) {}

  /**
   * Other rates for long input.
   *
   * @param tokens of input above which they hold
   * @param rates which
   */
  record Tier(long tokens, Rates rates) {}

  /** Empty if a count or a rate that is needed is not known. */
  Optional<BigDecimal> dollars(Usage usage) {
    if (usage.input().isEmpty() || usage.output().isEmpty()) {
      return Optional.empty();
    }
    long input = usage.input().get();
    long read = usage.cacheRead().orElse(0L);
    long written = usage.cacheWrite().orElse(0L);
    Rates rate =
        above.stream().filter(tier -> input > tier.tokens).max(Comparator.comparingLong(Tier::tokens)).map(
            Tier::rates).orElse(rates);
    if ((read > 0 && rate.cacheRead.isEmpty()) || (written > 0 && rate.cacheWrite.isEmpty())) {
      return Optional.empty();
    }
    BigDecimal millionths = cost(input - read - written, rate.input)
        .add(cost(usage.output().get(), rate.output)).add(cost(
            read, rate.cacheRead.orElse(BigDecimal.ZERO)))
        .add(cost(written, rate.cacheWrite.orElse(BigDecimal.ZERO)));
    return Optional.of(millionths.movePointLeft(MILLION_DIGITS));
  }

  private static BigDecimal cost(long tokens, BigDecimal rate) {
    return rate.multiply(BigDecimal.valueOf(Math.max(0, tokens)));
  }
}
