package dev.athanor.store.runs;

import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Hash;
import dev.athanor.run.ActedProgram;
import dev.athanor.run.DistantWorld;
import dev.athanor.run.Limits;
import dev.athanor.run.Outcome;
import dev.athanor.run.Outside;
import dev.athanor.run.Program;
import dev.athanor.run.RandomActs;
import dev.athanor.run.Redactor;
import dev.athanor.run.RunListener;
import dev.athanor.run.Runs;
import dev.athanor.store.journal.SqliteJournal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The process that is killed: drives many runs at once to their end, or as far as it comes. */
final class DrivesRuns {
  static final int RUNS = 200;
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ZERO, 8);

  private DrivesRuns() {}

  /** Arguments: the journal's file, and where the outside is. */
  public static void main(String[] arguments) throws Exception {
    try (SqliteJournal journal = SqliteJournal.open(java.nio.file.Path.of(arguments[0])); DistantWorld world =
        new DistantWorld(URI.create(arguments[1]));
        Runs runs = new Runs(journal, LIMITS, RunListener.NONE,
            Redactor.NONE);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        int number = i;
        ends.add(threads.submit(() -> toTheEnd(runs, world, number)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
    System.out.println("done");
  }

  static RunId id(int number) {
    return new RunId("run-" + number);
  }

  /** The programs of a run: the same in every process. */
  static ActedProgram programs(int number, Outside world) {
    ActedProgram programs = new ActedProgram(world);
    var _ = programs.of(new RandomActs(9_000 + number).program());
    return programs;
  }

  /** The idempotency key of a step. */
  static String key(RunId run, Path path) {
    return Hash.of(run + "\n" + path).hex();
  }

  private static void toTheEnd(Runs runs, Outside world, int number) {
    Program<String, String> program = programs(number, world).named("acts");
    Outcome<String> outcome = runs.start(id(number), program, "in").outcome();
    while (outcome instanceof Outcome.InDoubt<String>(var doubts)) {
      for (Outcome.Doubt doubt : doubts) {
        runs.settle(doubt.run(), doubt.path(), world.truth(key(doubt.run(), doubt.path()), doubt.request()
            .asString()));
      }
      outcome = runs.drive(id(number), program);
    }
  }
}
