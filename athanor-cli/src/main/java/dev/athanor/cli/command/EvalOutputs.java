package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.EvaluationJson;
import dev.athanor.cli.view.EvaluationJunit;
import dev.athanor.cli.view.EvaluationMarkdown;
import dev.athanor.cli.view.EvaluationPage;
import dev.athanor.cli.view.EvaluationText;
import dev.athanor.cli.workshop.EarlierLooks;
import dev.athanor.cli.workshop.Evaluated;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.report.GateResult;
import dev.athanor.eval.report.Known;
import dev.athanor.eval.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say in which forms a report is wanted. */
final class EvalOutputs {
  @Option(names = "--markdown", paramLabel = "FILE",
      description = "Write the report as Markdown, too, for a pull request.")
  private @Nullable String markdown;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write the gates as JUnit's XML, too.")
  private @Nullable String junit;

  @Option(names = "--html", paramLabel = "FILE",
      description = "Write the report as one page with plots and each case, too.")
  private @Nullable String html;

  /** Whether the report is wanted in a file. */
  boolean named() {
    return markdown != null || junit != null || html != null;
  }

  /** Shows the report of an experiment that is over, and says by its code whether the gates hold. */
  ExitCode tell(Workshop workshop, Evaluated evaluated, Invocation invocation) {
    Report report = evaluated.report(new Known(Calibrations.of(workshop.project()).all(),
        EarlierLooks.at(evaluated, workshop.journal())));
    Screen screen = invocation.screen();
    if (markdown != null) {
      write(invocation, markdown, EvaluationMarkdown.of(report, evaluated.run()));
    }
    if (junit != null) {
      write(invocation, junit, EvaluationJunit.of(report, evaluated.run()));
    }
    if (html != null) {
      write(invocation, html, EvaluationPage.of(evaluated, report));
    }
    if (invocation.json()) {
      invocation.json(EvaluationJson.of(report, evaluated.run()));
    } else {
      screen.result(EvaluationText.lines(report, evaluated.run(), screen));
    }
    return code(report.verdict());
  }

  private static void write(Invocation invocation, String typed, String text) {
    Path file = invocation.path(typed);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw AthanorException.user("report-unwritable", "the report can't be written to " + file + ": " + e
          + "; name a file in a folder that exists and can be written");
    }
    invocation.screen().note("Wrote " + invocation.shown(file));
  }

  private static ExitCode code(Optional<GateResult.State> verdict) {
    return verdict.map(state -> switch (state) {
      case PASSED -> ExitCode.OK;
      case UNDECIDED -> ExitCode.GATE_UNDECIDED;
      case FAILED -> ExitCode.GATE_FAILED;
    }).orElse(ExitCode.OK);
  }
}
