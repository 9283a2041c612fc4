package dev.athanor.knowledge.sync;

import dev.athanor.json.Hash;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.knowledge.document.DocumentId;
import dev.athanor.knowledge.ledger.LedgerEntry;
import dev.athanor.knowledge.ledger.Outcome;
import dev.athanor.knowledge.ledger.Provenance;
import dev.athanor.knowledge.ledger.Versions;
import dev.athanor.knowledge.parse.ParseResult;
import dev.athanor.knowledge.parse.Parsers;
import dev.athanor.knowledge.parse.RawDocument;
import dev.athanor.knowledge.source.Entry;
import dev.athanor.knowledge.source.Fingerprint;
import dev.athanor.knowledge.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;

/** Looks at one listed document after the other: decides whether it has changed, and reads and cuts it if so. */
final class DocumentPreparation {

  private final Parsers parsers;
  private final StructureChunker chunker;
  private final String embedder;
  private final Map<DocumentId, LedgerEntry> known;

  DocumentPreparation(Parsers parsers, StructureChunker chunker, String embedder,
      Map<DocumentId, LedgerEntry> known) {
    this.parsers = parsers;
    this.chunker = chunker;
    this.embedder = embedder;
    this.known = known;
  }

  Prepared prepare(Source source, Entry entry) {
    try {
      Optional<Provenance> current = current(source, entry.document());
      Optional<Fingerprint> before = source.fingerprint(entry);
      boolean untouched =
          current.isPresent() && before.isPresent() && before.get().equals(current.get().fingerprint());
      if (untouched && !failedLastTime(entry.document())) {
        return new Prepared.Same(entry);
      }
      byte[] bytes;
      try (InputStream content = source.open(entry)) {
        bytes = content.readAllBytes();
      }
      // A file that was written to while it was being read is read again by the next sync.
      Optional<Fingerprint> stable =
          source.fingerprint(entry).filter(after -> before.equals(Optional.of(after)));
      String hash = Hash.of(bytes).hex();
      if (current.isPresent() && current.get().rawHash().equals(hash)) {
        return new Prepared.Touched(entry,
            new Provenance(hash, stable.orElse(null), current.get().versions()));
      }
      return read(entry, bytes, hash, stable);
    } catch (NoSuchFileException e) {
      return new Prepared.Refused(entry, "the file was removed while syncing; sync again");
    } catch (OutOfMemoryError e) {
      return new Prepared.Refused(entry,
          "the file needs more memory than there is; split it, exclude it, or give Java"
              + " more with -Xmx");
    } catch (IOException e) {
      return new Prepared.Refused(entry, "the file cannot be read (" + e.getMessage()
          + "); make it readable or exclude it");
    }
  }

  private Prepared read(Entry entry, byte[] bytes, String hash, Optional<Fingerprint> fingerprint) {
    Parsers.Reading reading = parsers.parse(new RawDocument(entry.document(), bytes));
    return switch (reading.result()) {
      case ParseResult.ParseFailed(String reason) -> new Prepared.Refused(entry, reason);
      case ParseResult.Parsed(var document) -> {
        Versions versions = new Versions(reading.parser(), chunker.version(), embedder);
        yield new Prepared.Cut(entry, chunker.chunk(document),
            new Provenance(hash, fingerprint.orElse(null), versions));
      }
    };
  }

  /** What the indexed form was made of, if it was made by what is installed now and still belongs to this source. */
  private Optional<Provenance> current(Source source, DocumentId document) {
    LedgerEntry entry = known.get(document);
    if (entry == null || !entry.source().equals(source.id())) {
      return Optional.empty();
    }
    return indexed(entry.outcome()).map(Outcome.Indexed::provenance).filter(this::isCurrent);
  }

  private boolean isCurrent(Provenance provenance) {
    Versions versions = provenance.versions();
    return parsers.versions().contains(versions.parser()) && versions.chunker().equals(chunker.version())
        && versions.embedder().equals(embedder);
  }

  private boolean failedLastTime(DocumentId document) {
    LedgerEntry entry = known.get(document);
    return entry != null && !(entry.outcome() instanceof Outcome.Indexed);
  }

  static Optional<Outcome.Indexed> indexed(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Indexed indexed -> Optional.of(indexed);
      case Outcome.Outdated(String reason, Outcome.Indexed kept) -> Optional.of(kept);
      case Outcome.Failed failed -> Optional.empty();
    };
  }
}
