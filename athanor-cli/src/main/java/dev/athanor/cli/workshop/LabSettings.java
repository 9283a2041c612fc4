package dev.athanor.cli.workshop;

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
 * @param system whose runs
 * @param runs which of them
 * @param change in what they were pinned to
 * @param scorers what is measured, each by its settings; what needs no reference if empty
 * @param report by what the report is made
 * @param budget what all of it may spend
 */
public record LabSettings(String system, Runs runs, Change change, List<ObjectNode> scorers,
    ReportSettings report, Budget budget) {
  /** Copies. */
  public LabSettings {
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
   * What the candidate does otherwise.
   *
   * @param set what is changed of what a run was pinned to, by dotted key, as {@code athanor fork --set} does
   * @param index which index it searches, as it is now
   * @param now whether it begins with the system as the project has it now, and not with what a run was pinned to
   */
  public record Change(Map<String, String> set, Optional<String> index, boolean now) {
    /** Copies, in the same order. */
    public Change {
      set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }
  }
}
