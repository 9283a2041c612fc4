package dev.athanor.eval.experiment;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.journal.Effect;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.run.StepFailed;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Experiments with a system that looks a word up and then says it loudly, or softly, as it is pinned to. */
final class ToyLaboratory implements AutoCloseable {
  static final Metric EXACT = Metric.passFail("exact-match", "1");

  final InMemoryJournal journal = new InMemoryJournal(InstantSource.system());
  final Runs runs = new Runs(journal);
  final AtomicInteger lookedUp = new AtomicInteger();
  final AtomicInteger said = new AtomicInteger();
  Scorer scorer = Scorer.of(EXACT, sample -> sample.given().reference()
      .map(reference -> Score.passed(reference.stringValue().equals(sample.output().text()), "equal or not"))
      .orElse(Score.unscored("the case has no reference")));

  /** One kind of contact with the outside. */
  private record Counted(String name, Effect effect, AtomicInteger count)
      implements Operation<String, String> {
    @Override
    public String version() {
      return "1";
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
      count.incrementAndGet();
      attempt.spend(new Spend(10, new BigDecimal("0.01")));
      return switch (request) {
        case "broken" -> throw new StepFailed("empty", "there is no such word", false);
        case "unreachable" -> throw new StepFailed("model-unreachable", "nobody answers", true);
        default -> request;
      };
    }
  }

  Program<String, String> system() {
    return new Program<>("toy", Codec.TEXT, Codec.TEXT, (run, input) -> {
      String word = run.step("look-up", new Counted("look-up", Effect.PURE, lookedUp), input);
      boolean loud = run.pinned("loud", Codec.of(Boolean.class));
      return run.step("say", new Counted("say", Effect.SAMPLED, said),
          loud ? word.toUpperCase(java.util.Locale.ROOT)
              : word);
    });
  }

  Subject<String, String> subject() {
    return new Subject<>("toy", system(), (given, _) -> given.input().stringValue(), Output::text, 4);
  }

  Program<Experiment, Results> program() {
    return ExperimentProgram.of(List.of(subject()), _ -> scorer,
        new TrailOperation(() -> journal, Passages.NONE));
  }

  static Case given(String id, String input, Optional<String> reference) {
    return new Case(id, Codec.TEXT.encode(input), reference.map(Codec.TEXT::encode), List.of(), Json.object(),
        new TreeSet<>(), Optional.empty(), Split.VALIDATION);
  }

  /** Cases c0, c1, ... that are right if they are said loudly. */
  static Dataset words(int many) {
    return new Dataset("words",
        IntStream.range(0, many).mapToObj(i -> given("c" + i, "word" + i, Optional.of("WORD" + i)))
            .toList());
  }

  static Experiment experiment(Dataset dataset, int repeats, String... arms) {
    return new Experiment("toy", dataset, List.of(arms).stream().map(arm -> new Arm(arm, "toy")).toList(),
        repeats, List
            .of(Json.object().put("scorer", "exact")),
        "");
  }

  /** Pins where the arm {@code loud} is loud and all others are soft. */
  static RunOptions pins(Experiment experiment) {
    ObjectNode arms = Json.object();
    experiment.arms().forEach(arm -> arms.putObject(arm.name()).put("loud", arm.name().startsWith("loud")));
    return RunOptions.PLAIN.pin(Experiment.ARMS, arms).memo("experiment").dry();
  }

  Outcome<Results> outcome(RunId id, Experiment experiment) {
    return runs.start(id, program(), experiment, pins(experiment)).outcome();
  }

  Results results(String id, Experiment experiment) {
    return outcome(new RunId(id), experiment).output();
  }

  @Override
  public void close() {
    runs.close();
  }
}
