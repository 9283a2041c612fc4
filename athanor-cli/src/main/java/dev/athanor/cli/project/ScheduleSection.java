package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.sync.Schedule;
import dev.athanor.yaml.TimeSpan;
import dev.athanor.yaml.YamlMap;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Reads when a source is to be synced: {@code every: 15 min}, or {@code at: ["03:00", "15:00"]}. */
final class ScheduleSection {
  private ScheduleSection() {}

  static Optional<Schedule> read(YamlMap source) {
    Optional<Schedule> every = source.read("every", text -> new Schedule.Every(TimeSpan.parse(text)));
    List<LocalTime> times = source.reads("at", ScheduleSection::time);
    if (every.isPresent() && !times.isEmpty()) {
      throw source.problem("at", source.inside("at") + " and every are both there; expected one of them");
    }
    return times.isEmpty() ? every : Optional.of(new Schedule.Daily(times));
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException e) {
      throw AthanorException.user("schedule", "\"" + text
          + "\" is no time of day; expected hours and minutes in quotes, such as \"03:00\"");
    }
  }
}
