package dev.athanor.run;

import dev.athanor.journal.Derivation;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import dev.athanor.journal.Step;
import dev.athanor.json.Codec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What a fork may take from its parent after the fork point, and a called run from the one that it is like, by the effect of the step: PURE and SAMPLED on equal path and
 * request; READ only while the world is still the parent's; KEYED and WRITE never a second time.
 */
final class Reuse {
  private final Predicate<String> redraws;
  private final Map<Path, JsonNode> supplied;
  private final Map<Path, Entry.Completed> steps = new HashMap<>();
  private final Map<Path, Entry.Started> begun = new HashMap<>();
  private final Map<Path, Entry.Waiting> waits = new HashMap<>();
  private final Map<Path, Entry.Answered> answers = new HashMap<>();
  private final Set<Path> prefix = new HashSet<>();
  private final boolean fork;
  private final AtomicBoolean changed = new AtomicBoolean();

  /**
   * @param fork whether there is a run to take from
   * @param redraws the operations whose SAMPLED steps are drawn again
   */
  private Reuse(boolean fork, Predicate<String> redraws, Map<Path, JsonNode> supplied) {
    this.fork = fork;
    this.redraws = redraws;
    this.supplied = supplied;
  }

  /** Nothing to take. */
  static Reuse none() {
    return new Reuse(false, _ -> false, Map.of());
  }

  /** What this run may take from the one it was forked from, or is to be like; nothing if there is none. */
  static Reuse of(RunHeader header, List<Stamped> own, Journal journal) {
    Optional<RunId> source = header.derivation().source();
    if (source.isEmpty()) {
      return none();
    }
    boolean again = header.derivation() instanceof Derivation.Nested nested && nested.redraws();
    Reuse reuse = header.derivation() instanceof Derivation.Forked forked ? of(forked, own)
        : new Reuse(true, _ -> again, Map.of());
    journal.entries(source.get(), 0).forEach(stamped -> reuse.offer(stamped.entry()));
    return reuse;
  }

  private static Reuse of(Derivation.Forked forked, List<Stamped> own) {
    Reuse reuse = new Reuse(true, forked.redraw()::contains, forked.supplied());
    own.stream().filter(stamped -> stamped.sequence() <= forked.prefix())
        .forEach(stamped -> reuse.prefix.add(stamped.entry().path()));
    return reuse;
  }

  private void offer(Entry entry) {
    switch (entry) {
      case Entry.Completed step -> steps.put(step.path(), step);
      case Entry.Started start -> begun.put(start.path(), start);
      case Entry.Waiting wait -> waits.put(wait.path(), wait);
      case Entry.Answered answer -> answers.put(answer.path(), answer);
      case Entry.Attempted _,Entry.Marked _,Entry.Won _,Entry.Drifted _,Entry.Cancelled _,Entry.Ended _ ->
          {
          }
    }
  }

  /** Whether the step at this path was committed before the fork point, so that it can't be asked differently. */
  boolean inPrefix(Path path) {
    return prefix.contains(path);
  }

  /** The result that was given for a step. */
  Optional<Recordable> supplied(Path path, Redactor redactor) {
    return Optional.ofNullable(supplied.get(path)).map(value -> Recordable.of(value, Codec.JSON, redactor));
  }

  /** The parent's answer to the same question at the same path, if it may stand. */
  Optional<Entry.Completed> answer(Path path, Step asked) {
    Entry.Completed parent = steps.get(path);
    if (parent == null || parent.origin() == Origin.REFUSED || !parent.step().operation().equals(asked
        .operation())
        || !parent.step().address().equals(asked.address())) {
      return Optional.empty();
    }
    boolean succeeded = parent.result() instanceof Result.Ok;
    boolean stands = switch (parent.step().effect()) {
      case PURE -> succeeded;
      case SAMPLED -> succeeded && !redraws.test(asked.operation());
      case READ -> succeeded && !changed.get();
      case KEYED, WRITE -> true;
    };
    return stands ? Optional.of(parent) : Optional.empty();
  }

  /** Whether the parent began this very write and nobody knows whether it happened. */
  boolean inDoubt(Path path, Step asked) {
    Entry.Started start = begun.get(path);
    return start != null && !steps.containsKey(path) && start.step().address().equals(asked.address());
  }

  /** The parent's answer to the same wait, if nothing was changed before it. */
  Optional<Entry.Answered> decision(Path path, Step asked) {
    Entry.Waiting wait = waits.get(path);
    boolean same = wait != null && wait.step().address().equals(asked.address()) && !changed.get();
    return same ? Optional.ofNullable(answers.get(path)) : Optional.empty();
  }

  /** A write was lived, refused or given another result: from here on the world is not the parent's. */
  void changed(Step step) {
    if (step.effect().writes()) {
      changed.set(true);
    }
  }

  /** A recorded step of the fork itself was passed: it may have changed the world in an earlier drive. */
  void passed(Entry.Completed step) {
    if (fork && step.origin() != Origin.RECORDED) {
      changed(step.step());
    }
  }
}
