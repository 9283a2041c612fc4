package dev.athanor.eval.dataset;

/** Numbers in the order of things, in words: 1st, 2nd, 3rd, 4th, 11th. */
final class Ordinal {
  private Ordinal() {}

  static String of(int number) {
    int tens = number % 100;
    if (tens >= 11 && tens <= 13) {
      return number + "th";
    }
    return number + switch (number % 10) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }
}
