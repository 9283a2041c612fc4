package dev.athanor.store.journal;

import dev.athanor.journal.Append;
import dev.athanor.journal.Fenced;
import dev.athanor.journal.Lease;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunState;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The other process of {@link ProcessesTest}. Tells of every append that was acknowledged. */
final class ProcessesChild {
  static final int OWN_RUNS = 8;
  static final int OWN_STEPS = 25;
  static final int TURNS = 15;

  private final SqliteJournal journal;
  private final String name;

  private ProcessesChild(SqliteJournal journal, String name) {
    this.journal = journal;
    this.name = name;
  }

  /** Arguments: the database, a name, and what to do. */
  public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
    try (SqliteJournal journal = SqliteJournal.open(Path.of(arguments[0]))) {
      ProcessesChild child = new ProcessesChild(journal, arguments[1]);
      switch (arguments[2]) {
        case "drive-for-ever" -> child.driveForEver();
        case "share" -> child.share();
        case "become-a-zombie" -> child.becomeAZombie();
        default -> throw new IllegalArgumentException(arguments[2]);
      }
    }
  }

  private static synchronized void tell(String what) {
    System.out.println(what);
  }

  private void append(Lease lease, String path) {
    journal.append(lease, Append.of(JournalSteps.completed(path)));
    tell(lease.run() + " " + path);
  }

  /** Drives 200 runs at once until it is killed. */
  private void driveForEver() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> drivers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int run = i;
        drivers.add(threads.submit(() -> driveForEver(run)));
      }
      for (Future<?> driver : drivers) {
        driver.get();
      }
    }
  }

  private void driveForEver(int run) {
    Lease lease = JournalSteps.drive(journal, name + "-" + run);
    for (int i = 0;; i++) {
      append(lease, "step/" + i);
      if (i % 10 == 3) {
        byte[] content = ("file " + i + " of " + run).getBytes(StandardCharsets.UTF_8);
        Payload payload = journal.store(new ByteArrayInputStream(content), "text/plain");
        journal.append(lease,
            new Append(List.of(JournalSteps.completed("file/" + i)), List.of(), List.of(payload
                .hash()), Map.of()));
      }
    }
  }

  /** Drives runs of its own, and takes turns with the other process on one that belongs to both. */
  private void share() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < OWN_RUNS; i++) {
        String run = name + "-" + i;
        work.add(threads.submit(() -> {
          Lease lease = JournalSteps.drive(journal, run);
          for (int k = 0; k < OWN_STEPS; k++) {
            append(lease, "step/" + k);
          }
        }));
      }
      work.add(threads.submit(this::takeTurns));
      for (Future<?> each : work) {
        each.get();
      }
    }
    tell("done");
  }

  private void takeTurns() {
    RunId shared = new RunId("shared");
    for (int turn = 0; turn < TURNS;) {
      Optional<Lease> lease = journal.acquire(shared, name, Duration.ofHours(1));
      if (lease.isPresent()) {
        long seen = journal.entries(shared, 0).size();
        append(lease.get(), "turn/" + seen);
        journal.release(lease.get(), RunState.RUNNING, Optional.empty(), seen + 1);
        turn++;
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** Holds a run, and tries to go on with it when it is told to. */
  private void becomeAZombie() throws IOException {
    Lease lease = JournalSteps.drive(journal, "contested");
    append(lease, "first");
    tell("holding");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    commands.readLine();
    try {
      append(lease, "second");
      tell("recorded");
    } catch (Fenced fenced) {
      tell("fenced: " + fenced.getMessage());
    }
    tell(journal.renew(lease, Duration.ofHours(1)) ? "renewed" : "not renewed");
  }
}
