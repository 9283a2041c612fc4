package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Progress;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.BlameCost;
import dev.athanor.cli.view.BlameText;
import dev.athanor.cli.workshop.Blaming;
import dev.athanor.cli.workshop.Evaluated;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.blame.Blame;
import dev.athanor.eval.blame.Finding;
import dev.athanor.eval.blame.Suspect;
import dev.athanor.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code athanor blame}. */
@Command(name = "blame", sortOptions = false, description = {
    "Find the step to blame for a bad answer: draw again from each sampled step, and see from where on it ends well.",
    "What it costs is told first. A search that was interrupted goes on with what was drawn."},
    footer = {"", "Example: athanor blame last --case q17 --system support --scorer token-f1 --dry-run"})
final class BlameCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "RUN", description = RunNames.EXPERIMENT_HELP)
  private String run = "";

  @Option(names = "--case", required = true, paramLabel = "ID", description = "The case that went wrong.")
  private String one = "";

  @Option(names = "--scorer", required = true, paramLabel = "SCORER", description = {
      "What a good end is: the name of a scorer, or its settings as JSON. 1 is good, everything less is not."})
  private String scorer = "";

  @Option(names = "--system", paramLabel = "NAME",
      description = "Whose answer; not needed if there is one system.")
  private @Nullable String system;

  @Option(names = "--repeat", paramLabel = "N",
      description = "Which repeat of the case; the first without it.")
  private int repeat = 1;

  @Option(names = "--draws", paramLabel = "N",
      description = "How often to draw again from each step; 5 without it.")
  private int draws = 5;

  @Option(names = "--dry-run", description = "Say what it would cost, and draw nothing.")
  private boolean dry;

  BlameCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (draws < 1 || draws > Blaming.MOST_DRAWS) {
      throw AthanorException.user("limit", "--draws is " + draws + "; expected 1 to " + Blaming.MOST_DRAWS);
    }
    Screen screen = invocation.screen();
    try (Workshop workshop = invocation.workshop()) {
      Evaluated evaluated =
          Evaluated.of(workshop.recording(new RunNames(workshop.journal()).experiment(run).id()));
      Blaming blaming = Blaming.of(workshop, evaluated, one, Optional.ofNullable(system), repeat, settings());
      List<Suspect> suspects = blaming.suspects();
      if (suspects.isEmpty()) {
        Blame.culprit(List.of()); // says why nobody is to blame
      }
      BlameCost cost = new BlameCost(blaming.trial(), suspects, draws, blaming.asksModel());
      if (dry) {
        tell(cost.json(), cost.lines(screen));
        return ExitCode.OK.number();
      }
      screen.note(cost.sentence());
      List<Finding> findings;
      try (Progress progress = screen.progress("steps");
          Interruption _ =
              Interruption.says(invocation, "what was drawn is kept; go on with the same command")) {
        findings = blaming.findings(suspects, draws,
            suspect -> progress.at(suspects.indexOf(suspect), suspects.size(),
                suspect.at().value()));
      }
      BlameText text = new BlameText(blaming.trial(), blaming.score(), draws, findings);
      tell(text.json(), text.lines(screen));
      return ExitCode.OK.number();
    }
  }

  private ObjectNode settings() {
    return scorer.startsWith("{") && Json.parse(scorer) instanceof ObjectNode settings ? settings
        : Json.object().put("scorer", scorer);
  }

  private void tell(ObjectNode json, List<String> lines) {
    if (invocation.json()) {
      invocation.json(json);
    } else {
      invocation.screen().result(lines);
    }
  }
}
