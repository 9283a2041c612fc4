package dev.athanor.eval.blame;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.scorer.Score;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Hash;
import dev.athanor.run.Fork;
import dev.athanor.run.Outcome;
import dev.athanor.run.Recording;
import dev.athanor.run.Runs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Finds the step to blame for the end of a run. From each sampled step on the run is drawn again several times, as forks that keep what came
 * before. Where drawing again from a step on often ends well, and drawing again from the next one on does not, it is that step's
 * answer which decided the end. This is a causal question put to the run, not a guess from its text (as tracefork does for one SDK).
 *
 * @param runs drives the forks
 * @param score how a run's end is scored, 1 being good
 */
public record Blame(Runs runs, BiFunction<RunId, Outcome<?>, Score> score) {
  /** The sampled steps of a run, in order, with what drawing again from them on would cost about. */
  public static List<Suspect> suspects(Recording recording) {
    List<Entry.Completed> sampled = recording.entries().stream().map(Stamped::entry).filter(
        Entry.Completed.class::isInstance).map(Entry.Completed.class::cast)
        .filter(step -> step.step().effect()
            == Effect.SAMPLED)
        .toList();
    List<Suspect> suspects = new ArrayList<>();
    Spend once = Spend.NONE;
    Duration lasted = Duration.ZERO;
    for (Entry.Completed step : sampled.reversed()) {
      once = once.plus(step.spend());
      lasted = lasted.plus(step.lasted());
      suspects.add(new Suspect(step.path(), step.step().operation(), once, lasted));
    }
    return suspects.reversed();
  }

  /** What drawing again this often from each of them would cost about. */
  public static Spend estimate(List<Suspect> suspects, int draws) {
    Spend all = Spend.NONE;
    for (Suspect suspect : suspects) {
      for (int i = 0; i < draws; i++) {
        all = all.plus(suspect.once());
      }
    }
    return all;
  }

  /**
   * Draws again from one step on. A draw that was made before is not made again, so that a search that broke off goes on where it was.
   *
   * @param draws how often
   */
  public Finding redrawn(RunId run, Suspect suspect, int draws, Set<String> operations) {
    List<Score> scores = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      RunId id = drawn(run, suspect.at(), draw);
      scores.add(score.apply(id, outcome(run, id, suspect.at(), operations)));
    }
    List<Double> values =
        scores.stream().filter(Score.Value.class::isInstance).map(value -> ((Score.Value) value).value())
            .toList();
    return new Finding(suspect, (int) values.stream().filter(value -> value >= 1).count(), values.size(),
        scores);
  }

  /** The operations of these steps: all that is sampled is drawn again. */
  public static Set<String> operations(List<Suspect> suspects) {
    Set<String> operations = new HashSet<>();
    suspects.forEach(suspect -> operations.add(suspect.operation()));
    return operations;
  }

  private static RunId drawn(RunId run, Path at, int draw) {
    return new RunId(Hash.of("blame\n" + run + "\n" + at + "\n" + draw).hex().substring(0, 24));
  }

  private Outcome<?> outcome(RunId run, RunId id, Path at, Set<String> operations) {
    if (runs.journal().find(id).isPresent()) {
      return runs.drive(id);
    }
    Fork fork = Fork.at(at);
    for (String operation : operations) {
      fork = fork.redraw(operation);
    }
    return runs.fork(run, fork, id).outcome();
  }

  /**
   * The finding to blame: the one after which drawing again helps least compared with drawing again from it, where the last one is compared
   * with the run itself, which did not end well.
   */
  public static Finding culprit(List<Finding> findings) {
    if (findings.isEmpty()) {
      throw AthanorException.user("nothing-sampled",
          "the run has no sampled step, so nothing in it can be drawn again; its end follows from its input");
    }
    Finding culprit = findings.getLast();
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < findings.size(); i++) {
      double drop = drop(findings, i);
      if (drop > most) {
        most = drop;
        culprit = findings.get(i);
      }
    }
    return culprit;
  }

  /** By how much the share of good ends drops if this step's answer is kept as it was. */
  public static double drop(List<Finding> findings, int index) {
    double after = index + 1 < findings.size() ? findings.get(index + 1).share() : 0;
    return findings.get(index).share() - after;
  }
}
