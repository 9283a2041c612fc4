package dev.athanor.cli.workshop;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.report.Known;
import dev.athanor.eval.report.Report;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.eval.report.Reporting;
import dev.athanor.journal.Entry;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import dev.athanor.run.Nearest;
import dev.athanor.run.Recording;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An experiment that is on record.
 *
 * @param run its name
 * @param experiment what was to be found out
 * @param results what came of it; empty if it is not over
 * @param settings by what its report is made
 */
public record Evaluated(RunId run, Experiment experiment, Optional<Results> results,
    ReportSettings settings) {
  /**
   * Reads it.
   *
   * @throws AthanorException {@code no-experiment} if the run is something else
   */
  public static Evaluated of(Recording recording) {
    RunId run = recording.header().id();
    if (!recording.header().program().equals(ExperimentProgram.NAME)) {
      throw AthanorException.user("no-experiment", "run " + run + " is no experiment but a run of "
          + recording.header().program() + "; list the experiments with: athanor eval");
    }
    JsonNode settings =
        recording.header().manifest().value(recording.contents()::part).path(ReportSettings.PIN);
    return new Evaluated(run, Experiment.CODEC.decode(recording.header().input().value(recording
        .contents()::part)), results(recording), settings.isObject() ? ReportSettings.CODEC.decode(settings)
            : ReportSettings.PLAIN);
  }

  private static Optional<Results> results(Recording recording) {
    return recording.entries().stream().map(Stamped::entry)
        .filter(entry -> entry instanceof Entry.Ended ended && ended.end() instanceof Entry.End.Done)
        .map(entry -> (Entry.End.Done) ((Entry.Ended) entry).end()).findFirst()
        .map(done -> Results.CODEC.decode(done.output().value(recording.contents()::part)));
  }

  /**
   * A case that may be shown.
   *
   * @throws AthanorException {@code case-unknown}, or {@code case-sealed} if nothing may be shown of it
   */
  public Case shown(String id) {
    List<Case> cases = experiment.dataset().cases();
    Case given = cases.stream().filter(each -> each.id().equals(id)).findFirst()
        .orElseThrow(() -> AthanorException.user("case-unknown", "run " + run + " has no case \"" + id
            + "\"; nearest: " + String.join(", ", Nearest.to(id, cases.stream().map(Case::id).toList(), 5))));
    if (given.split() == Split.TEST) {
      throw AthanorException.user("case-sealed", "case " + id
          + " is sealed: of such cases nothing is shown but whether the gates hold");
    }
    return given;
  }

  /**
   * The report.
   *
   * @param known what it takes into account beside the experiment
   * @throws AthanorException {@code experiment-unfinished}
   */
  public Report report(Known known) {
    Results all = results.orElseThrow(() -> AthanorException.user("experiment-unfinished", "run " + run
        + " has no results yet; go on with it: athanor eval resume " + run));
    return Reporting.of(experiment, all, settings, known);
  }
}
