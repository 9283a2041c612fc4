package dev.athanor.cli.workshop;

import dev.athanor.cli.project.LabSettings;
import dev.athanor.cli.version.Version;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Observed;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.production.ProductionRuns;
import dev.athanor.eval.production.RunCases;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.eval.report.Reporting;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Handle;
import dev.athanor.run.Nearest;
import dev.athanor.run.RunOptions;
import dev.athanor.system.SystemPlan;
import dev.athanor.system.Systems;
import dev.athanor.system.conversation.Inquiry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Production runs against a candidate, in three lanes: what was observed, the same replayed, and the same with a change. All that can be
 * checked is checked before it begins.
 */
public final class ReplayLab {
  /** What was answered when it was asked. */
  public static final String OBSERVED = Observed.KIND;
  /** The same, replayed by the code as it is now. */
  public static final String BASELINE = "baseline";

  private final Workshop workshop;
  private final LabSettings settings;
  private final ProductionRuns runs;
  private final RunCases cases;
  /** What candidates that begin with the system as it is now begin with. */
  private final Optional<SystemPlan> plan;
  private final Experiment experiment;
  private final ObjectNode arms = Json.object();

  private ReplayLab(Workshop workshop, LabSettings settings) {
    this.workshop = workshop;
    this.settings = settings;
    this.runs = chosen();
    this.cases = RunCases.of("runs of " + settings.system(), workshop.journal(), runs.runs(),
        Subjects.systems(workshop.programs()), ReplayLab::unit);
    this.plan = settings.candidates().values().stream().anyMatch(LabSettings.Change::now)
        ? Optional.of(workshop.plan(settings.system())) : Optional.empty();
    this.experiment = new Experiment(name(), cases.dataset(), lanes(), settings.repeats(),
        scorers(), "");
  }

  /** Makes the runs and the candidate ready. */
  public static ReplayLab of(Workshop workshop, LabSettings settings) {
    ReplayLab lab = new ReplayLab(workshop, settings);
    lab.pin();
    lab.check();
    return lab;
  }

  private ProductionRuns chosen() {
    Set<String> programs = Subjects.systems(workshop.programs()).stream().map(each -> each.program().name())
        .collect(Collectors.toSet());
    LabSettings.Runs which = settings.runs();
    ProductionRuns.Wanted wanted = new ProductionRuns.Wanted(programs,
        pins -> pins.path(Systems.SYSTEM).asString("").equals(settings.system()), which.last(),
        which.since());
    ProductionRuns found = which.named().isEmpty() ? ProductionRuns.newest(workshop.journal(), wanted)
        : ProductionRuns.named(workshop.journal(), wanted, which.named());
    if (found.runs().isEmpty()) {
      throw none(found);
    }
    return found;
  }

  private AthanorException none(ProductionRuns found) {
    Set<String> known = workshop.project().settings().systems().keySet();
    if (!known.contains(settings.system()) && found.unfinished() == 0) {
      return AthanorException.user("lab-empty", "there is no system \"" + settings.system()
          + "\" and no run of one; nearest: "
          + String.join(", ", Nearest.to(settings.system(), List.copyOf(known), 3))
          + ". A program that was recorded or runs elsewhere is replayed by running it: athanor replay RUN -- COMMAND");
    }
    String since = settings.runs().since().map(each -> " since " + each).orElse("");
    return AthanorException.user("lab-empty", "no run of " + settings.system() + " is over" + since
        + (found.unfinished() == 0 ? "" : ", and " + found.unfinished() + " are not over")
        + "; ask it something first: athanor ask --system " + settings.system() + " QUESTION");
  }

  /** Runs of one conversation, and runs that ask the same, are one observation: they share what was asked first. */
  static JsonNode unit(JsonNode input) {
    if (input.isString()) {
      return input;
    }
    Inquiry inquiry = Inquiry.CODEC.decode(input);
    return Codec.TEXT
        .encode(inquiry.history().isEmpty() ? inquiry.question() : inquiry.history().getFirst().text());
  }

  private String name() {
    return settings.name().orElseGet(() -> settings.system() + settings.candidates().values().stream()
        .map(ReplayLab::words).collect(Collectors.joining(";")));
  }

  private static String words(LabSettings.Change change) {
    String changes = Stream.concat(change.index().map(each -> "index=" + each).stream(),
        change.set().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
        .collect(Collectors.joining(", "));
    return (change.now() ? " as it is now" : "") + (changes.isEmpty() ? "" : " with " + changes);
  }

  private List<Arm> lanes() {
    String program = runs.runs().getFirst().header().program();
    String kind = Subjects.systems(workshop.programs()).stream().map(Subject::program)
        .filter(each -> each.name().equals(program)).map(Subjects::replayed).findFirst().orElseThrow();
    List<Arm> lanes = new ArrayList<>(List.of(new Arm(OBSERVED, Observed.KIND), new Arm(BASELINE, kind)));
    settings.candidates().forEach((name, change) -> lanes.add(new Arm(name, now(change)
        .map(each -> Subjects.replayed(Subjects.program(each, workshop.programs()))).orElse(kind))));
    return lanes;
  }

  private Optional<SystemPlan> now(LabSettings.Change change) {
    return plan.filter(_ -> change.now());
  }

  /**
   * Nobody has said what the right answers are. What a model says from evidence is held against the evidence; of answers in the documents' own words, and of those without evidence, only how much they change is known.
   */
  private List<ObjectNode> scorers() {
    boolean told = runs.runs().getFirst().header().program().equals(workshop.programs().rag().name());
    List<ObjectNode> all = new ArrayList<>(settings.scorers());
    if (all.isEmpty() && told) {
      all.add(scorer("claim-support"));
      all.add(scorer("citations"));
    }
    for (String each : List.of("agreement", "answered")) {
      if (all.stream().noneMatch(known -> known.path("scorer").asString("").equals(each))) {
        all.add(scorer(each));
      }
    }
    return all;
  }

  private static ObjectNode scorer(String name) {
    return Json.object().put("scorer", name);
  }

  private void pin() {
    arms.putObject(OBSERVED);
    ObjectNode baseline = arms.putObject(BASELINE);
    cases.pins().forEach(baseline::set);
    settings.candidates().forEach((name, change) -> {
      LabPins changed = new LabPins(workshop, change, now(change));
      ObjectNode candidate = arms.putObject(name);
      cases.pins().forEach((key, pins) -> candidate.set(key, changed.of(pins)));
    });
  }

  private void check() {
    plan.ifPresent(now -> {
      for (Case each : cases.dataset().cases()) {
        workshop.systems().check(now, Subjects.recorded(each));
      }
    });
    Reporting.check(experiment, settings(experiment).stream().map(Scorer::metric).toList(),
        settings.report());
  }

  private List<Scorer> settings(Experiment made) {
    return made.scorers().stream().map(workshop.scorers()::make).toList();
  }

  /** Which runs are replayed, and which were left out. */
  public ProductionRuns runs() {
    return runs;
  }

  /** What is to be found out. */
  public Experiment experiment() {
    return experiment;
  }

  /** Starts it. */
  public Handle<Results> start(RunId id) {
    plan.ifPresent(workshop::preload);
    RunOptions options = RunOptions.PLAIN.pin(Experiment.ARMS, arms)
        .pin(ReportSettings.PIN, ReportSettings.CODEC.encode(settings.report()))
        .pin("athanor", Codec.TEXT.encode(Version.number())).within(settings.budget()).dry()
        .memo("experiment");
    return workshop.runs().start(id, Subjects.experiments(workshop), experiment, options);
  }
}
