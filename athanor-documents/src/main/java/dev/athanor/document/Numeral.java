package dev.athanor.document;

import java.math.BigDecimal;

/** How a number stands in a text: with all its digits and without an exponent, as people write and search it. */
public final class Numeral {
  /** With more zeros a number is written with its exponent: {@code 1e999999999} would fill the memory. */
  private static final int ZEROS = 100;

  private Numeral() {}

  /** An exact number; its trailing zeros stay. */
  public static String of(BigDecimal number) {
    return Math.abs((long) number.scale()) <= ZEROS ? number.toPlainString() : number.toString();
  }

  /** A floating-point number, by the fewest digits that tell it from others. */
  public static String of(double number) {
    return Double.isFinite(number) ? of(new BigDecimal(Double.toString(number))) : Double.toString(number);
  }

  /** A floating-point number of single precision, by the fewest digits that tell it from others. */
  public static String of(float number) {
    return Float.isFinite(number) ? of(new BigDecimal(Float.toString(number))) : Float.toString(number);
  }
}
