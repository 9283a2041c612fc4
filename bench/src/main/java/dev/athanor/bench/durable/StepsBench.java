package dev.athanor.bench.durable;

import dev.athanor.bench.measure.Lane;
import dev.athanor.bench.measure.Rates;
import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.Rounds;
import dev.athanor.bench.measure.WorkFolder;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.store.journal.SqliteJournal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Durable steps on SQLite as a share of what the disk can do, and what a step costs where nothing is durable. */
final class StepsBench {
  private static final int STEPS = 500;
  private static final String IN_SEQUENCE = "Athanor on SQLite, in sequence";
  private static final String IN_MEMORY = "Athanor in memory, in sequence";
  private static final String JACKSON = "Jackson and SHA-256 alone";

  private StepsBench() {}

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    try (WorkFolder folder = WorkFolder.create();
        Workflows durable = new AthanorWorkflows("Athanor on SQLite",
            SqliteJournal.open(folder.folder("store")
                .resolve("journal.db")));
        DiskSync disk = new DiskSync(folder.folder("disk"))) {
      Report.heading("Durable steps in sequence, and steps in memory");
      Lane appends = disk.appends();
      Lane overwrites = disk.overwrites();
      List<Lane> lanes = List.of(appends, durable.lane(1, STEPS), overwrites, Lane.repeating(IN_MEMORY,
          StepsBench::inMemory), Lane.repeating(JACKSON, StepsBench::jackson));
      Rates rates = new Rounds(Duration.ofSeconds(2), 2, 7, Duration.ofMinutes(3)).measure(lanes);
      new Report(rates, "steps").lanes()
          .ratio(IN_SEQUENCE, appends.name(), ">= 0.8")
          .ratio(IN_SEQUENCE, overwrites.name(), "none")
          .ratio(IN_MEMORY, JACKSON, "none");
      Report.line("overhead per step in memory: %.1f us, of which Jackson and SHA-256 %.1f us".formatted(
          1e6 / rates.rate(IN_MEMORY).median(), 1e6 / rates.rate(JACKSON).median()));
    }
  }

  /** A journal for each run: it would otherwise grow for as long as the measurement lasts. */
  private static long inMemory() throws Exception {
    try (Workflows athanor = new AthanorWorkflows(IN_MEMORY, new InMemoryJournal())) {
      return athanor.checked(STEPS);
    }
  }

  /** What no recording of a step can do without: request and answer written, hashed and read once. */
  private static long jackson() {
    long hashes = 0;
    for (int i = 0; i < STEPS; i++) {
      byte[] request = Json.MAPPER.writeValueAsBytes(i);
      byte[] answer = Json.MAPPER.writeValueAsBytes(Workflows.answer(i));
      hashes += Hash.of(request).hashCode() + Hash.of(answer).hashCode();
      if (!Workflows.answer(i).equals(Json.MAPPER.readValue(answer, String.class))) {
        throw new IllegalStateException(new String(answer, StandardCharsets.UTF_8) + " after " + hashes);
      }
    }
    return STEPS;
  }
}
