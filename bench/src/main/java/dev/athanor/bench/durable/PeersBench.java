package dev.athanor.bench.durable;

import dev.athanor.bench.measure.Lane;
import dev.athanor.bench.measure.Rates;
import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.Rounds;
import dev.athanor.bench.measure.WorkFolder;
import dev.athanor.store.journal.SqliteJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same trivial durable steps in Athanor on SQLite, in Restate, and in DBOS on PostgreSQL. */
final class PeersBench {
  private static final int STEPS = 25;
  private static final int AT_ONCE = 32;

  private PeersBench() {}

  /** Measures; Restate's server is fetched into {@code bench/target} once. */
  public static void main(String[] arguments) throws Exception {
    Path installed = Path.of("bench", "target", "peers").toAbsolutePath();
    try (WorkFolder folder = WorkFolder.create();
        Workflows athanor = new AthanorWorkflows("Athanor on SQLite",
            SqliteJournal.open(folder.folder("store")
                .resolve("journal.db")));
        Workflows restate = RestateWorkflows.start(installed, folder.folder("restate"));
        Workflows dbos = DbosWorkflows.start(folder.folder("dbos"), AT_ONCE);
        DiskSync disk = new DiskSync(folder.folder("disk"))) {
      List<Lane> lanes = new ArrayList<>();
      for (int atOnce : List.of(AT_ONCE, 1)) {
        for (Workflows peer : List.of(athanor, restate, dbos)) {
          lanes.add(peer.lane(atOnce, STEPS));
        }
      }
      lanes.add(disk.appends());
      Report.heading("Durable steps beside Restate and DBOS");
      Rates rates = new Rounds(Duration.ofSeconds(3), 1, 5, Duration.ofSeconds(130)).measure(lanes);
      Report report = new Report(rates, "steps").lanes();
      for (int atOnce : List.of(AT_ONCE, 1)) {
        for (Workflows peer : List.of(restate, dbos)) {
          report.ratio(athanor.lane(atOnce, STEPS).name(), peer.lane(atOnce, STEPS).name(), atOnce == 1
              ? "none"
              : ">= 10");
        }
      }
      report.ratio(athanor.lane(1, STEPS).name(), disk.appends().name(), "none");
    }
  }
}
