package dev.athanor.knowledge.sync;

import dev.athanor.error.AthanorException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** When a source is to be synced. */
public sealed interface Schedule {

  /** The first time after a moment. */
  Instant next(Instant now, ZoneId zone);

  /** How long to wait after a first failure; twice as long after each further one. */
  Duration pause();

  /** Again and again, so long after the last sync has ended. */
  record Every(Duration interval) implements Schedule {

    /** Checks that it is not so short that nothing else could happen. */
    public Every {
      if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
        throw AthanorException.user("schedule", "every " + interval.toMillis()
            + " ms is too often; expected at least 1 s, such as 15 min");
      }
    }

    @Override
    public Instant next(Instant now, ZoneId zone) {
      return now.plus(interval);
    }

    @Override
    public Duration pause() {
      return interval;
    }
  }

  /** Each day at these times. A time that is left out when clocks are put forward is made up for right after. */
  record Daily(List<LocalTime> times) implements Schedule {

    private static final Duration PAUSE = Duration.ofMinutes(15);

    /** Sorts. */
    public Daily {
      if (times.isEmpty()) {
        throw AthanorException.user("schedule", "there is no time of day; expected one such as 03:00");
      }
      times = times.stream().sorted().distinct().toList();
    }

    @Override
    public Instant next(Instant now, ZoneId zone) {
      ZonedDateTime here = now.atZone(zone);
      for (int day = 0; day < 3; day++) {
        for (LocalTime time : times) {
          Instant candidate = here.toLocalDate().plusDays(day).atTime(time).atZone(zone).toInstant();
          if (candidate.isAfter(now)) {
            return candidate;
          }
        }
      }
      throw new IllegalStateException("no day has the times " + times);
    }

    @Override
    public Duration pause() {
      return PAUSE;
    }
  }
}
