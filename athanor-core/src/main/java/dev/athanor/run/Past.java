package dev.athanor.run;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is recorded of a run, by path, and which of it the program has asked for again. Safe for several threads. */
final class Past {
  private final Map<Path, Place> places = new ConcurrentHashMap<>();
  private final List<Stamped> first;
  private final Set<Path> reached = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;
  private volatile Entry.@Nullable End end;

  Past(List<Stamped> entries) {
    first = List.copyOf(entries);
    add(entries);
  }

  /** What was recorded at this path and inside before the drive began. */
  Stream<Entry> before(Path scope) {
    return first.stream().map(Stamped::entry).filter(entry -> entry.path().within(scope));
  }

  /** What is recorded at one path. Fields are written before the place is read by the program's threads. */
  static final class Place {
    volatile Entry.@Nullable Started started;
    volatile Entry.@Nullable Completed completed;
    volatile Entry.@Nullable Waiting waiting;
    volatile Entry.@Nullable Answered answered;
    volatile Entry.@Nullable Marked marked;
    volatile Entry.@Nullable Won won;
    volatile boolean drifted;
    /** The number of the last try that failed; 0 if there was none. */
    volatile int failed;

    /** The last attempt, if it was begun and nobody knows how it ended. */
    Optional<Entry.Started> open() {
      Entry.Started last = started;
      return completed == null && last != null && last.attempt() > failed ? Optional.of(last) : Optional
          .empty();
    }
  }

  /** Whether one of these waits of the run itself need not have been: its answer, or a cancellation, has come since. */
  boolean overtaken(RunId run, List<Outcome.Wait> waits) {
    return cancelled
        || waits.stream().anyMatch(wait -> wait.run().equals(run) && at(wait.path()).answered != null);
  }

  /** Takes in what was appended since. */
  void add(List<Stamped> entries) {
    for (Stamped stamped : entries) {
      take(stamped.entry());
    }
  }

  private void take(Entry entry) {
    switch (entry) {
      case Entry.Ended ended -> end = ended.end();
      case Entry.Cancelled _ -> cancelled = true;
      case Entry.Started it -> at(entry.path()).started = it;
      case Entry.Attempted it -> {
        Place place = at(entry.path());
        place.failed = Math.max(place.failed, it.attempt());
      }
      case Entry.Completed it -> at(entry.path()).completed = it;
      case Entry.Waiting it -> at(entry.path()).waiting = it;
      case Entry.Answered it -> at(entry.path()).answered = it;
      case Entry.Marked it -> at(entry.path()).marked = it;
      case Entry.Won it -> at(entry.path()).won = it;
      case Entry.Drifted _ -> at(entry.path()).drifted = true;
    }
  }

  /** What is recorded at a path; an empty place if nothing is. */
  Place at(Path path) {
    return places.computeIfAbsent(path, _ -> new Place());
  }

  /** The program has come to this path. */
  void reach(Path path) {
    reached.add(path);
  }

  /** Recorded steps and waits that the program has not come to. */
  Stream<Path> unreached() {
    return places.entrySet().stream()
        .filter(place -> !reached.contains(place.getKey()))
        .filter(place -> place.getValue().completed != null || place.getValue().waiting != null
            || place.getValue().started != null)
        .map(Map.Entry::getKey).sorted();
  }

  boolean cancelled() {
    return cancelled;
  }

  void cancel() {
    cancelled = true;
  }

  /** How the run ended, if it has. */
  Optional<Entry.End> end() {
    return Optional.ofNullable(end);
  }
}
