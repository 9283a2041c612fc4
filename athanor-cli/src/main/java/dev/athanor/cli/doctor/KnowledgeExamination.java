package dev.athanor.cli.doctor;

import dev.athanor.cli.project.IndexesSettings;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.workshop.Indexes;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.document.Principals;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.ledger.LedgerEntry;
import dev.athanor.knowledge.ledger.LedgerSnapshot;
import dev.athanor.knowledge.ledger.Outcome;
import dev.athanor.knowledge.sync.Sync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the index byte for byte, and whether it is what the ledger says of it. */
record KnowledgeExamination(Project project, Map<String, String> environment) {
  private static final String REBUILD = "build it again with: athanor sync --rebuild";

  List<Finding> findings() {
    Path folder = Workshop.knowledgeFolder(project);
    if (!Files.exists(Sync.ledgerFile(folder))) {
      return List
          .of(Finding.absent("index", "nothing was synced yet; read the documents with: athanor sync"));
    }
    List<Finding> findings = new ArrayList<>();
    try (KnowledgeIndex index = Indexes.open(project, IndexesSettings.MAIN, environment);
        Ledger ledger = Ledger.open(Sync.ledgerFile(folder), InstantSource.system())) {
      Optional<SnapshotInfo> newest = index.newest();
      if (newest.isEmpty()) {
        findings.add(Finding.problem("index", "no sync has come to its end yet; go on with: athanor sync"));
      } else {
        findings.add(snapshot(index, newest.get(), ledger));
      }
      findings.add(ledger(ledger.entries()));
    }
    return findings;
  }

  private static Finding snapshot(KnowledgeIndex index, SnapshotInfo newest, Ledger ledger) {
    try (Snapshot snapshot = index.snapshot(newest.name(), Principals.OPERATOR)) {
      snapshot.verify();
      Optional<LedgerSnapshot> settled = ledger.snapshots().stream().findFirst();
      int chunks = snapshot.chunks();
      if (settled.isPresent() && settled.get().name().equals(newest.name().value()) && settled.get()
          .chunks() != chunks) {
        return Finding.problem("index", "snapshot " + newest.name() + " has " + chunks
            + " chunks, but the ledger says " + settled.get().chunks() + "; " + REBUILD);
      }
      return Finding.ok("index",
          "snapshot " + newest.name() + ", " + chunks + " chunks, every byte as written");
    }
  }

  private static Finding ledger(List<LedgerEntry> entries) {
    List<String> failed = new ArrayList<>();
    for (LedgerEntry entry : entries) {
      switch (entry.outcome()) {
        case Outcome.Indexed _ -> {
          // As it should be.
        }
        case Outcome.Failed(var reason) -> failed.add(entry.document() + ": " + reason);
        case Outcome.Outdated(var reason, _) -> failed.add(entry.document() + " (indexed as it was before): "
            + reason);
      }
    }
    String detail = entries.size() + " documents known";
    return failed.isEmpty()
        ? Finding.ok("documents", detail)
        : Finding.problem("documents", detail + ", of which " + failed.size() + " can't be read: " + String
            .join("; ", failed));
  }
}
