package dev.athanor.cli.workshop;

import dev.athanor.document.DocumentId;
import dev.athanor.document.Principals;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.ledger.DocumentVersion;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.run.Recording;
import java.util.List;
import java.util.Optional;

/**
 * Where an answer came from: of each citation the document, its version, and how that was made.
 *
 * @param snapshot that was searched
 */
public record Lineage(Optional<SnapshotName> snapshot, List<Origin> origins) {
  /**
   * Where a citation came from.
   *
   * @param version what the ledger knows of the cited version; empty if that is no longer kept
   * @param fate whether it is still what the document says
   * @param now the name of the document today, if another one has its content
   */
  public record Origin(Citations.Cited cited, Optional<DocumentVersion> version, Fate fate,
      Optional<DocumentId> now) {
    private Origin withoutFormerName() {
      return new Origin(cited, version.map(DocumentVersion::withoutFormerName), fate, now);
    }
  }

  /** What has become of a cited version. */
  public enum Fate {
    /** The document still says this. */
    CURRENT,
    /** The document says something else now. */
    CHANGED,
    /** The document is there under another name. */
    RENAMED,
    /** The document is gone. */
    GONE
  }

  /** Of a run, so far as somebody may read the documents today. What is gone may be read by nobody but the operator. */
  public static Lineage of(Recording recording, Ledger ledger, Principals reader) {
    Optional<SnapshotName> snapshot = RunSnapshots.of(recording.header(), recording.contents());
    Citations citations = new Citations(recording);
    boolean hasSeenAll = citations.mayBeShownTo(reader);
    return new Lineage(snapshot, citations.all().stream().filter(cited -> mayRead(cited, ledger, reader))
        .map(cited -> hasSeenAll ? Optional.of(origin(cited, snapshot, ledger)) : today(cited, ledger))
        .flatMap(Optional::stream).map(origin -> reader.isOperator() ? origin : origin.withoutFormerName())
        .toList());
  }

  private static boolean mayRead(Citations.Cited cited, Ledger ledger, Principals reader) {
    DocumentId document = new DocumentId(cited.document());
    return reader.isOperator() || ledger.known(document)
        .or(() -> ledger.renamedTo(document).flatMap(ledger::known))
        .filter(each -> each.readers().admit(reader))
        .isPresent();
  }

  /**
   * Whoever may read a document today may not therefore know what it said, where it was and what it was called when it was for
   * others.
   */
  private static Optional<Origin> today(Citations.Cited cited, Ledger ledger) {
    return ledger.history(new DocumentId(cited.document())).stream().filter(each -> each.visible().now())
        .filter(each -> each.version().equals(cited.version())).findFirst()
        .map(version -> new Origin(cited, Optional.of(version), Fate.CURRENT, Optional.empty()));
  }

  private static Origin origin(Citations.Cited cited, Optional<SnapshotName> snapshot, Ledger ledger) {
    DocumentId document = new DocumentId(cited.document());
    List<DocumentVersion> history = ledger.history(document);
    Optional<DocumentVersion> version =
        snapshot.flatMap(name -> ledger.at(document, name.value())).filter(each -> each.version().equals(cited
            .version()))
            .or(() -> history.stream().filter(each -> each.version().equals(cited.version())).findFirst());
    Optional<DocumentVersion> today = history.stream().filter(each -> each.visible().now()).findFirst();
    if (today.isPresent()) {
      boolean same = today.get().version().equals(cited.version());
      return new Origin(cited, version, same ? Fate.CURRENT : Fate.CHANGED, Optional.empty());
    }
    Optional<DocumentId> renamed = ledger.renamedTo(document);
    return new Origin(cited, version, renamed.isPresent() ? Fate.RENAMED : Fate.GONE, renamed);
  }
}
