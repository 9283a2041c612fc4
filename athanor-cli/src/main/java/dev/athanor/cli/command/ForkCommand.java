package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.view.AnswerJson;
import dev.athanor.cli.view.AnswerText;
import dev.athanor.cli.view.DiffJson;
import dev.athanor.cli.view.DiffText;
import dev.athanor.cli.workshop.ManifestChanges;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.proxy.recording.RecordingProgram;
import dev.athanor.run.Fork;
import dev.athanor.run.Outcome;
import dev.athanor.run.Recording;
import dev.athanor.trail.RunDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code athanor fork}. */
@Command(name = "fork", sortOptions = false, description = {
    "See what would have happened: go another way from a step of a run on.",
    "What was done before the step is taken over. After it, only what the change touches is done again, and",
    "nothing is written to the outside world unless you allow it by name."},
    footer = {"", "Example: athanor fork last --at retrieve --set retrieval.denseWeight=0",
        "         athanor fork last --at answer --set model=anthropic:claude-sonnet-5",
        "         athanor fork last --at fit --set prompt=brief",
        "Which keys can be set: those under \"pinned\" in athanor show --json RUN"})
final class ForkCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "RUN", description = RunNames.HELP)
  private String run = "";

  @Option(names = "--at", required = true, paramLabel = "PATH",
      description = "The step or scope before which the fork begins.")
  private String at = "";

  @Option(names = "--set", paramLabel = "KEY=VALUE",
      description = "Change a setting that the run is pinned to. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--supply", paramLabel = "PATH=JSON",
      description = "Give a step this result instead of carrying it out. May be repeated.")
  private List<String> supplied = new ArrayList<>();

  @Option(names = "--allow", paramLabel = "OPERATION",
      description = "Let this operation write to the outside world. May be repeated.")
  private List<String> allowed = new ArrayList<>();

  @Option(names = "--redraw", paramLabel = "OPERATION",
      description = "Draw the answers of this operation again. May be repeated.")
  private List<String> redrawn = new ArrayList<>();

  ForkCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = invocation.workshop()) {
      RunId parent = new RunNames(workshop.journal()).find(run).id();
      requireProgram(workshop.recording(parent));
      Recording before = workshop.recording(parent);
      Fork fork =
          fork(new ManifestChanges(workshop, before.header().manifest().value(before.contents()::part)));
      RunId id = RunId.fresh();
      var handle = workshop.runs().fork(parent, fork, id);
      try (Interruption _ = Interruption.says(invocation, "run " + id
          + " goes on with: athanor resume " + id)) {
        Outcome<?> outcome = handle.outcome();
        RunDiff diff = RunDiff.of(before, workshop.recording(id));
        tell(id, parent, outcome, diff);
        return ExitCode.of(outcome).number();
      }
    }
  }

  /** The program of a recording is not here: somebody must start it again. */
  private void requireProgram(Recording recording) {
    if (recording.header().program().equals(RecordingProgram.NAME)) {
      throw AthanorException.user("program-outside",
          "run " + recording.header().id() + " is a recording, whose"
              + " program is not part of this project; fork it by running the program again: athanor replay "
              + recording.header().id() + " --from STEP --model MODEL -- COMMAND");
    }
  }

  private Fork fork(ManifestChanges pinned) {
    Fork fork = Fork.at(Path.parse(at));
    for (String each : settings) {
      String[] pair = pair("--set", each, "KEY=VALUE, such as retrieval.denseWeight=0");
      fork = pinned.set(fork, pair[0], pair[1]);
    }
    for (String each : supplied) {
      String[] pair = pair("--supply", each, "PATH=JSON, such as classify='\"urgent\"'");
      fork = fork.supply(Path.parse(pair[0]), result(pair[0], pair[1]));
    }
    for (String each : allowed) {
      fork = fork.allow(each);
    }
    for (String each : redrawn) {
      fork = fork.redraw(each);
    }
    return fork;
  }

  private static String[] pair(String option, String text, String expected) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw AthanorException.user("fork-option", option + " is \"" + text + "\"; expected " + expected);
    }
    return new String[]{text.substring(0, equals), text.substring(equals + 1)};
  }

  private static JsonNode result(String path, String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw AthanorException.user("fork-option", "--supply " + path + ": this is not JSON: " + text
          + "; text needs quotes of its own, such as " + path + "='\"urgent\"'");
    }
  }

  private void tell(RunId id, RunId parent, Outcome<?> outcome, RunDiff diff) {
    Screen screen = invocation.screen();
    if (invocation.json()) {
      var json = Json.object().put("run", id.value()).put("parent", parent.value()).put("at", at).put(
          "outcome", AnswerJson.word(outcome));
      invocation.json(json.set("diff", DiffJson.of(diff)));
    } else {
      screen.result("run " + screen.paint(Style.HANDLE, id.value()) + ", a fork of " + screen.paint(
          Style.HANDLE, parent.value()) + " before " + at);
      screen.result("");
      if (outcome instanceof Outcome.Done<?>(Answer answer)) {
        screen.result(AnswerText.lines(id, answer, screen));
        screen.result("");
      }
      screen.result(DiffText.lines(diff, screen));
    }
    AnswerText.obstacle(id.value(), outcome).forEach(screen::error);
  }
}
