package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Append;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.Effects;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Codec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a run's fork: the entries committed before the fork point began, and a changed manifest. */
final class Forks {
  private Forks() {}

  static void create(Journal journal, RunHeader parent, Fork fork, RunId id, Redactor redactor) {
    List<Stamped> entries = journal.entries(parent.id(), 0);
    long point = point(entries, fork.at(), parent.id());
    List<Entry> prefix = prefix(entries, point);
    ObjectNode manifest = fork.changed((ObjectNode) parent.manifest().value(journal::part));
    Recordable changed = Recordable.of(manifest, Codec.JSON, redactor);
    RunHeader header = new RunHeader(id, parent.program(), parent.input(), changed.content(),
        new Derivation.Forked(parent.id(), fork.at(), fork.redraw(), redacted(fork.supplied(), redactor),
            prefix
                .size()),
        new Effects.Dry(fork.allowed()),
        parent.budget(), parent.memo(), draw(parent, fork, id), parent.seed(), journal.now());
    if (!journal.create(header, new Append(prefix, changed.parts(), changed.payloads(), Map.of()))) {
      throw AthanorException.user("run-exists", "run " + id
          + " exists already; choose another name for the fork");
    }
  }

  /** What is drawn again must not be answered by a memo of the parent's own draw. */
  private static Optional<String> draw(RunHeader parent, Fork fork, RunId id) {
    return fork.redraw().isEmpty() ? parent.draw() : parent.draw().map(draw -> draw + "/" + id);
  }

  private static Map<Path, JsonNode> redacted(Map<Path, JsonNode> supplied, Redactor redactor) {
    Map<Path, JsonNode> clean = new LinkedHashMap<>();
    supplied.forEach((path, value) -> clean.put(path, redactor.redact(value)));
    return clean;
  }

  /** The last sequence number that was committed when the first step at or inside the path began. */
  private static long point(List<Stamped> entries, Path at, RunId parent) {
    if (at.equals(Path.ROOT)) {
      return 0; // from the very beginning: also of a run that took no step
    }
    OptionalLong point = entries.stream().filter(stamped -> stamped.entry().path().within(at))
        .flatMapToLong(stamped -> switch (stamped.entry()) {
          case Entry.Completed step -> java.util.stream.LongStream.of(step.after());
          case Entry.Started step -> java.util.stream.LongStream.of(step.after());
          case Entry.Waiting _,Entry.Won _,Entry.Marked _ -> java.util.stream.LongStream.of(stamped.sequence()
              - 1);
          case Entry.Attempted _,Entry.Answered _,Entry.Drifted _,Entry.Cancelled _,Entry.Ended _ ->
              java.util.stream.LongStream
                  .empty();
        }).min();
    return point.orElseThrow(() -> AthanorException.user("path-unknown", "run " + parent + " has no step \""
        + at
        + "\"; it has " + nearest(entries, at)));
  }

  private static List<String> nearest(List<Stamped> entries, Path at) {
    return Nearest.to(at.value(), entries.stream().map(stamped -> stamped.entry().path().value()).filter(
        path -> !path.isEmpty())
        .distinct().toList(), 8);
  }

  /** What the fork takes over, with sequence numbers as they will be in the fork. */
  private static List<Entry> prefix(List<Stamped> entries, long point) {
    Set<Path> whole = new HashSet<>();
    for (Stamped stamped : entries) {
      if (stamped.sequence() <= point && (stamped.entry() instanceof Entry.Completed || stamped
          .entry() instanceof Entry.Answered)) {
        whole.add(stamped.entry().path());
      }
    }
    List<Entry> prefix = new ArrayList<>();
    List<Long> taken = new ArrayList<>();
    for (Stamped stamped : entries) {
      boolean take = stamped.sequence() <= point && switch (stamped.entry()) {
        case Entry.Completed _,Entry.Answered _,Entry.Waiting _,Entry.Attempted _ -> whole.contains(stamped
            .entry().path());
        case Entry.Marked _,Entry.Won _ -> true;
        case Entry.Started _,Entry.Drifted _,Entry.Cancelled _,Entry.Ended _ -> false;
      };
      if (take) {
        taken.add(stamped.sequence());
        prefix.add(stamped.entry() instanceof Entry.Completed step ? over(step, taken) : stamped.entry());
      }
    }
    return prefix;
  }

  private static Entry over(Entry.Completed step, List<Long> taken) {
    long after = taken.stream().filter(sequence -> sequence <= step.after()).count();
    return new Entry.Completed(step.path(), step.attempt(), step.step(), step.result(), Origin.RECORDED,
        after, step.at(),
        step.lasted(), step.spend(), step.chunks());
  }

  /** Changes a part of the manifest that is there: what nobody reads can't be meant. */
  static void set(ObjectNode manifest, String key, JsonNode value) {
    List<String> keys = new ArrayList<>();
    leaves("", manifest, keys);
    ObjectNode at = manifest;
    String[] names = key.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      if (!(at.get(names[i]) instanceof ObjectNode inner)) {
        throw unknown(key, keys);
      }
      at = inner;
    }
    String last = names[names.length - 1];
    if (!at.has(last)) {
      throw unknown(key, keys);
    }
    at.set(last, value);
  }

  private static AthanorException unknown(String key, List<String> keys) {
    return AthanorException.user("key-unknown", "the run is not pinned to \"" + key
        + "\", so changing it would change nothing; it is"
        + " pinned to " + Nearest.to(key, keys, 12));
  }

  private static void leaves(String prefix, ObjectNode object, List<String> found) {
    object.properties().forEach(member -> {
      String key = prefix + member.getKey();
      if (member.getValue() instanceof ObjectNode inner && !inner.isEmpty()) {
        leaves(key + ".", inner, found);
      } else {
        found.add(key);
      }
    });
  }
}
