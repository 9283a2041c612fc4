package dev.athanor.embedders;

import java.util.Optional;

/** Scales vectors. */
final class Unit {
  private Unit() {}

  /** The vector of length one in the same direction; empty if it points nowhere, or has a component that is no number. */
  static Optional<float[]> of(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0) || Double.isInfinite(length)) {
      return Optional.empty();
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return Optional.of(unit);
  }
}
