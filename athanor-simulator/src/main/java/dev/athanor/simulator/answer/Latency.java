package dev.athanor.simulator.answer;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long it takes until the first token. */
public sealed interface Latency {
  /** One of the times. */
  Duration draw(RandomGenerator random);

  /**
   * Always the same.
   *
   * @param time not negative
   */
  record Fixed(Duration time) implements Latency {
    @Override
    public Duration draw(RandomGenerator random) {
      return time;
    }
  }

  /**
   * Any time between two, each as likely.
   *
   * @param from the shortest
   * @param to the longest
   */
  record Uniform(Duration from, Duration to) implements Latency {
    /** Checks the order. */
    public Uniform {
      if (from.compareTo(to) > 0) {
        throw new IllegalArgumentException("from " + from + " to " + to + " goes backwards");
      }
    }

    @Override
    public Duration draw(RandomGenerator random) {
      return from.plusNanos((long) (random.nextDouble() * to.minus(from).toNanos()));
    }
  }

  /**
   * Mostly near the median, at times much longer, as servers are: the logarithm of the time is normal.
   *
   * @param median half of the times are longer
   * @param sigma the standard deviation of the logarithm; with 0.5 one time of twenty is longer than 2.3 medians
   */
  record LogNormal(Duration median, double sigma) implements Latency {
    @Override
    public Duration draw(RandomGenerator random) {
      return Duration.ofNanos((long) (median.toNanos() * Math.exp(sigma * random.nextGaussian())));
    }
  }
}
