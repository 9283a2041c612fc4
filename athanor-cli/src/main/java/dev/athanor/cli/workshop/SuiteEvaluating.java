package dev.athanor.cli.workshop;

import dev.athanor.cli.version.Version;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.eval.report.Reporting;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.promptfoo.assertion.Asserted;
import dev.athanor.promptfoo.assertion.Sheet;
import dev.athanor.promptfoo.assertion.SuiteScorers;
import dev.athanor.promptfoo.provider.PromptSubject;
import dev.athanor.promptfoo.suite.Suite;
import dev.athanor.run.Handle;
import dev.athanor.run.RunOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A suite of promptfoo, made into an experiment. What can be checked is checked before it begins: names, models and keys. */
public final class SuiteEvaluating {
  private static final String PASS_RATE = "PROMPTFOO_PASS_RATE_THRESHOLD";
  private static final double HUNDRED = 100;

  private final Workshop workshop;
  private final Suite suite;
  private final List<Case> cases;
  private final Map<Arm, RunOptions> arms = new LinkedHashMap<>();

  private SuiteEvaluating(Workshop workshop, Suite suite, List<Case> cases) {
    this.workshop = workshop;
    this.suite = suite;
    this.cases = cases;
  }

  /**
   * Makes a suite ready.
   *
   * @param first only so many cases from the top; all if empty
   */
  public static SuiteEvaluating of(Workshop workshop, Suite suite, Optional<Integer> first) {
    List<Case> cases = first.map(most -> suite.cases().stream().limit(most).toList()).orElse(suite.cases());
    SuiteEvaluating evaluating = new SuiteEvaluating(workshop, suite, cases);
    for (Suite.Asked asked : suite.asked()) {
      if (evaluating.cases.stream().noneMatch(each -> evaluating.only(each).contains(asked.name()))) {
        continue; // no test is for it
      }
      workshop.suites().check(asked.target());
      evaluating.arms.put(PromptSubject.arm(asked.name(), asked.target()),
          PromptSubject.pin(RunOptions.PLAIN, asked
              .prompt(), asked.target()));
    }
    evaluating.asking().forEach(workshop.suites()::check);
    Experiment experiment = evaluating.experiment("");
    Reporting.check(experiment,
        experiment.scorers().stream().map(workshop.scorers()::make).map(Scorer::metric)
            .toList(),
        evaluating.report());
    return evaluating;
  }

  /** The names of those that are put to a case. */
  private Set<String> only(Case given) {
    return Optional.ofNullable(suite.only().get(given.id()))
        .orElseGet(() -> suite.asked().stream().map(Suite.Asked::name).collect(Collectors.toSet()));
  }

  /** Those that ask somebody, each once for each whom they ask. */
  private Stream<Asserted.One> asking() {
    Set<JsonNode> seen = new HashSet<>();
    return cases.stream().map(Sheet::of)
        .flatMap(sheet -> Stream.concat(sheet.all().stream(), sheet.rivals().stream()))
        .flatMap(each -> switch (each) {
          case Asserted.One one -> Stream.of(one);
          case Asserted.Together set -> set.all().stream();
        }).filter(one -> one.judge().map(seen::add).orElse(false));
  }

  /** What is to be found out. */
  public Experiment experiment(String draws) {
    List<ObjectNode> scorers = new ArrayList<>(SuiteScorers.all(suite.metrics(), cases));
    if (!suite.obstacles().isEmpty()) {
      scorers.add(SuiteScorers.settings("left-out"));
    }
    Map<String, Set<String>> only =
        cases.stream().map(Case::id).filter(suite.only()::containsKey)
            .collect(Collectors.toMap(id -> id, suite.only()::get));
    return new Experiment(suite.name(), new Dataset(suite.name(), cases), List.copyOf(arms.keySet()),
        suite.repeats(), scorers, draws, Optional.of(only));
  }

  /** As promptfoo's own command fails unless all cases pass, or the part of them that its variable names. */
  private ReportSettings report() {
    double rate =
        Optional.ofNullable(workshop.environment().get(PASS_RATE)).map(SuiteEvaluating::percent).orElse(
            1.0);
    List<String> gates =
        arms.keySet().stream().flatMap(arm -> Stream.of("passed >= " + rate + " for " + arm.name(),
            "passed.unscored <= 0 for " + arm.name())).toList();
    return new ReportSettings(Optional.of("passed"), Optional.empty(), gates);
  }

  private static double percent(String text) {
    try {
      double percent = Double.parseDouble(text);
      if (percent >= 0 && percent <= HUNDRED) {
        return percent / HUNDRED;
      }
    } catch (NumberFormatException _) {
      // told of below, with what it is
    }
    throw AthanorException.user("pass-rate",
        PASS_RATE + " is \"" + text + "\"; expected a number from 0 to 100");
  }

  /** Starts it. */
  public Handle<Results> start(RunId id, Experiment experiment) {
    ObjectNode pins = Json.object();
    arms.forEach((arm, options) -> {
      ObjectNode manifest = pins.putObject(arm.name());
      options.manifest().forEach(manifest::set);
    });
    RunOptions options =
        RunOptions.PLAIN.pin(Experiment.ARMS, pins).pin(ReportSettings.PIN, ReportSettings.CODEC
            .encode(report())).pin("athanor", Codec.TEXT.encode(Version.number())).dry().memo("experiment");
    return workshop.runs().start(id, Subjects.experiments(workshop), experiment, options);
  }
}
