package dev.athanor.cli.workshop;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.journal.Contents;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.RunState;
import dev.athanor.journal.Stamped;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.knowledge.embed.Embedders;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.Snapshots;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.run.Recording;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which snapshots of the index runs are pinned to. */
public final class RunSnapshots {
  /** The steps that read the snapshot; the last one that a program has decides whether it still needs it. */
  private static final List<String> READERS = List.of("extract", "retrieve");

  private RunSnapshots() {}

  /** Those of the runs that are not over. A run whose content is damaged has none. */
  public static Set<SnapshotName> inUse(Journal journal) {
    Set<SnapshotName> names = new HashSet<>();
    for (RunState state : RunState.values()) {
      if (!state.over()) {
        for (RunRecord run : journal.runs(new RunQuery(Optional.empty(), Optional.of(state), false,
            Integer.MAX_VALUE))) {
          of(run.header(), journal).ifPresent(names::add);
          names.addAll(ofArms(run.header(), journal));
        }
      }
    }
    return names;
  }

  /** The one that a run is pinned to, if it searches. */
  public static Optional<SnapshotName> of(RunHeader header, Contents contents) {
    try {
      JsonNode name = header.manifest().value(contents::part).path(ExtractiveProgram.SNAPSHOT);
      return name.isString() ? Optional.of(new SnapshotName(name.stringValue())) : Optional.empty();
    } catch (AthanorException unreadable) {
      return Optional.empty();
    }
  }

  /** Those that the systems of an experiment are pinned to. */
  private static Set<SnapshotName> ofArms(RunHeader header, Contents contents) {
    Set<SnapshotName> names = new HashSet<>();
    try {
      for (JsonNode arm : header.manifest().value(contents::part).path(Experiment.ARMS)) {
        // An arm that replays runs has what each of them was pinned to.
        Stream.concat(Stream.of(arm), arm.valueStream()).map(pins -> pins.path(ExtractiveProgram.SNAPSHOT))
            .filter(JsonNode::isString).forEach(name -> names.add(new SnapshotName(name.stringValue())));
      }
    } catch (AthanorException unreadable) {
      return Set.of();
    }
    return names;
  }

  /**
   * Throws if a run that is not over has yet to read a snapshot that is no longer kept, or of an embedder that the project no
   * longer names: driven on, it would end with a failure for good. So would the trials of an experiment one of whose systems does.
   */
  static void check(Recording recording, Snapshots index, Embedders embedders) {
    if (over(recording)) {
      return;
    }
    manifest(recording).path(Experiment.ARMS).properties()
        .forEach(arm -> checkArm(recording, arm.getKey(), arm.getValue(), index, embedders));
    Optional<SnapshotName> pinned = of(recording.header(), recording.contents());
    if (pinned.isEmpty() || hasRead(recording)) {
      return;
    }
    List<SnapshotName> kept = index.snapshots().stream().map(SnapshotInfo::name).toList();
    if (!kept.contains(pinned.get())) {
      throw AthanorException.user("snapshot-gone", "run " + recording.header().id() + " searches snapshot "
          + pinned.get()
          + " of the documents, which is no longer kept, so it can't go on; put the question again with:"
          + " athanor ask, or go on from its record with the documents of today: athanor fork "
          + recording.header().id() + " --at retrieve --set snapshot="
          + (kept.isEmpty() ? "NAME" : kept.getFirst()));
    }
    String embedder = embedder(index, pinned.get()).orElseThrow();
    if (!hasDone(recording, "retrieve") && searchesByMeaning(manifest(recording))
        && embedders.of(embedder).isEmpty()) {
      throw AthanorException.user("embedder-gone", "run " + recording.header().id() + " searches snapshot "
          + pinned.get() + ", whose vectors are of " + embedder + ", and the project names "
          + String.join(", ",
              embedders.versions())
          + ", so it can't go on; name that embedder again, for any of the indexes, or put the question again with:"
          + " athanor ask");
    }
  }

  /** Whether a run has ended, so that nothing of it is done any more. */
  static boolean over(Recording recording) {
    return recording.entries().stream().map(Stamped::entry).anyMatch(Entry.Ended.class::isInstance);
  }

  private static void checkArm(Recording recording, String arm, JsonNode pins, Snapshots index,
      Embedders embedders) {
    if (!pins.path(ExtractiveProgram.SNAPSHOT).isString()) {
      return;
    }
    SnapshotName pinned = new SnapshotName(pins.path(ExtractiveProgram.SNAPSHOT).stringValue());
    String searches = "system " + arm + " of run " + recording.header().id() + " searches snapshot " + pinned;
    String anew = "begin anew with: athanor eval run " + recording.header().input()
        .value(recording.contents()::part).path("name").asString("");
    String embedder =
        embedder(index, pinned).orElseThrow(() -> AthanorException.user("snapshot-gone", searches
            + " of the documents, which is no longer kept, so the run can't go on; " + anew));
    if (searchesByMeaning(pins) && embedders.of(embedder).isEmpty()) {
      throw AthanorException.user("embedder-gone", searches + ", whose vectors are of " + embedder
          + ", and the project names " + String.join(", ", embedders.versions())
          + ", so the run can't go on; name that embedder again, for any of the indexes, or " + anew);
    }
  }

  private static Optional<String> embedder(Snapshots index, SnapshotName snapshot) {
    return index.snapshots().stream().filter(each -> each.name().equals(snapshot)).findFirst()
        .map(SnapshotInfo::embedder);
  }

  static JsonNode manifest(Recording recording) {
    return recording.header().manifest().value(recording.contents()::part);
  }

  private static boolean searchesByMeaning(JsonNode pins) {
    JsonNode mode = pins.path(ExtractiveProgram.RETRIEVAL).path("mode");
    return !mode.asString("").equalsIgnoreCase(Mode.KEYWORD.name());
  }

  private static boolean hasRead(Recording recording) {
    String last = recording.header().program().equals(ExtractiveProgram.NAME) ? READERS.getFirst() : READERS
        .getLast();
    return hasDone(recording, last);
  }

  private static boolean hasDone(Recording recording, String operation) {
    return recording.entries().stream().map(Stamped::entry)
        .anyMatch(
            entry -> entry instanceof Entry.Completed step && step.step().operation().equals(operation));
  }
}
