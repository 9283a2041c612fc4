package dev.athanor.bench.reuse;

import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.WorkFolder;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.eval.experiment.Passages;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.experiment.TrailOperation;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.registry.Scorers;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelSettings;
import dev.athanor.models.provider.PriceList;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.models.provider.Providers;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import dev.athanor.store.journal.SqliteJournal;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A system of three steps, each of which asks a model: it rewrites the question, answers, and checks the answer. It is evaluated on 200
 * cases; then the prompt of the second step changes, which changes the answers of every other case, and it is evaluated again.
 */
public final class ReuseBench {
  private static final int CASES = 200;
  private static final ModelName MODEL = new ModelName("openai", "gpt-5-mini");
  private static final String SCRIPT = """
      delivery:
        latency: {lognormal: {median: 300ms, sigma: 0.3}}
        tokens_per_second: 80
      rules:
        - when: {system: Rewrite, user: {matches: "Question ([0-9]+)"}}
          then: "What is known of number ${1}, in short and from the documents?"
        - when: {system: "Answer, and say where", user: {matches: "number ([0-9]*[13579]),"}}
          then: "Number ${1} is known well, as the second document says."
        - when: {system: Answer, user: {matches: "number ([0-9]+),"}}
          then: "Number ${1} is known well."
        - when: {system: Check}
          then: "It holds: ${user}"
      """;

  private ReuseBench() {}

  /** Measures. */
  public static void main(String[] arguments) throws IOException {
    try (WorkFolder folder = WorkFolder.create()) {
      Path script = Files.writeString(folder.folder("script").resolve("script.yaml"), SCRIPT);
      try (Simulator simulator = Simulator.start(SimulatorSettings.of(ScriptFile.read(script)));
          Providers providers = Providers.of(
              List.of(ProviderSettings.builtIn("openai").orElseThrow()
                  .at(URI.create(simulator.baseUri() + "/v1"))),
              Map.of("OPENAI_API_KEY", "sk-bench")::get);
          SqliteJournal journal = SqliteJournal.open(folder.folder("store").resolve("journal.db"));
          Runs runs = new Runs(journal)) {
        PriceList prices = PriceList.shipped();
        ModelOperation model = new ModelOperation(providers, (name, usage) -> prices.dollars(name, usage));
        Report.heading(
            "An evaluation of three steps a case, " + CASES + " cases, after one prompt has changed");
        Evaluated before = evaluated(runs, journal, model, "first", "Answer.");
        line("as it was", before, before);
        line("again, nothing changed", evaluated(runs, journal, model, "same", "Answer."), before);
        line("the second prompt changed",
            evaluated(runs, journal, model, "changed", "Answer, and say where it stands."),
            before);
      }
    }
  }

  /** What an evaluation took. */
  private record Evaluated(Results results, Duration took) {
    long steps() {
      return results.trials().stream().mapToLong(trial -> trial.cost().steps()).sum();
    }

    long lived() {
      return results.trials().stream().mapToLong(trial -> trial.cost().lived()).sum();
    }

    BigDecimal spent() {
      BigDecimal all =
          sum(results.trials().stream().map(trial -> trial.cost().dollars().orElseThrow()).toList());
      return all.subtract(sum(results.trials().stream().map(Trial::cost).map(Trial.Cost::saved).toList()));
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
      return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  private static void line(String what, Evaluated now, Evaluated first) {
    Report.line("%-28s %4d of %d steps lived, %6.1f s (%.3f x), $%.4f (%.3f x)".formatted(what, now.lived(),
        now.steps(),
        now.took().toMillis() / 1e3, (double) now.took().toMillis() / first.took().toMillis(), now.spent(),
        now.spent().doubleValue() / first.spent().doubleValue()));
  }

  private static Evaluated evaluated(Runs runs, SqliteJournal journal, ModelOperation model, String name,
      String instruction) {
    Subject<String, String> subject =
        new Subject<>("three-steps", system(model), (given, _) -> given.input().stringValue(), Output::text,
            16);
    Program<Experiment, Results> program = ExperimentProgram.of(List.of(subject),
        Scorers.offline()::make, new TrailOperation(() -> journal, Passages.NONE));
    Experiment experiment = new Experiment(name, cases(), List.of(new Arm("system", "three-steps")), 1,
        List.of(Json.object().put("scorer", "contains")), "");
    RunOptions options = RunOptions.PLAIN.memo("experiment").pin(Experiment.ARMS,
        Json.object().set("system", Json.object().put("instruction", instruction)));
    long start = System.nanoTime();
    Results results = runs.start(new RunId(name), program, experiment, options).outcome().output();
    return new Evaluated(results, Duration.ofNanos(System.nanoTime() - start));
  }

  private static Program<String, String> system(ModelOperation model) {
    return new Program<>("three-steps", Codec.TEXT, Codec.TEXT, (run, question) -> {
      String rewritten =
          ask(run, "rewrite", model, "Rewrite the question so that it can be looked up.", question);
      String answer = ask(run, "answer", model, run.pinned("instruction", Codec.TEXT), rewritten);
      return ask(run, "check", model, "Check the answer.", answer);
    });
  }

  private static String ask(Run run, String step, ModelOperation model, String instruction, String text) {
    return run
        .step(step, model, ModelRequest.of(MODEL, List.of(Message.system(instruction), Message.user(text)),
            ModelSettings.NONE))
        .text();
  }

  private static Dataset cases() {
    return new Dataset("questions", IntStream.range(0, CASES)
        .mapToObj(i -> new Case("c" + i, Codec.TEXT.encode("Question " + i + ", please: what is it?"),
            Optional.of(Codec.TEXT.encode("Number " + i)), List.of(), Json.object(), new TreeSet<>(),
            Optional.empty(),
            Split.VALIDATION))
        .toList());
  }
}
