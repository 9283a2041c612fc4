package dev.athanor.knowledge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.ledger.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final SourceId DOCS = new SourceId("docs");
  private static final SourceId WIKI = new SourceId("wiki");
  private static final SyncReport NOTHING =
      new SyncReport(0, 0, 0, 0, List.of(), 0, 0, "s1-00000000", List.of(), Map
          .of(), List.of(), Map.of(), List.of(), List.of(), List.of());

  private final List<String> told = new ArrayList<>();
  private final Set<SourceId> failing = new HashSet<>();
  private final Map<SourceId, Schedule> schedules = new LinkedHashMap<>();
  private Instant now = START;

  @TempDir
  Path folder;

  @Test
  void each_source_is_synced_when_it_is_due_also_after_a_restart() {
    schedules.put(DOCS, new Schedule.Every(Duration.ofMinutes(15)));
    schedules.put(WIKI, new Schedule.Every(Duration.ofMinutes(40)));
    watch(Duration.ofMinutes(20));
    assertThat(told).containsExactly("10:00 docs", "10:00 wiki", "10:15 docs");

    watch(Duration.ofMinutes(25));

    assertThat(told.subList(3, told.size())).containsExactly("10:30 docs", "10:40 wiki");
  }

  @Test
  void a_failing_source_waits_longer_each_time_and_holds_up_no_other() {
    schedules.put(DOCS, new Schedule.Every(Duration.ofMinutes(10)));
    schedules.put(WIKI, new Schedule.Every(Duration.ofMinutes(30)));
    failing.add(DOCS);
    watch(Duration.ofMinutes(65));
    assertThat(told).containsExactly("10:00 docs failed", "10:00 wiki", "10:20 docs failed", "10:30 wiki",
        "11:00 docs failed", "11:00 wiki");
    failing.clear();
    told.clear();

    watch(Duration.ofMinutes(90));

    assertThat(told).containsSubsequence("12:20 docs", "12:30 docs");
  }

  @Test
  void a_clock_that_is_put_back_lets_no_source_wait_longer_than_its_schedule_says() {
    schedules.put(DOCS, new Schedule.Every(Duration.ofMinutes(15)));
    watch(Duration.ofMinutes(1));
    now = START.minus(Duration.ofDays(300));

    watch(Duration.ofMinutes(16));

    assertThat(told).hasSize(2);
  }

  @Test
  void times_of_day_are_those_of_the_zone_also_when_clocks_are_changed() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Schedule night = new Schedule.Daily(List.of(LocalTime.of(14, 0), LocalTime.of(2, 30)));
    assertThat(night.next(Instant.parse("2026-03-28T12:00:00Z"), berlin)).isEqualTo("2026-03-28T13:00:00Z");
    assertThat(night.next(Instant.parse("2026-03-28T13:00:00Z"), berlin)).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(night.next(Instant.parse("2026-03-29T01:30:00Z"), berlin)).isEqualTo("2026-03-29T12:00:00Z");
    assertThat(night.next(Instant.parse("2026-10-24T13:00:00Z"), berlin)).isEqualTo("2026-10-25T00:30:00Z");
  }

  /** Runs for so long by a clock that goes on only while waiting. */
  private void watch(Duration length) {
    Instant end = now.plus(length);
    try (Ledger ledger = Ledger.open(folder.resolve("ledger.db"), () -> now)) {
      new Watch(new Timetable(ledger, schedules, () -> now, ZoneOffset.UTC), source -> {
        if (failing.contains(source)) {
          throw AthanorException.user("gone", "it is gone");
        }
        return NOTHING;
      }, new Watch.Told() {
        @Override
        public void synced(SourceId source, SyncReport report, Instant next) {
          told.add(time() + source);
        }

        @Override
        public void failed(SourceId source, AthanorException problem, Instant next) {
          told.add(time() + source + " failed");
        }
      }, () -> now).run(longest -> {
        now = now.plus(longest);
        return now.isBefore(end);
      });
    }
  }

  private String time() {
    return LocalTime.ofInstant(now, ZoneOffset.UTC) + " ";
  }
}
