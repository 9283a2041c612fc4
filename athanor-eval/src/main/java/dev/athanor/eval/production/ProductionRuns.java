package dev.athanor.eval.production;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.Effects;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Runs that were started by somebody who wanted an answer, and are over. A trial of an evaluation, a fork and a dry run are none: nobody
 * asked in earnest.
 *
 * @param runs the oldest first, all of one program
 * @param unfinished how many were left out because they are not over: they run, wait, or are in doubt
 * @param otherProgram how many were left out because another program answered them, as before the system was made anew
 */
public record ProductionRuns(List<RunRecord> runs, int unfinished, int otherProgram) {
  private static final int PAGE = 1_000;

  /** Copies. */
  public ProductionRuns {
    runs = List.copyOf(runs);
  }

  /**
   * Which runs are wanted.
   *
   * @param programs by which the system may have been answered
   * @param pinned whether what a run is pinned to is the system's
   * @param last the most, the newest of all
   * @param since only those that began then or later
   */
  public record Wanted(Set<String> programs, Predicate<JsonNode> pinned, int last, Optional<Instant> since) {
    /** Copies. */
    public Wanted {
      programs = Set.copyOf(programs);
    }
  }

  /** The newest ones. */
  public static ProductionRuns newest(Journal journal, Wanted wanted) {
    int limit = Math.max(PAGE, 4 * wanted.last());
    while (true) {
      List<RunRecord> all = journal.runs(new RunQuery(Optional.empty(), Optional.empty(), true, limit));
      Gathering gathering = new Gathering(journal, wanted);
      boolean enough = all.stream().anyMatch(each -> !gathering.goesOn(each));
      if (enough || all.size() < limit) {
        return gathering.gathered();
      }
      limit *= 4;
    }
  }

  /**
   * Those that are named.
   *
   * @throws AthanorException {@code lab-run} if one of them is unknown, is not over, is no production run of the system, or was answered by
   *     another program than the first one
   */
  public static ProductionRuns named(Journal journal, Wanted wanted, List<RunId> names) {
    List<RunRecord> runs = new ArrayList<>();
    for (RunId name : names) {
      RunRecord run =
          journal.find(name).orElseThrow(() -> wrong(name, "is unknown", "list them with: athanor runs"));
      if (!inEarnest(run.header())) {
        throw wrong(name, "is a fork, a dry run or a part of another run",
            "name runs that somebody has asked for");
      }
      if (!answeredBy(journal, wanted, run.header())) {
        throw wrong(name, "was not answered by this system",
            "see what it is pinned to: athanor show --json " + name);
      }
      if (!over(run)) {
        throw wrong(name, "is not over (" + word(run.state()) + ")", "go on with it: athanor resume " + name);
      }
      if (!runs.isEmpty() && !runs.getFirst().header().program().equals(run.header().program())) {
        throw wrong(name,
            "is of program " + run.header().program() + ", and run " + runs.getFirst().id() + " of "
                + runs.getFirst().header().program(),
            "replay those of one program at a time");
      }
      if (runs.stream().noneMatch(each -> each.id().equals(name))) {
        runs.add(run);
      }
    }
    return new ProductionRuns(runs, 0, 0);
  }

  private static AthanorException wrong(RunId run, String what, String next) {
    return AthanorException.user("lab-run",
        "run " + run + " can't be replayed here: it " + what + "; " + next);
  }

  private static String word(RunState state) {
    return state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  private static boolean inEarnest(RunHeader header) {
    return header.derivation() instanceof Derivation.Fresh && header.effects() instanceof Effects.Live
        && !header.memo() && header.draw().isEmpty();
  }

  private static boolean answeredBy(Journal journal, Wanted wanted, RunHeader header) {
    return wanted.programs().contains(header.program())
        && wanted.pinned().test(header.manifest().value(journal::part));
  }

  /** One that goes on as another run has no answer of its own. */
  private static boolean over(RunRecord run) {
    return run.state().over() && run.state() != RunState.CONTINUED;
  }

  /** Goes through runs, the newest first. */
  private static final class Gathering {
    private final Journal journal;
    private final Wanted wanted;
    private final List<RunRecord> found = new ArrayList<>();
    private int unfinished;
    private int otherProgram;

    Gathering(Journal journal, Wanted wanted) {
      this.journal = journal;
      this.wanted = wanted;
    }

    /** Looks at the next one; false if it and all after it are not wanted. */
    boolean goesOn(RunRecord run) {
      RunHeader header = run.header();
      if (found.size() == wanted.last()
          || wanted.since().map(since -> header.created().isBefore(since)).orElse(false)) {
        return false;
      }
      if (inEarnest(header) && answeredBy(journal, wanted, header)) {
        take(run);
      }
      return true;
    }

    private void take(RunRecord run) {
      if (!over(run)) {
        unfinished++;
      } else if (!found.isEmpty() && !found.getFirst().header().program().equals(run.header().program())) {
        otherProgram++;
      } else {
        found.add(run);
      }
    }

    ProductionRuns gathered() {
      return new ProductionRuns(found.reversed(), unfinished, otherProgram);
    }
  }
}
