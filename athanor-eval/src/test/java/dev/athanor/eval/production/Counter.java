package dev.athanor.eval.production;

import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.eval.experiment.Observed;
import dev.athanor.eval.experiment.Passages;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.experiment.TrailOperation;
import dev.athanor.eval.report.Report;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.eval.report.Reporting;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.text.Agreement;
import dev.athanor.eval.subject.ObservedSubject;
import dev.athanor.journal.Effect;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Attempt;
import dev.athanor.run.Deadline;
import dev.athanor.run.Operation;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.run.Signal;
import dev.athanor.run.StepFailed;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/** A counter at which people ask: their questions are looked up and then answered in a tone, as the runs are pinned to. */
final class Counter implements AutoCloseable {
  static final String POLITE = "polite";
  static final String CURT = "curt";

  final InMemoryJournal journal = new InMemoryJournal(InstantSource.system());
  final Runs runs = new Runs(journal);
  final AtomicInteger asked = new AtomicInteger();
  /** What a new version of the code puts before what it asks the model. */
  String preamble = "";
  /** Whether no two answers of the model are the same. */
  boolean moody;
  private boolean reachable = true;

  /** What answers, through a model that costs a cent. */
  private final class Model implements Operation<String, String> {
    @Override
    public String name() {
      return "clerk";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Effect effect() {
      return Effect.SAMPLED;
    }

    @Override
    public Codec<String> request() {
      return Codec.TEXT;
    }

    @Override
    public Codec<String> response() {
      return Codec.TEXT;
    }

    @Override
    public String live(String request, Attempt attempt) {
      asked.incrementAndGet();
      attempt.spend(new Spend(10, new BigDecimal("0.01")));
      if (!reachable) {
        throw new StepFailed("model-unreachable", "nobody answers", false);
      }
      String mood = moody ? " (" + asked.get() + ")" : "";
      return (request.contains(CURT) ? "no" : "certainly not, " + request.length()) + mood;
    }
  }

  private Program<String, String> program() {
    return new Program<>("counter", Codec.TEXT, Codec.TEXT, (run, question) -> {
      if (question.startsWith("wait")) {
        run.await("approval", Signal.of("approval", question, Codec.TEXT), Deadline.NONE);
      }
      String tone = run.pinned("tone", Codec.TEXT);
      String first = run.step("understand", new Model(), preamble + question);
      return run.step("answer", new Model(), first + " " + tone);
    });
  }

  private Subject<String, String> system() {
    return new Subject<>("counter", program(), (given, _) -> given.input().stringValue(), Output::text, 4);
  }

  private Program<Experiment, Results> experiments() {
    Subject<?, ?> replayed = system().replaying("replayed", (given, _) -> given.input().stringValue());
    return ExperimentProgram.of(
        List.of(replayed, ObservedSubject.of(() -> journal, Passages.NONE, List.of(system()))),
        _ -> Agreement.observed(), new TrailOperation(() -> journal, Passages.NONE));
  }

  static RunOptions pinned(String tone) {
    return RunOptions.PLAIN.pin("tone", Codec.TEXT.encode(tone)).pin("system", Codec.TEXT.encode("desk"));
  }

  Outcome<String> ask(String run, String question) {
    return ask(run, question, pinned(POLITE));
  }

  Outcome<String> ask(String run, String question, RunOptions options) {
    return runs.start(new RunId(run), program(), question, options).outcome();
  }

  Outcome<String> askInVain(String run, String question) {
    reachable = false;
    try {
      return ask(run, question);
    } finally {
      reachable = true;
    }
  }

  static ProductionRuns.Wanted wanted(int last) {
    return new ProductionRuns.Wanted(Set.of("counter"),
        pins -> pins.path("system").asString("").equals("desk"),
        last, Optional.empty());
  }

  RunCases cases() {
    return RunCases.of("runs of desk", journal, ProductionRuns.newest(journal, wanted(100)).runs(),
        List.of(system()), input -> input);
  }

  static Experiment experiment(Dataset dataset) {
    return experiment(dataset, 1);
  }

  private static Experiment experiment(Dataset dataset, int repeats) {
    return new Experiment("desk", dataset, List.of(new Arm("observed", Observed.KIND),
        new Arm("baseline", "replayed"), new Arm("candidate", "replayed")), repeats,
        List.of(Json.object().put("scorer", "agreement")), "");
  }

  /** What they were pinned to, and in the candidate this tone. */
  static RunOptions lanes(RunCases cases, String tone) {
    ObjectNode arms = Json.object();
    arms.putObject("observed");
    ObjectNode baseline = arms.putObject("baseline");
    ObjectNode candidate = arms.putObject("candidate");
    cases.pins().forEach((key, pins) -> {
      baseline.set(key, pins);
      candidate.set(key, pins.deepCopy().put("tone", tone));
    });
    return RunOptions.PLAIN.pin(Experiment.ARMS, arms).dry().memo("experiment");
  }

  Results replayed(String name, RunCases cases, String tone) {
    return replayed(name, cases, tone, 1);
  }

  Results replayed(String name, RunCases cases, String tone, int repeats) {
    return runs
        .start(new RunId(name), experiments(), experiment(cases.dataset(), repeats), lanes(cases, tone))
        .outcome().output();
  }

  boolean isReproduced(String name) {
    return runs.replay(runs.recording(new RunId(name)), experiments()).identical();
  }

  static Report report(RunCases cases, Results results) {
    return report(cases, results, 1);
  }

  static Report report(RunCases cases, Results results, int repeats) {
    return Reporting.of(experiment(cases.dataset(), repeats), results, ReportSettings.PLAIN);
  }

  @Override
  public void close() {
    runs.close();
  }
}
