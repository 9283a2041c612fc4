package dev.athanor.knowledge.sync;

import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.ledger.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which source is to be synced next, by the rows of the ledger: a restart changes nothing. A clock that is put back changes
 * nothing either: no source waits for longer than its schedule says, counted from now. A source that fails waits longer from
 * time to time, a day at most, and holds up no other one.
 */
public final class Timetable {

  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final int MOST_DOUBLINGS = 20;

  private final Ledger ledger;
  private final Map<SourceId, Schedule> schedules;
  private final InstantSource clock;
  private final ZoneId zone;

  /** Over the ledger, which the caller closes. */
  public Timetable(Ledger ledger, Map<SourceId, Schedule> schedules, InstantSource clock, ZoneId zone) {
    this.ledger = ledger;
    this.schedules = new LinkedHashMap<>(schedules);
    this.clock = clock;
    this.zone = zone;
  }

  /** When something is to be done. */
  public record Turn(SourceId source, Instant due) {
  }

  /** The turn that comes first; now or in the past if it is due. */
  public Turn first() {
    return schedules.keySet().stream().map(source -> new Turn(source, due(source))).min(Comparator.comparing(
        Turn::due)).orElseThrow(() -> new IllegalStateException("a timetable of no source"));
  }

  /** A source that never was synced by its schedule is due at once. */
  Instant due(SourceId source) {
    Instant now = clock.instant();
    Optional<Scheduled> row = ledger.scheduled(source);
    if (row.isEmpty()) {
      return now;
    }
    Instant latest = latest(source, row.get().failures(), now);
    if (!row.get().due().isAfter(latest)) {
      return row.get().due();
    }
    // The clock was put back, or the schedule is a closer one than it was. Kept, since it would move on with the clock.
    ledger.schedule(
        new Scheduled(source, latest, row.get().failures(), row.get().ended(), row.get().problem()));
    return latest;
  }

  /** Its sync went well. */
  public Instant succeeded(SourceId source) {
    return remember(source, 0, Optional.empty());
  }

  /** Its sync failed. */
  public Instant failed(SourceId source, String problem) {
    int failures = ledger.scheduled(source).map(Scheduled::failures).orElse(0) + 1;
    return remember(source, failures, Optional.of(problem));
  }

  private Instant remember(SourceId source, int failures, Optional<String> problem) {
    Instant now = clock.instant();
    Instant due = latest(source, failures, now);
    ledger.schedule(new Scheduled(source, due, failures, now, problem));
    return due;
  }

  private Instant latest(SourceId source, int failures, Instant now) {
    Schedule schedule = schedule(source);
    if (failures == 0) {
      return schedule.next(now, zone);
    }
    Duration pause = schedule.pause();
    Duration longest = pause.compareTo(LONGEST_PAUSE) > 0 ? pause : LONGEST_PAUSE;
    Duration longer = pause.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    return now.plus(longer.compareTo(longest) > 0 ? longest : longer);
  }

  private Schedule schedule(SourceId source) {
    return Optional.ofNullable(schedules.get(source)).orElseThrow(
        () -> new IllegalStateException("source " + source + " has no schedule"));
  }
}
