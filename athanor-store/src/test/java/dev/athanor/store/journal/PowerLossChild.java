package dev.athanor.store.journal;

import dev.athanor.journal.Append;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Lease;
import dev.athanor.journal.Path;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunState;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import dev.athanor.store.sqlite.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Uses a journal in every way that changes it, tells of everything that was acknowledged, and never ends by itself. */
final class PowerLossChild {
  private static final int DRIVERS = 4;
  private static final int LARGE = 1_100_000;

  private final SqliteJournal journal;
  private final FileChannel acknowledged;
  private final PrintStream out = System.out;

  private PowerLossChild(SqliteJournal journal, FileChannel acknowledged) {
    this.journal = journal;
    this.acknowledged = acknowledged;
  }

  /** Arguments: the database, the file that takes the acknowledgements, and when a commit counts. */
  public static void main(String[] arguments) throws IOException {
    FileChannel acknowledged =
        FileChannel.open(java.nio.file.Path.of(arguments[1]), StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    Settings settings =
        Settings.DURABLE.sync(Settings.Sync.valueOf(arguments[2])).pagesBetweenCheckpoints(60);
    SqliteJournal journal =
        SqliteJournal.open(java.nio.file.Path.of(arguments[0]), InstantSource.system(), settings);
    PowerLossChild child = new PowerLossChild(journal, acknowledged);
    child.acknowledge("opened");
    for (int i = 0; i < DRIVERS; i++) {
      int driver = i;
      start(() -> child.drive(driver));
    }
    start(child::comeAndGo);
  }

  /** A thread that fails ends the process, so that nobody waits for it in vain. */
  private static void start(Runnable work) {
    Thread.ofPlatform().uncaughtExceptionHandler((_, failure) -> {
      failure.printStackTrace();
      Runtime.getRuntime().halt(1);
    }).start(work);
  }

  private synchronized void acknowledge(String what) {
    try {
      acknowledged.write(ByteBuffer.wrap((what + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println(what);
  }

  private void drive(int driver) {
    Random random = new Random(driver);
    Lease lease = JournalSteps.drive(journal, "run-" + driver);
    acknowledge("run " + lease.run());
    for (int i = 0;; i++) {
      switch (random.nextInt(6)) {
        case 0 -> pair(lease, i);
        case 1 -> part(lease, i, random, 300 + random.nextInt(6000));
        case 2 -> file(lease, i, random);
        case 3 -> memo(lease, i);
        case 4 -> part(lease, i, random, i % 8 == 0 ? LARGE : 2000);
        default -> {
          journal.append(lease, Append.of(JournalSteps.completed("single/" + i)));
          acknowledge("entry " + lease.run() + " single/" + i);
        }
      }
    }
  }

  /** Two entries that must never be seen one without the other. */
  private void pair(Lease lease, int i) {
    journal.append(lease,
        new Append(List.of(JournalSteps.completed("pair/" + i + "/a"), JournalSteps.completed("pair/"
            + i + "/b")), List.of(), List.of(), Map.of()));
    acknowledge("entry " + lease.run() + " pair/" + i + "/a");
  }

  private void part(Lease lease, int i, Random random, int size) {
    byte[] letters = new byte[size];
    for (int k = 0; k < size; k++) {
      letters[k] = (byte) ('0' + random.nextInt(75));
    }
    byte[] json = ("\"" + new String(letters, StandardCharsets.US_ASCII).replace('\\', '/') + "\"").getBytes(
        StandardCharsets.US_ASCII);
    Merkle.Part part = Merkle.Part.of(json);
    journal.append(lease,
        new Append(List.of(JournalSteps.completed("part/" + i, part.hash())), List.of(part), List.of(),
            Map.of()));
    acknowledge("entry " + lease.run() + " part/" + i);
    acknowledge("part " + part.hash());
  }

  private void file(Lease lease, int i, Random random) {
    byte[] bytes = new byte[10_000 + random.nextInt(50_000)];
    random.nextBytes(bytes);
    Payload payload = journal.store(new ByteArrayInputStream(bytes), "image/png");
    acknowledge("file " + payload.hash() + " " + payload.size());
    journal.append(lease,
        new Append(List.of(JournalSteps.completed("file/" + i)), List.of(), List.of(payload.hash()),
            Map.of()));
    acknowledge("entry " + lease.run() + " file/" + i);
  }

  private void memo(Lease lease, int i) {
    Hash key = Hash.of(lease.run() + "/" + i);
    Entry entry = JournalSteps.completed("memo/" + i);
    journal.append(lease, new Append(List.of(entry), List.of(), List.of(), Map.of(key, entry.path())));
    acknowledge("memo " + key);
  }

  /** Runs that wait, are answered, end and are deleted, while content is swept. */
  private void comeAndGo() {
    for (int i = 0;; i++) {
      Lease lease = JournalSteps.drive(journal, "brief-" + i);
      acknowledge("run " + lease.run());
      Entry.Waiting waiting = JournalSteps.waiting("wait");
      long last = journal.append(lease, Append.of(waiting)).sequence();
      journal.release(lease, RunState.WAITING, Optional.empty(), last);
      acknowledge("state " + lease.run() + " WAITING");
      journal.answer(lease.run(), JournalSteps.answered("wait"),
          new Append(List.of(), List.of(), List.of(), Map.of()));
      acknowledge("entry " + lease.run() + " wait");
      if (i % 2 == 0) {
        Lease again = journal.acquire(lease.run(), "test", Duration.ofHours(1)).orElseThrow();
        long end = journal
            .append(again, Append.of(new Entry.Ended(Path.ROOT, new Entry.End.Done(JournalSteps.content(
                "output"), 1, Hash.of("")), Instant.EPOCH)))
            .sequence();
        journal.release(again, RunState.RUNNING, Optional.empty(), end);
        acknowledge("state " + lease.run() + " DONE");
        if (i % 4 == 0) {
          journal.delete(lease.run());
          acknowledge("deleted " + lease.run());
          journal.sweep(Duration.ofMinutes(5));
        }
      }
    }
  }
}
