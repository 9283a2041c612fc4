package dev.athanor.cli.command;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.calibration.LiveVerdicts;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.eval.feedback.Feedback;
import dev.athanor.eval.propose.GeneratedQuestions;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.run.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the run that a person means: by its name, by the beginning of its name if no other run begins so, or by
 * {@code last} for the newest.
 *
 * @param journal where to look
 */
record RunNames(Journal journal) {
  /** How the help of every command explains it. */
  static final String HELP = "The run: its name, the beginning of its name, or \"last\" for the newest.";

  /** How it is explained where the run is an answer. */
  static final String ANSWER_HELP =
      "The answer's run: its name, the beginning of its name, or \"last\" for the newest answer.";

  /** How it is explained where the run is an experiment. */
  static final String EXPERIMENT_HELP =
      "The experiment: its name, the beginning of its name, or \"last\" for the newest one.";

  static final String LAST = "last";
  /** What is measured, judged, proposed or said is no answer that somebody has asked for. */
  private static final Set<String> NO_ANSWERS =
      Set.of(Feedback.NAME, ExperimentProgram.NAME, LiveVerdicts.NAME,
          GeneratedQuestions.NAME);
  private static final int SHOWN = 5;

  /** The run that is meant. */
  RunRecord find(String typed) {
    if (typed.equals(LAST)) {
      return newest(Set.of(Feedback.NAME));
    }
    return exact(typed).orElseGet(() -> byBeginning(typed));
  }

  /** The answer that is meant: {@code last} is the newest one, whatever was measured or said since. */
  RunRecord answer(String typed) {
    RunRecord found = typed.equals(LAST) ? newest(NO_ANSWERS) : find(typed);
    if (NO_ANSWERS.contains(found.header().program())) {
      throw AthanorException.user("no-answer", "run " + found.id() + " is no answer but a run of "
          + found.header().program() + "; list the runs with: athanor runs");
    }
    return found;
  }

  /** What somebody has said of a run is not what is meant by the newest one. */
  private RunRecord newest(Set<String> others) {
    for (int limit = 1;; limit *= 4) {
      List<RunId> names = journal.names(RunQuery.newest(limit));
      Optional<RunRecord> found = names.stream().flatMap(name -> journal.find(name).stream())
          .filter(run -> !others.contains(run.header().program())).findFirst();
      if (found.isPresent() || names.size() < limit) {
        return found.orElseThrow(RunNames::none);
      }
    }
  }

  /** The experiment that is meant: {@code last} is the newest one, whatever else has run since. */
  RunRecord experiment(String typed) {
    if (!typed.equals(LAST)) {
      return find(typed);
    }
    return journal.names(new RunQuery(Optional.of(ExperimentProgram.NAME), Optional.empty(), true, 1))
        .stream().findFirst().flatMap(journal::find)
        .orElseThrow(() -> AthanorException.user("no-experiment",
            "there are no experiments yet; make one with: athanor eval run EVAL"));
  }

  /**
   * A name for a new run.
   *
   * @param wanted which must not be taken; without it one is drawn
   */
  RunId free(@Nullable String wanted) {
    if (wanted == null) {
      return RunId.fresh();
    }
    RunId id = new RunId(wanted);
    if (journal.find(id).isPresent()) {
      throw AthanorException.user("run-exists", "there is a run " + id
          + " already, and a recording is never added to; choose another name");
    }
    return id;
  }

  private Optional<RunRecord> exact(String typed) {
    try {
      return journal.find(new RunId(typed));
    } catch (AthanorException e) {
      if (e.code().equals("run-id")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private RunRecord byBeginning(String typed) {
    List<String> all =
        journal.names(new RunQuery(Optional.empty(), Optional.empty(), false, Integer.MAX_VALUE))
            .stream().map(RunId::value).toList();
    if (all.isEmpty()) {
      throw none();
    }
    List<String> found = all.stream().filter(name -> name.startsWith(typed)).toList();
    if (found.size() == 1) {
      return exact(found.getFirst()).orElseThrow(RunNames::none);
    }
    List<String> names = found.isEmpty() ? all : found;
    throw found.isEmpty()
        ? AthanorException.user("run-unknown", "there is no run \"" + typed + "\"; the nearest are "
            + String.join(", ", Nearest.to(typed, names, SHOWN)) + "; list all with: athanor runs")
        : AthanorException.user("run-ambiguous", found.size() + " runs begin with \"" + typed + "\": "
            + String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))) + (names.size() > SHOWN
                ? ", ..."
                : "")
            + "; type more of the name");
  }

  private static AthanorException none() {
    return AthanorException.user("run-unknown",
        "there are no runs yet; start one with: athanor ask QUESTION");
  }
}
