package dev.athanor.bench.replay;

import dev.athanor.bench.measure.Lane;
import dev.athanor.bench.measure.Rates;
import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.Rounds;
import dev.athanor.bench.measure.WorkFolder;
import dev.athanor.journal.Effect;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.Program;
import dev.athanor.run.Replay;
import dev.athanor.run.Run;
import dev.athanor.run.Runs;
import dev.athanor.store.journal.SqliteJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Replays of runs that SQLite holds, steps of several sizes. */
final class ReplayBench {
  private static final Codec<Passages> PASSAGES = Codec.of(Passages.class);

  private ReplayBench() {}

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    try (WorkFolder folder = WorkFolder.create();
        SqliteJournal journal = SqliteJournal.open(folder.path().resolve("journal.db"));
        Runs runs = new Runs(journal)) {
      Report.heading("Replay of runs in SQLite");
      List<Lane> lanes = new ArrayList<>();
      for (Shape shape : Shape.ALL) {
        lanes.add(replays(runs, shape));
      }
      Lane smallFloor = floor("Jackson and SHA-256 on 1 KB", Shape.SMALL);
      Lane largeFloor = floor("Jackson and SHA-256 on 100 KB", Shape.LARGE);
      lanes.addAll(List.of(smallFloor, largeFloor));
      Rates rates = new Rounds(Duration.ofSeconds(2), 2, 5, Duration.ofMinutes(3)).measure(lanes);
      Report report = new Report(rates, "steps").lanes();
      report.ratio(Shape.SMALL.name(), smallFloor.name(), "none")
          .ratio(Shape.LARGE.name(), largeFloor.name(), "none");
      Report.line(
          "%s: %,.0f steps/s, aim >= 10,000".formatted(Shape.SMALL.name(), rates.rate(Shape.SMALL.name())
              .median()));
      for (Shape shape : List.of(Shape.LARGE, Shape.PASSAGES, Shape.PROMPTS)) {
        Report.line(
            "%s: %,.0f steps/s, aim >= 1,000".formatted(shape.name(), rates.rate(shape.name()).median()));
      }
    }
  }

  /** Looks something up. */
  private record LookUp(Shape shape) implements Operation<Passages, Passages> {
    @Override
    public String name() {
      return "look-up";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Effect effect() {
      return Effect.READ;
    }

    @Override
    public Codec<Passages> request() {
      return PASSAGES;
    }

    @Override
    public Codec<Passages> response() {
      return PASSAGES;
    }

    @Override
    public Passages live(Passages request, Attempt attempt) {
      return shape.answer(Integer.parseInt(request.heading().substring("question ".length())));
    }
  }

  /** A lane that replays one recorded run, reading its record from the journal each time. */
  private static Lane replays(Runs runs, Shape shape) {
    // A replay needs the requests too; making their texts is none of its work.
    List<Passages> requests = new ArrayList<>();
    for (int i = 0; i < shape.steps(); i++) {
      requests.add(shape.request(i));
    }
    var lookUp = new LookUp(shape);
    var program =
        new Program<Integer, String>(shape.name(), Codec.of(Integer.class), Codec.TEXT, (run, steps) -> last(
            run, lookUp, requests, steps));
    RunId id = RunId.fresh();
    System.err.println("recording: " + shape.name());
    runs.start(id, program, shape.steps()).outcome().output();
    return Lane.repeating(shape.name(), () -> {
      Replay<String> replay = runs.replay(runs.recording(id), program);
      if (!replay.identical() || replay.lived() != 0 || replay.steps() < shape.steps()) {
        throw new IllegalStateException("this was to be a replay of " + shape.steps() + " steps: " + replay);
      }
      return shape.steps();
    });
  }

  private static String last(Run run, LookUp lookUp, List<Passages> requests, int steps) {
    String heading = "";
    for (int i = 0; i < steps; i++) {
      heading = run.step("look-up", lookUp, requests.get(i)).heading();
    }
    return heading;
  }

  /** What no replay can do without: each answer hashed and read. */
  private static Lane floor(String name, Shape shape) {
    byte[] answer = Json.MAPPER.writeValueAsBytes(shape.answer(0));
    Hash expected = Hash.of(answer);
    return Lane.repeating(name, () -> {
      if (!Hash.of(answer).equals(expected)
          || Json.MAPPER.readValue(answer, Passages.class).passages().isEmpty()) {
        throw new IllegalStateException("the answer is not what it was");
      }
      return 1;
    });
  }
}
