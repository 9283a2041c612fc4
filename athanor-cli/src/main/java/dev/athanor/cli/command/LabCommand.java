package dev.athanor.cli.command;

import dev.athanor.cli.project.LabFile;
import dev.athanor.cli.project.LabSettings;
import dev.athanor.cli.terminal.Progress;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.ReplayLab;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.production.ProductionRuns;
import dev.athanor.eval.report.Gate;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.journal.Budget;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.run.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code athanor lab}. */
@Command(name = "lab", sortOptions = false, description = {
    "Replay what people really asked against a change: which answers change, are they better, at what cost.",
    "Three lanes: observed (as it was answered), baseline (the same replayed, each step from its record where it",
    "may be), candidate (the same with the change). Nothing is written to the outside world."},
    footer = {"", "Example: athanor lab ask --set retrieval.k=3",
        "         athanor lab support --last 200 --set model=anthropic:claude-sonnet-5",
        "         athanor lab support --now      the prompts, settings and documents as they are now"})
final class LabCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "SYSTEM", description = "Whose runs: a system of athanor.yaml.")
  private String system = "";

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = {
      "What the candidate does otherwise, as in athanor fork; snapshot=newest searches the documents as they are",
      "now. May be repeated."})
  private List<String> settings = new ArrayList<>();

  @Option(names = "--now", description = {
      "The candidate is the system as the project has it now, and not as each run was pinned; so it is without",
      "--set and --index."})
  private boolean now;

  @Option(names = "--index", paramLabel = "NAME",
      description = "The candidate searches this index of athanor.yaml as it is now.")
  private @Nullable String index;

  @Option(names = "--last", paramLabel = "N",
      description = "Replay the newest N runs; 100 without it.")
  private @Nullable Integer last;

  @Option(names = "--since", paramLabel = "TIME",
      description = "Only runs of so long ago at most, such as 7d, or since an instant, such as 2026-01-31T00:00:00Z.")
  private @Nullable String since;

  @Option(names = "--run", paramLabel = "RUN", description = "Replay this run. May be repeated.")
  private List<String> runs = new ArrayList<>();

  @Option(names = "--repeats", paramLabel = "N", description = {
      "Let baseline and candidate answer each N times: first by the run's record where it may, then by draws of their",
      "own, which cost what they take."})
  private int repeats = 1;

  @Option(names = "--scorer", paramLabel = "SCORER", description = {
      "What is measured: the name of a scorer, or its settings as JSON; the first one decides. What was answered",
      "is the reference. May be repeated; without it claim-support, citations, answered and agreement."})
  private List<String> scorers = new ArrayList<>();

  @Option(names = "--margin", paramLabel = "NUMBER", description = "A difference below it does not matter.")
  private @Nullable Double margin;

  @Option(names = "--gate", paramLabel = "GATE",
      description = "What must hold of the candidate, such as 'diff.lower95 >= -0.02'. May be repeated.")
  private List<String> gates = new ArrayList<>();

  @Option(names = "--dollars", paramLabel = "NUMBER", description = "Spend no more than this.")
  private @Nullable BigDecimal dollars;

  @Option(names = "--name", paramLabel = "NAME", description = "How the experiment's run is to be called.")
  private @Nullable String name;

  @Mixin
  private EvalOutputs outputs = new EvalOutputs();

  LabCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Interruption.prepare();
    try (Workshop workshop = invocation.workshop()) {
      RunNames names = new RunNames(workshop.journal());
      return run(workshop, wanted(names, workshop.journal().now()), names.free(name), outputs, invocation);
    }
  }

  /** Makes the experiment, and shows what came of it. */
  static int run(Workshop workshop, LabSettings settings, RunId id, EvalOutputs outputs,
      Invocation invocation) {
    ReplayLab lab = ReplayLab.of(workshop, settings);
    tell(lab, settings.system(), id, invocation.screen());
    Outcome<Results> outcome;
    try (Progress progress = invocation.screen().progress("trials");
        Interruption _ = Interruption.says(invocation, "go on with: athanor eval resume " + id)) {
      workshop.watch(new TrialProgress(id, lab.experiment(), progress));
      outcome = lab.start(id).outcome();
    }
    return EvalRunCommand.finish(workshop, id, outcome, outputs, invocation);
  }

  private LabSettings wanted(RunNames names, Instant clock) {
    if (last != null && last < 1) {
      throw AthanorException.user("limit", "--last is " + last + "; expected at least 1");
    }
    if (repeats < 1) {
      throw AthanorException.user("limit", "--repeats is " + repeats + "; expected at least 1");
    }
    if (!runs.isEmpty() && (last != null || since != null)) {
      throw AthanorException.user("lab-options",
          "--run names the runs, and --last and --since choose them; leave one of the two out");
    }
    if (margin != null && !(margin > 0)) {
      throw AthanorException.user("limit", "--margin is " + margin + "; expected a number above 0");
    }
    Map<String, String> set = new LinkedHashMap<>();
    settings.forEach(each -> set.put(key(each), each.substring(each.indexOf('=') + 1)));
    LabSettings.Change change = new LabSettings.Change(set, Optional.ofNullable(index),
        now || (set.isEmpty() && index == null));
    LabSettings.Runs which = new LabSettings.Runs(last == null ? LabSettings.LAST : last,
        Optional.ofNullable(since).map(text -> LabFile.since(text, clock)),
        runs.stream().map(each -> names.find(each).id()).toList());
    ReportSettings report = new ReportSettings(Optional.empty(), Optional.ofNullable(margin),
        gates.stream().map(each -> Gate.parse(each).text()).toList());
    return new LabSettings(Optional.empty(), system, which, Map.of("candidate", change), repeats,
        scorers.stream().map(LabCommand::scorer).toList(), report,
        budget());
  }

  private Budget budget() {
    return dollars == null ? Budget.UNLIMITED : new Budget(OptionalLong.empty(), OptionalLong.empty(),
        Optional.of(dollars), Optional.empty(), OptionalInt.empty());
  }

  private static String key(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw AthanorException.user("lab-options",
          "--set is \"" + setting + "\"; expected KEY=VALUE, such as retrieval.k=3");
    }
    return setting.substring(0, equals);
  }

  private static ObjectNode scorer(String text) {
    return text.startsWith("{") && Json.parse(text) instanceof ObjectNode given ? given
        : Json.object().put("scorer", text);
  }

  private static void tell(ReplayLab lab, String system, RunId id, Screen screen) {
    ProductionRuns found = lab.runs();
    screen.note("run " + id + ": " + Wording.count(found.runs().size(), "run") + " of " + system + " from "
        + found.runs().getFirst().header().created() + " to " + found.runs().getLast().header().created());
    if (found.unfinished() > 0) {
      screen
          .note("left out: " + Wording.count(found.unfinished(), "run") + " not over yet; see athanor runs");
    }
    if (found.otherProgram() > 0) {
      screen.note("left out: " + Wording.count(found.otherProgram(), "run")
          + " that another program has answered, as the system was then of another kind");
    }
  }
}
