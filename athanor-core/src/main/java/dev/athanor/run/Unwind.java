package dev.athanor.run;

/**
 * Leaves a program in the middle: it waits, is in doubt, has diverged, or is not needed any more. An error, so that code
 * which catches exceptions lets it pass; code that catches it all the same gains nothing, since every further step
 * throws it again.
 */
final class Unwind extends Error {
  private static final long serialVersionUID = 1L;

  Unwind(String reason) {
    super(reason, null, false, false);
  }
}
