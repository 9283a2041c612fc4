package dev.athanor.junit;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.eval.experiment.Passages;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.TrailOperation;
import dev.athanor.eval.file.EvaluationSettings;
import dev.athanor.eval.report.Report;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.eval.report.Reporting;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.judge.Judges;
import dev.athanor.eval.scorer.registry.Scorers;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.run.Limits;
import dev.athanor.run.Program;
import dev.athanor.run.RunListener;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a test asks for, made into an experiment. All that can be checked is checked before a case is asked.
 *
 * @param asked at most so many cases at once, by the annotation
 * @param settings of the evaluation
 * @param experiment what is to be found out
 * @param arms what each arm is pinned to
 * @param standIns the test's programs in the places of the systems
 * @param measures makes a scorer of its settings
 */
record Evaluation(EvalTest asked, EvaluationSettings settings, Experiment experiment,
    Map<Arm, RunOptions> arms, StandIns standIns, Measures measures, Supplied supplied) {
  /** Scorers of ours by their settings, and those that the test supplies by their names. */
  record Measures(Map<String, Scorer> own) {
    private static final Scorers OFFLINE = Scorers.offline();

    Scorer make(ObjectNode settings) {
      String name = settings.path("scorer").asString("");
      Scorer found = own.get(name);
      if (found == null && Judges.names().contains(name)) {
        throw AthanorException.user("scorer-unknown", "the scorer " + name
            + " asks a model, which a test does not; supply a Scorer whose metric is called " + name
            + " as @UnderTest, or leave it to athanor eval run");
      }
      return found == null ? OFFLINE.make(settings) : found;
    }
  }

  /**
   * Makes it ready.
   *
   * @param name of the test's method
   * @param near a class of the class path
   */
  static Evaluation of(EvalTest asked, String name, Class<?> near, Supplied supplied) {
    Map<String, Scorer> own = new LinkedHashMap<>();
    for (Scorer scorer : supplied.scorers()) {
      if (own.put(scorer.metric().name(), scorer) != null) {
        throw twice(name, scorer.metric().name());
      }
    }
    Measures measures = new Measures(own);
    Asked wanted = Asked.by(asked, name, near);
    EvaluationSettings settings = wanted.settings();
    List<ObjectNode> scorers = new ArrayList<>(settings.scorers());
    Set<String> named =
        scorers.stream().map(each -> each.path("scorer").asString("")).collect(Collectors.toSet());
    own.keySet().stream().filter(each -> asked.file().isEmpty() || !named.contains(each))
        .forEach(each -> scorers.add(Json.object().put("scorer", each)));
    StandIns standIns = new StandIns(wanted, asked.file());
    Map<Arm, RunOptions> arms = standIns.arms();
    Experiment experiment = new Experiment(settings.name(), wanted.dataset(), List.copyOf(arms.keySet()),
        settings.repeats(), scorers, "");
    Evaluation evaluation =
        new Evaluation(asked, settings, experiment, arms, standIns, measures, supplied);
    evaluation.check(scorers.stream().map(measures::make).map(Scorer::metric).toList());
    return evaluation;
  }

  private static AthanorException twice(String test, String metric) {
    return AthanorException.user("metric-twice",
        "two scorers of " + test + " measure " + metric + "; leave one of the two out");
  }

  private void check(List<Metric> metrics) {
    if (metrics.isEmpty()) {
      throw AthanorException.user("no-scorer",
          "@EvalTest on " + experiment.name() + " measures nothing; name scorers, such as"
              + " scorers = \"exact\", or supply one as @UnderTest");
    }
    if (settings.report().gates().isEmpty()) {
      String gate = metrics.getFirst().name() + ".lower95 >= 0.8";
      throw AthanorException.user("no-gate", asked.file().isEmpty()
          ? "@EvalTest on " + experiment.name() + " has no gate, so it could not fail; say what"
              + " must hold, such as gate = \"" + gate + "\""
          : asked.file()
              + " has no gates, so a test of it could not fail; say there what must hold, such as gates: ['"
              + gate + "']");
    }
    List<String> names = metrics.stream().map(Metric::name).toList();
    names.stream().filter(each -> names.indexOf(each) != names.lastIndexOf(each)).findFirst()
        .ifPresent(twice -> {
          throw twice(experiment.name(), twice);
        });
    Reporting.check(experiment, metrics, settings.report());
  }

  /** Puts the programs to the cases, as a run of the journal that the test supplies, or of one that is forgotten. */
  Results run() {
    Journal journal = supplied.journal().orElseGet(InMemoryJournal::new);
    ObjectNode pins = Json.object();
    arms.forEach((arm, options) -> {
      ObjectNode manifest = pins.putObject(arm.name());
      options.manifest().forEach(manifest::set);
    });
    RunOptions options = RunOptions.PLAIN.pin(Experiment.ARMS, pins)
        .pin(ReportSettings.PIN, ReportSettings.CODEC.encode(settings.report()))
        .within(settings.budget()).dry(settings.allow().toArray(String[]::new)).memo("experiment");
    Program<Experiment, Results> program =
        ExperimentProgram.of(standIns.subjects(supplied, asked.atOnce()), measures::make,
            new TrailOperation(() -> journal, Passages.NONE));
    try (Runs runs = new Runs(journal, Limits.STANDARD, RunListener.NONE, supplied.redactor())) {
      return runs.start(RunId.fresh(), program, experiment, options).outcome().output();
    }
  }

  /** What came of it. */
  Report report(Results results) {
    return Reporting.of(experiment, results, settings.report());
  }
}
