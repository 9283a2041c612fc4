package dev.athanor.opensearch.index;

import dev.athanor.json.Codec;
import dev.athanor.knowledge.index.SnapshotName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which snapshots an index has and who writes it: the one document by which a commit happens.
 *
 * @param entries the OpenSearch index that the entries are in; empty before the first session and once erased
 * @param generations how many were begun: the number of the newest
 * @param numbers how many chunks were numbered
 * @param writer who writes
 * @param snapshots that can be opened, the newest first
 * @param dropped that can't be opened any more, and whose entries may still be read by who has opened them before
 * @param abandoned generations that were begun and not committed
 * @param pins names of snapshots that are kept
 * @param change differs with every change, so that a writer knows its own
 */
record State(Optional<String> entries, long generations, int numbers, Optional<Writer> writer,
    List<Committed> snapshots, List<Dropped> dropped, List<Abandoned> abandoned, SortedSet<String> pins,
    String change) {
  static final Codec<State> CODEC = Codec.of(State.class);
  static final State NOTHING =
      new State(Optional.empty(), 0, 0, Optional.empty(), List.of(), List.of(), List.of(),
          new TreeSet<>(), "");

  /**
   * Who writes.
   *
   * @param token of the session
   * @param generation that it writes
   * @param host and
   * @param process where it runs
   * @param since when it began
   * @param seen when it was last known to be there
   */
  record Writer(String token, long generation, String host, long process, Instant since, Instant seen) {
    Writer seenAt(Instant now) {
      return new Writer(token, generation, host, process, since, now);
    }

    Writer at(long next) {
      return new Writer(token, next, host, process, since, seen);
    }
  }

  /** A snapshot that nobody can open any more, since then. */
  record Dropped(Committed snapshot, Instant since) {}

  /** A generation that nobody commits, since then. Its writer may not know. */
  record Abandoned(long generation, Instant since) {}

  State {
    snapshots = List.copyOf(snapshots);
    dropped = List.copyOf(dropped);
    abandoned = List.copyOf(abandoned);
    pins = Collections.unmodifiableSortedSet(new TreeSet<>(pins));
  }

  Optional<Committed> newest() {
    return snapshots.stream().findFirst();
  }

  Optional<Committed> find(SnapshotName name) {
    return snapshots.stream().filter(each -> each.info().name().equals(name)).findFirst();
  }

  List<Long> abandonedGenerations() {
    return abandoned.stream().map(Abandoned::generation).toList();
  }

  /** The generations whose entries somebody may read, in ascending order. */
  List<Committed> readable() {
    return Stream.concat(snapshots.stream(), dropped.stream().map(Dropped::snapshot))
        .sorted(Comparator.comparingLong(Committed::generation)).toList();
  }

  /** Written by another one, or by nobody. */
  State writtenBy(Optional<Writer> other) {
    return new State(entries, generations, numbers, other, snapshots, dropped, abandoned, pins, change);
  }

  /** With the next generation begun. */
  State begun() {
    return new State(entries, generations + 1, numbers, writer, snapshots, dropped, abandoned, pins, change);
  }

  /** With the writer's generation given up. */
  State abandoning(long generation, Instant now) {
    List<Abandoned> all = new ArrayList<>(abandoned);
    all.add(new Abandoned(generation, now));
    return new State(entries, generations, numbers, writer, snapshots, dropped, all, pins, change);
  }

  State in(String index) {
    return new State(Optional.of(index), generations, numbers, writer, snapshots, dropped, abandoned, pins,
        change);
  }

  State pinned(SortedSet<String> names) {
    return new State(entries, generations, numbers, writer, snapshots, dropped, abandoned, names, change);
  }

  /** With one more snapshot, and no more of the others than are to be kept. */
  State committing(Committed next, int numbered, int kept, Instant now) {
    List<Committed> stay = new ArrayList<>(List.of(next.at(now)));
    List<Dropped> gone = new ArrayList<>(dropped);
    for (Committed each : snapshots) {
      if (stay.size() < kept || pins.contains(each.info().name().value())) {
        stay.add(each);
      } else {
        gone.add(new Dropped(each, now));
      }
    }
    return new State(entries, generations, numbered, writer, stay, gone, abandoned, pins, change);
  }

  /** Without what nobody reads or writes any more. */
  State swept(List<Dropped> gone, List<Abandoned> over) {
    return new State(entries, generations, numbers, writer, snapshots,
        dropped.stream().filter(each -> !gone.contains(each)).toList(),
        abandoned.stream().filter(each -> !over.contains(each)).toList(), pins, change);
  }

  /** With nothing in it. Generations go on, so that none is begun twice. */
  State erased() {
    return new State(Optional.empty(), generations, 0, Optional.empty(), List.of(), List.of(), List.of(),
        new TreeSet<>(), change);
  }

  State marked(String mark) {
    return new State(entries, generations, numbers, writer, snapshots, dropped, abandoned, pins, mark);
  }
}
