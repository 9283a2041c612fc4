package dev.athanor.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunRecord;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The life of one run from its start to its end, over several processes that die: answers its waits, lets deadlines pass
 * and settles its doubts, always in the same way.
 */
final class Life {
  private static final int MOST_DRIVES = 50;

  private final Kernel kernel;
  private final Outside world;
  private final ActedProgram programs;
  private final Program<String, String> program;
  private final RunOptions options;

  Life(Kernel kernel, Outside world, ActedProgram programs, RunOptions options) {
    this.kernel = kernel;
    this.world = world;
    this.programs = programs;
    this.program = programs.named("acts");
    this.options = options;
  }

  /** The idempotency key of a step. */
  static String key(RunId run, Path path) {
    return Hash.of(run + "\n" + path).hex();
  }

  /** Lives on in a process with this access to the journal, until the run is over or the process is killed. */
  Optional<Outcome<String>> liveOn(MortalJournal access) {
    try (Runs runs = kernel.process(access)) {
      return Optional.of(toTheEnd(runs, Kernel.ID, runs.start(Kernel.ID, program, "in", options).outcome()));
    } catch (dev.athanor.error.AthanorException e) {
      if (!e.code().equals("killed")) {
        throw e;
      }
      kernel.clock.advance(Kernel.LIMITS.lease().plusSeconds(1));
      return Optional.empty();
    }
  }

  /** Forks the run at a path, without a change, and lives the fork to its end. */
  Outcome<String> fork(Path at, RunId fork) {
    try (Runs runs = kernel.process(kernel.store).register(program)) {
      var _ = runs.fork(Kernel.ID, Fork.at(at), fork).outcome();
      return toTheEnd(runs, fork, runs.drive(fork, program));
    }
  }

  private Outcome<String> toTheEnd(Runs runs, RunId run, Outcome<String> first) {
    Outcome<String> outcome = first;
    for (int drives = 0; !over(outcome); drives++) {
      if (drives == MOST_DRIVES) {
        throw new AssertionError("the run does not come to an end: " + outcome);
      }
      intervene(runs, outcome);
      outcome = runs.drive(run, program);
    }
    return outcome;
  }

  private static boolean over(Outcome<String> outcome) {
    return switch (outcome) {
      case Outcome.Done<String> _,Outcome.Failed<String> _,Outcome.Exhausted<String> _,Outcome.Diverged<
          String> _ -> true;
      case Outcome.Waiting<String> _,Outcome.InDoubt<String> _ -> false;
    };
  }

  private void intervene(Runs runs, Outcome<String> outcome) {
    switch (outcome) {
      case Outcome.Waiting<String>(var waits) -> answer(runs, waits);
      case Outcome.InDoubt<String>(var doubts) -> {
        for (Outcome.Doubt doubt : doubts) {
          runs.settle(doubt.run(), doubt.path(), world.truth(key(doubt.run(), doubt.path()), doubt.request()
              .asString()));
        }
      }
      case Outcome.Done<String> _,Outcome.Failed<String> _,Outcome.Exhausted<String> _,Outcome.Diverged<
          String> _ ->
          throw new AssertionError("it is over: " + outcome);
    }
  }

  /** A wait is answered or not by its path, so that it makes no difference when. */
  private void answer(Runs runs, List<Outcome.Wait> waits) {
    boolean answered = false;
    for (Outcome.Wait wait : waits) {
      if (wait.signal().equals("question") && (wait.due().isEmpty() || wait.path().hashCode() % 2 == 0)) {
        runs.answer(wait.run(), wait.path(), Codec.TEXT, "answer to " + wait.path());
        answered = true;
      }
    }
    if (!answered) {
      kernel.clock.advance(ActedProgram.DEADLINE);
    }
  }

  /** All runs of this life that there are, and what is recorded of them. */
  List<RunId> runs() {
    return kernel.store.runs(new dev.athanor.journal.RunQuery(Optional.empty(), Optional.empty(), false,
        Integer.MAX_VALUE)).stream().map(run -> run.id()).toList();
  }

  /** The keys of the steps that were lived and whose answer is recorded. */
  Set<String> committed() {
    Set<String> keys = new HashSet<>();
    for (RunId run : runs()) {
      kernel.steps(run).forEach(step -> keys.add(key(run, step.path())));
    }
    return keys;
  }

  /** WRITEs that were begun and of which nobody knows how they ended. */
  Set<String> inDoubt() {
    return open(EnumSet.of(Effect.WRITE));
  }

  /** Whatever was begun and nobody knows how it ended. */
  Set<String> open() {
    return open(EnumSet.of(Effect.KEYED, Effect.WRITE));
  }

  private Set<String> open(Set<Effect> effects) {
    Set<String> keys = new HashSet<>();
    for (RunId run : runs()) {
      List<Path> completed = new ArrayList<>();
      List<Entry.Key> failed = new ArrayList<>();
      kernel.entries(run).forEach(entry -> {
        if (entry instanceof Entry.Completed step) {
          completed.add(step.path());
        } else if (entry instanceof Entry.Attempted attempted) {
          failed.add(new Entry.Key("started", attempted.path(), attempted.attempt()));
        }
      });
      kernel.entries(run)
          .filter(entry -> entry instanceof Entry.Started start && effects.contains(start.step().effect())
              && !completed.contains(start.path()) && !failed.contains(start.key()))
          .forEach(start -> keys.add(key(run, start
              .path())));
    }
    return keys;
  }

  /** All runs of this life replay as they were recorded, and nothing has drifted. */
  void assertReplaysIdentically() {
    for (RunId run : runs()) {
      assertThat(kernel.entries(run)).noneMatch(Entry.Drifted.class::isInstance);
      RunRecord record = kernel.store.find(run).orElseThrow();
      Replay<String> replay = kernel.replay(run, programs.named(record.header().program()));
      assertThat(replay.divergence()).as("replay of %s, which is %s", run, kernel.entries(run).toList())
          .isEmpty();
      assertThat(replay.lived()).isZero();
      kernel.entries(run).filter(Entry.Ended.class::isInstance)
          .forEach(ended -> assertThat(replay.digest()).isEqualTo(
              ((Entry.Ended) ended).end().digest()));
    }
  }
}
