package dev.athanor.knowledge.sync;

import dev.athanor.document.Document;
import dev.athanor.document.clean.Cleaned;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.RawDocument;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Source;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.ledger.LedgerDocument;
import dev.athanor.knowledge.ledger.Outcome;
import dev.athanor.knowledge.ledger.Provenance;
import dev.athanor.knowledge.ledger.Versions;
import java.util.Optional;

/** Makes of one listed document after the other what is to be recorded of it, doing no more than has changed. */
record DocumentPreparation(Look look, Parsers parsers, Cleaning cleaning, StructureChunker chunker,
    String embedder, Ledger ledger) {

  Prepared prepare(Source source, Entry entry) {
    return switch (look.at(source, entry)) {
      case Look.Finding.Same(var provenance, var touched, var redo) when redo.isPresent() -> ledger.recorded(
          entry.document())
          .<Prepared>map(stored -> redone(entry, stored, provenance, redo.get()))
          .orElseGet(() -> read(source, entry));
      case Look.Finding.Same(var provenance, var touched, var redo) ->
          touched ? new Prepared.Touched(entry, provenance) : new Prepared.Same(entry);
      case Look.Finding.ToRead found -> parse(entry, found);
      case Look.Finding.Refused(String reason) -> new Prepared.Refused(entry, reason);
    };
  }

  /** What was recorded before structure was kept is read once more. */
  private Prepared read(Source source, Entry entry) {
    return switch (look.reread(source, entry)) {
      case Look.Finding.ToRead found -> parse(entry, found);
      case Look.Finding.Refused(String reason) -> new Prepared.Refused(entry, reason);
      case Look.Finding.Same same -> throw new IllegalStateException("was asked to read " + entry.document());
    };
  }

  private Prepared redone(Entry entry, LedgerDocument stored, Provenance provenance, Stage stage) {
    Versions before = provenance.versions();
    Versions versions = new Versions(before.parser(), before.cleaning(), chunker.version(), embedder);
    ChunkedDocument cut = stage == Stage.EMBED
        ? stored.document()
        : chunker.chunk(stored.document().document());
    return new Prepared.Cut(entry, new LedgerDocument(cut, new Provenance(provenance.location(), provenance
        .rawHash(), provenance.fingerprint(), provenance.attributes(), versions), stored.treatment()),
        Optional
            .of(stage));
  }

  private Prepared parse(Entry entry, Look.Finding.ToRead found) {
    Parsers.Reading reading =
        parsers.parse(new RawDocument(entry.document(), found.bytes(), found.mediaType(),
            found.attributes()));
    return switch (reading.result()) {
      case ParseResult.ParseFailed(String reason) ->
          new Prepared.Refused(entry, reason, found.attributes().readers());
      case ParseResult.Parsed(var document) -> {
        Versions versions = new Versions(reading.parser(), cleaning.version(), chunker.version(), embedder);
        Cleaned cleaned = cleaning.clean(document);
        Document dated = found.modified().map(cleaned.document()::dated).orElseGet(cleaned::document);
        yield new Prepared.Cut(entry, new LedgerDocument(chunker.chunk(dated),
            new Provenance(entry.location(), found.hash(), found.fingerprint(), entry.attributes(), versions),
            cleaned.treatment()), found.sameContent() ? Optional.of(Stage.READ) : Optional.empty());
      }
    };
  }

  static Optional<Outcome.Indexed> indexed(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Indexed indexed -> Optional.of(indexed);
      case Outcome.Outdated(String reason, Outcome.Indexed kept) -> Optional.of(kept);
      case Outcome.Failed failed -> Optional.empty();
    };
  }
}
