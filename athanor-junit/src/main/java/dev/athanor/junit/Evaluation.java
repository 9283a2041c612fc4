package dev.athanor.junit;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.dataset.file.DatasetFile;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.eval.experiment.Passages;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.experiment.TrailOperation;
import dev.athanor.eval.report.Report;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.eval.report.Reporting;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Scorer;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a test asks for, made into an experiment. All that can be checked is checked before a case is asked.
 *
 * @param experiment what is to be found out
 * @param settings what its report is made by
 * @param measures makes a scorer of its settings
 */
record Evaluation(EvalTest asked, Experiment experiment, ReportSettings settings, Measures measures,
    Supplied supplied) {
  private static final Arm ARM = new Arm("program", "program");

  /** Scorers of ours by their settings, and those that the test supplies by their names. */
  record Measures(Map<String, Scorer> own) {
    private static final Scorers OFFLINE = Scorers.offline();

    Scorer make(ObjectNode settings) {
      Scorer found = own.get(settings.path("scorer").asString(""));
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
    List<ObjectNode> scorers =
        new java.util.ArrayList<>(List.of(asked.scorers()).stream().map(Evaluation::settings).toList());
    own.keySet().forEach(each -> scorers.add(Json.object().put("scorer", each)));
    Experiment experiment =
        new Experiment(name, cases(asked.dataset(), near), List.of(ARM), asked.repeats(), scorers, "");
    ReportSettings settings = new ReportSettings(Optional.empty(), Optional.empty(), List.of(asked.gate()));
    check(experiment, settings, scorers.stream().map(measures::make).map(Scorer::metric).toList());
    return new Evaluation(asked, experiment, settings, measures, supplied);
  }

  private static AthanorException twice(String test, String metric) {
    return AthanorException.user("metric-twice",
        "two scorers of " + test + " measure " + metric + "; leave one of the two out");
  }

  private static ObjectNode settings(String scorer) {
    return scorer.strip().startsWith("{") && Json.parse(scorer) instanceof ObjectNode object ? object
        : Json.object().put("scorer", scorer.strip());
  }

  private static Dataset cases(String name, Class<?> near) {
    try (NamedFile file = NamedFile.find(name, near, "a file of cases: .jsonl, .json, .csv or .tsv")) {
      Dataset all = DatasetFile.of(file.path()).read();
      Dataset asked = all.only(each -> each.split() == Split.VALIDATION);
      if (asked.cases().isEmpty() && !all.cases().isEmpty()) {
        throw AthanorException.user("no-case",
            name + " has " + all.cases().size() + " cases, but none of the split validation,"
                + " which a test asks; sealed cases are opened by athanor eval run, which writes it down");
      }
      return asked;
    }
  }

  private static void check(Experiment experiment, ReportSettings settings, List<Metric> metrics) {
    if (metrics.isEmpty()) {
      throw AthanorException.user("no-scorer",
          "@EvalTest on " + experiment.name() + " measures nothing; name scorers, such as"
              + " scorers = \"exact\", or supply one as @UnderTest");
    }
    if (settings.gates().isEmpty()) {
      throw AthanorException.user("no-gate",
          "@EvalTest on " + experiment.name() + " has no gate, so it could not fail; say what"
              + " must hold, such as gate = \"" + metrics.getFirst().name() + ".lower95 >= 0.8\"");
    }
    List<String> names = metrics.stream().map(Metric::name).toList();
    names.stream().filter(each -> names.indexOf(each) != names.lastIndexOf(each)).findFirst()
        .ifPresent(twice -> {
          throw twice(experiment.name(), twice);
        });
    Reporting.check(experiment, metrics, settings);
  }

  /** Puts the program to the cases, as a run of the journal that the test supplies, or of one that is forgotten. */
  Results run() {
    Journal journal = supplied.journal().orElseGet(InMemoryJournal::new);
    ObjectNode pins = Json.object();
    pins.putObject(ARM.name());
    RunOptions options = RunOptions.PLAIN.pin(Experiment.ARMS, pins)
        .pin(ReportSettings.PIN, ReportSettings.CODEC.encode(settings)).dry(asked.allow()).memo("experiment");
    Program<Experiment, Results> program =
        ExperimentProgram.of(List.<Subject<?, ?>>of(subject(supplied.program(), asked.atOnce())),
            measures::make, new TrailOperation(() -> journal, Passages.NONE));
    try (Runs runs = new Runs(journal, Limits.STANDARD, RunListener.NONE, supplied.redactor())) {
      return runs.start(RunId.fresh(), program, experiment, options).outcome().output();
    }
  }

  private static <I, O> Subject<I, O> subject(Program<I, O> program, int atOnce) {
    return new Subject<>(ARM.kind(), program, (given, _) -> program.input().decode(given.input()),
        answer -> output(program.output().encode(answer)), atOnce);
  }

  private static Output output(JsonNode answer) {
    return answer.isString() ? Output.text(answer.stringValue())
        : new Output(answer.toString(), Optional.of(answer), false, List.of());
  }

  /** What came of it. */
  Report report(Results results) {
    return Reporting.of(experiment, results, settings);
  }
}
