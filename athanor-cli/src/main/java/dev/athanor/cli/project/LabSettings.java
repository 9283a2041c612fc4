package dev.athanor.cli.project;

import dev.athanor.eval.report.ReportSettings;
import dev.athanor.journal.Budget;
import dev.athanor.journal.RunId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be replayed, and with which change.
 *
 * @param name of the evaluation that says so; empty if a command does
 * @param system whose runs
 * @param runs which of them
 * @param candidates by name, what each does otherwise
 * @param repeats how often the baseline and each candidate answer a run's question: first by its record where it may, then by draws of their own
 * @param scorers what is measured, each by its settings; what needs no reference if empty
 * @param report by what the report is made
 * @param budget what all of it may spend
 */
public record LabSettings(Optional<String> name, String system, Runs runs, Map<String, Change> candidates,
    int repeats, List<ObjectNode> scorers, ReportSettings report, Budget budget) {
  /** So many runs are replayed if nothing else is said. */
  public static final int LAST = 100;

  /** Copies, in the same order. */
  public LabSettings {
    candidates = Collections.unmodifiableMap(new LinkedHashMap<>(candidates));
    scorers = List.copyOf(scorers);
  }

  /**
   * Which runs.
   *
   * @param last the most, the newest
   * @param since only those that began then or later
   * @param named these and no others, if there are any
   */
  public record Runs(int last, Optional<Instant> since, List<RunId> named) {
    /** Copies. */
    public Runs {
      named = List.copyOf(named);
    }
  }

  /**
   * What a candidate does otherwise.
   *
   * @param set what is changed of what a run was pinned to, by dotted key, as {@code athanor fork --set} does
   * @param index which index it searches, as it is now
   * @param now whether it begins with the system as the project has it now, and not with what a run was pinned to
   */
  public record Change(Map<String, String> set, Optional<String> index, boolean now) {
    /** The system as the project has it now. */
    public static final Change NOW = new Change(Map.of(), Optional.empty(), true);

    /** Copies, in the same order. */
    public Change {
      set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }
  }
}
