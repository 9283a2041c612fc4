package dev.athanor.bench.measure;

import dev.athanor.bench.measure.Rates.Figure;

/** Prints what was measured to stdout, in lines that can stand in a README as they are. */
public final class Report {
  private final Rates rates;
  private final String unit;

  /** A report on these rates, counted in this unit. */
  public Report(Rates rates, String unit) {
    this.rates = rates;
    this.unit = unit;
  }

  /** Prints a heading and where it was measured. */
  public static void heading(String title) {
    System.out.println();
    System.out.println("## " + title);
    System.out.println(Machine.describe());
    System.out.println();
  }

  /** Prints a line. */
  public static void line(String text) {
    System.out.println(text);
  }

  /** Prints the rate of every lane. */
  public Report lanes() {
    line("%-46s %12s   (least - most of %d rounds)".formatted("", unit + "/s", rates.rounds()));
    for (String lane : rates.byLane().keySet()) {
      Figure rate = rates.rate(lane);
      line("%-46s %12s   (%s - %s)".formatted(lane, number(rate.median()), number(rate.least()),
          number(rate.most())));
    }
    System.out.println();
    return this;
  }

  /** Prints how many times faster a lane is than its peer. */
  public Report ratio(String lane, String peer, String aim) {
    Figure ratio = rates.ratio(lane, peer);
    line("%s / %s = %.2f x (%.2f - %.2f), aim %s".formatted(lane, peer, ratio.median(), ratio.least(),
        ratio.most(), aim));
    return this;
  }

  private static String number(double value) {
    return (value < 100 ? "%,.1f" : "%,.0f").formatted(value);
  }
}
