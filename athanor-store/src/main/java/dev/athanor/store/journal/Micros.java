package dev.athanor.store.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the database keeps them: whole microseconds since 1970. */
final class Micros {
  private Micros() {}

  /** The time, or up to a microsecond before it. */
  static long floor(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
  }

  /** The time, or up to a microsecond after it: nothing is due, and no lease ends, before its time. */
  static long ceiling(Instant time) {
    return floor(time.plusNanos(999));
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
