package dev.athanor.knowledge.compare;

/**
 * How two sides differ by one measure.
 *
 * @param measure by which
 * @param a the first side's mean over the questions
 * @param b the second side's
 * @param difference b less a, with its interval
 * @param p of the test that they are alike
 * @param wins questions that b does better
 * @param losses questions that a does better
 * @param ties questions that both do alike
 * @param deviation the standard deviation of the differences
 */
public record Difference(Measure measure, double a, double b, Paired difference, double p, int wins,
    int losses, int ties, double deviation) {
  /** Of values of the same questions in the same order, at least one. */
  static Difference of(Measure measure, double[] a, double[] b) {
    double[] differences = new double[a.length];
    int wins = 0;
    int losses = 0;
    for (int i = 0; i < a.length; i++) {
      differences[i] = b[i] - a[i];
      wins += differences[i] > 0 ? 1 : 0;
      losses += differences[i] < 0 ? 1 : 0;
    }
    return new Difference(measure, Paired.mean(a), Paired.mean(b), Paired.of(differences),
        PairedTest.p(differences), wins, losses, a.length - wins - losses, deviation(differences));
  }

  private static double deviation(double[] values) {
    double mean = Paired.mean(values);
    double squares = 0;
    for (double each : values) {
      squares += (each - mean) * (each - mean);
    }
    return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
  }

  /** The number of questions. */
  public int questions() {
    return wins + losses + ties;
  }
}
