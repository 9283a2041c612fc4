package dev.athanor.bench.measure;

/**
 * One side of a comparison.
 *
 * @param name as it stands in the report
 * @param work what is repeated
 */
public record Lane(String name, Work work) {
  /** Work that can be counted. */
  @FunctionalInterface
  public interface Work {
    /**
     * Works until the deadline has passed, and ends what it has begun.
     *
     * @return how many units were finished
     */
    long until(Deadline deadline) throws Exception;
  }

  /**
   * A moment of the monotonic clock.
   *
   * @param nanoTime the moment
   */
  public record Deadline(long nanoTime) {
    /** Whether it has passed. */
    public boolean passed() {
      return System.nanoTime() - nanoTime >= 0;
    }
  }

  /** A lane that does the same piece of work again and again on one thread. */
  public static Lane repeating(String name, Piece piece) {
    return new Lane(name, deadline -> {
      long units = 0;
      do {
        units += piece.run();
      } while (!deadline.passed());
      return units;
    });
  }

  /** A piece of work. */
  @FunctionalInterface
  public interface Piece {
    /** Does it, and says how many units that was. */
    long run() throws Exception;
  }
}
