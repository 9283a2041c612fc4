package dev.athanor.cli.workshop;

import dev.athanor.cli.application.ApplicationSubject;
import dev.athanor.eval.file.ArmSettings;
import dev.athanor.eval.file.EvaluationSettings;
import dev.athanor.cli.version.Version;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.dataset.file.DatasetFile;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.eval.report.Reporting;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.ExtractiveProgram;
import dev.athanor.run.Fork;
import dev.athanor.run.Handle;
import dev.athanor.run.RunOptions;
import dev.athanor.system.SystemPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An evaluation of a project, made into an experiment. All that can be checked is checked before it begins: files, systems, models and keys,
 * prompts with each case, scorers, gates.
 */
public final class Evaluating {
  private final Workshop workshop;
  private final EvaluationSettings settings;
  private final Dataset all;
  /** Those that are asked. */
  private final Dataset dataset;
  private final Map<Arm, RunOptions> arms = new LinkedHashMap<>();
  private final List<SystemPlan> plans = new ArrayList<>();

  private Evaluating(Workshop workshop, EvaluationSettings settings) {
    this.workshop = workshop;
    this.settings = settings;
    this.all = DatasetFile.of(settings.cases().dataset()).read();
    this.dataset = settings.cases().among(all);
  }

  /** Makes an evaluation ready. */
  public static Evaluating of(Workshop workshop, EvaluationSettings settings) {
    settings.checkNames();
    Evaluating evaluating = new Evaluating(workshop, settings);
    settings.arms().forEach(evaluating::add);
    evaluating.check();
    return evaluating;
  }

  private void add(ArmSettings arm) {
    switch (arm) {
      case ArmSettings.OfSystem system -> add(system);
      case ArmSettings.Outside outside ->
          arms.put(outside.arm(), outside.pins(dataset.cases(), settings.repeats()));
      case ArmSettings.OfApplication application ->
          arms.put(new Arm(application.name(), ApplicationSubject.KIND), ApplicationSubject.pin(
              RunOptions.PLAIN, application.settings(), workshop.applications(), dataset.cases()));
    }
  }

  private void add(ArmSettings.OfSystem arm) {
    SystemPlan plan = workshop.plan(arm.system());
    plans.add(plan);
    for (Case each : dataset.cases()) {
      try {
        workshop.systems().check(plan, Subjects.inquiry(each));
      } catch (AthanorException e) {
        throw new AthanorException(e.code(), e.category(), e.retryable(), "system " + arm.system()
            + " can't be put to case " + each.id() + ": " + e.getMessage(), e);
      }
    }
    RunOptions asked = ExtractiveProgram.pin(RunOptions.PLAIN, workshop.asker().principals());
    ObjectNode manifest = Json.object();
    workshop.systems().pinned(asked, plan).manifest().forEach(manifest::set);
    ManifestChanges changes = new ManifestChanges(workshop, manifest);
    Fork fork = Fork.at(Path.ROOT);
    for (Map.Entry<String, JsonNode> change : arm.set().entrySet()) {
      JsonNode value = change.getValue();
      fork = changes.set(fork, change.getKey(), value.isString() ? value.stringValue() : value.toString());
    }
    RunOptions changed = RunOptions.PLAIN;
    for (Map.Entry<String, JsonNode> pin : fork.changed(manifest).properties()) {
      changed = changed.pin(pin.getKey(), pin.getValue());
    }
    String kind = Subjects.kind(plan, workshop.programs());
    if (arm.formats() > 1) {
      arms.putAll(Formats.of(arm, kind, changed));
    } else {
      arms.put(new Arm(arm.name(), kind), changed);
    }
  }

  private void check() {
    List<Metric> metrics = metrics();
    settings.checkMetrics(metrics);
    if (sealed() && settings.report().gates().isEmpty()) {
      throw AthanorException.user("sealed-ungated", "the evaluation " + settings.name()
          + " opens sealed cases, which show nothing but whether the gates hold, and it has no gates; write"
          + " down what must hold under gates");
    }
    Reporting.check(experiment(""), metrics, settings.report());
  }

  private List<Metric> metrics() {
    return settings.scorers().stream().map(workshop.scorers()::make).map(Scorer::metric).toList();
  }

  /** Whether the cases are sealed. */
  public boolean sealed() {
    return settings.cases().split() == Split.TEST;
  }

  /** The version of all sealed cases of the dataset: to ask another part of them is to open the same ones again. */
  public Hash sealedCases() {
    return all.only(each -> each.split() == Split.TEST).version();
  }

  /**
   * What is to be found out.
   *
   * @param draws tells the draws of this experiment from those of others; empty to share them
   */
  public Experiment experiment(String draws) {
    return new Experiment(settings.name(), dataset, new ArrayList<>(arms.keySet()), settings.repeats(),
        settings.scorers(), draws);
  }

  /** Starts it. */
  public Handle<Results> start(RunId id, Experiment experiment) {
    plans.forEach(workshop::preload);
    ObjectNode pins = Json.object();
    arms.forEach((arm, options) -> {
      ObjectNode manifest = pins.putObject(arm.name());
      options.manifest().forEach(manifest::set);
    });
    RunOptions options = RunOptions.PLAIN.pin(Experiment.ARMS, pins)
        .pin(ReportSettings.PIN, ReportSettings.CODEC.encode(settings.report()))
        .pin("athanor", Codec.TEXT.encode(Version.number())).within(settings.budget())
        .dry(settings.allow().toArray(String[]::new)).memo("experiment");
    return workshop.runs().start(id, Subjects.experiments(workshop), experiment, options);
  }
}
