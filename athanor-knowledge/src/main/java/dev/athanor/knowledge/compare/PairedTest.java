package dev.athanor.knowledge.compare;

import dev.athanor.statistics.McNemar;
import dev.athanor.statistics.SignFlip;
import java.util.Arrays;
import java.util.Random;

/** Tests whether paired differences are more than chance, on both sides. */
final class PairedTest {
  private static final int DRAWS = 20_000;
  private static final long SEED = 20_260_102;

  private PairedTest() {}

  /** Where all differences are -1, 0 or 1 McNemar's mid-p, else by flipping their signs. */
  static double p(double[] differences) {
    double[] some = Arrays.stream(differences).filter(each -> each != 0).toArray();
    boolean whole = Arrays.stream(some).allMatch(each -> Math.abs(each) == 1);
    return whole ? McNemar.midP((int) Arrays.stream(some).filter(each -> each > 0).count(),
        (int) Arrays.stream(some).filter(each -> each < 0).count())
        : SignFlip.probability(some, DRAWS, new Random(SEED));
  }
}
