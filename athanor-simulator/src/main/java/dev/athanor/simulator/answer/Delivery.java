package dev.athanor.simulator.answer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How an answer is delivered. What is left out is as for every answer; at first at once and without a fault.
 *
 * @param latency until the first token
 * @param tokensPerSecond after it
 * @param faults that may happen
 */
public record Delivery(Optional<Latency> latency, Optional<Double> tokensPerSecond, Optional<Faults> faults) {
  /** Nothing is said. */
  public static final Delivery USUAL = new Delivery(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * A fault that happens now and then.
   *
   * @param rate from 0, never, to 1, always
   * @param fault which
   */
  public record Chance(double rate, Fault fault) {
    /** Checks the rate. */
    public Chance {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException("a rate goes from 0 to 1, this one is " + rate);
      }
    }
  }

  /**
   * Faults of which at most one happens to an answer.
   *
   * @param chances each drawn in turn, until one happens
   */
  public record Faults(List<Chance> chances) {
    /** Copies. */
    public Faults {
      chances = List.copyOf(chances);
    }

    Optional<Fault> draw(RandomGenerator random) {
      return chances.stream().filter(chance -> random.nextDouble() < chance.rate()).map(Chance::fault)
          .findFirst();
    }
  }

  /** With that latency. */
  public Delivery after(Latency time) {
    return new Delivery(Optional.of(time), tokensPerSecond, faults);
  }

  /** At that speed. */
  public Delivery atTokensPerSecond(double speed) {
    return new Delivery(latency, Optional.of(speed), faults);
  }

  /** With these faults. */
  public Delivery with(Chance... chances) {
    return new Delivery(latency, tokensPerSecond, Optional.of(new Faults(List.of(chances))));
  }

  /** Always with this fault. */
  public Delivery with(Fault fault) {
    return with(new Chance(1, fault));
  }

  /** This, and where it says nothing, that. */
  public Delivery or(Delivery other) {
    return new Delivery(latency.or(() -> other.latency), tokensPerSecond.or(() -> other.tokensPerSecond),
        faults.or(
            () -> other.faults));
  }

  /** The fault that happens to an answer. */
  public Optional<Fault> fault(Draw draw) {
    return faults.flatMap(all -> all.draw(draw.random("fault")));
  }

  /** How long an answer takes until its first token. */
  public Duration latency(Draw draw) {
    return latency.map(time -> time.draw(draw.random("latency"))).orElse(Duration.ZERO);
  }

  /** How long so many tokens take. */
  public Duration tokens(long count) {
    return tokensPerSecond.map(speed -> Duration.ofNanos((long) (count * 1e9 / speed))).orElse(Duration.ZERO);
  }
}
