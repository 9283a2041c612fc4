package dev.athanor.knowledge.sync;

import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.document.Attributes;
import dev.athanor.document.clean.Cleaned;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.source.Content;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.ledger.LedgerEntry;
import dev.athanor.knowledge.ledger.Outcome;
import dev.athanor.knowledge.ledger.Provenance;
import dev.athanor.knowledge.ledger.Versions;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.RawDocument;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.Source;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;

/** Looks at one listed document after the other: decides whether it has changed, and reads and cuts it if so. */
final class DocumentPreparation {

  private final Parsers parsers;
  private final Cleaning cleaning;
  private final StructureChunker chunker;
  private final String embedder;
  private final Map<DocumentId, LedgerEntry> known;

  DocumentPreparation(Parsers parsers, Cleaning cleaning, StructureChunker chunker, String embedder,
      Map<DocumentId, LedgerEntry> known) {
    this.parsers = parsers;
    this.cleaning = cleaning;
    this.chunker = chunker;
    this.embedder = embedder;
    this.known = known;
  }

  Prepared prepare(Source source, Entry entry) {
    Optional<Provenance> current = current(source, entry);
    Optional<Fingerprint> known = current.filter(_ -> !failedLastTime(entry.document()))
        .flatMap(provenance -> Optional.ofNullable(provenance.fingerprint()));
    try {
      Optional<Content> opened = source.open(entry, known);
      if (opened.isEmpty()) {
        return new Prepared.Same(entry);
      }
      try (Content content = opened.get()) {
        return read(entry, content, current);
      }
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

  private Prepared read(Entry entry, Content content, Optional<Provenance> current) throws IOException {
    byte[] bytes = content.stream().readAllBytes();
    Attributes attributes = content.attributes().or(entry.attributes());
    Fingerprint fingerprint = content.fingerprint().orElse(null);
    String hash = hash(bytes, content.attributes());
    if (current.isPresent() && current.get().rawHash().equals(hash)) {
      return new Prepared.Touched(entry,
          new Provenance(entry.location(), hash, fingerprint, entry.attributes(), current.get().versions()));
    }
    Parsers.Reading reading =
        parsers.parse(new RawDocument(entry.document(), bytes, content.mediaType(), attributes));
    return switch (reading.result()) {
      case ParseResult.ParseFailed(String reason) -> new Prepared.Refused(entry, reason);
      case ParseResult.Parsed(var document) -> {
        Versions versions = new Versions(reading.parser(), cleaning.version(), chunker.version(), embedder);
        Cleaned cleaned = cleaning.clean(document);
        yield new Prepared.Cut(entry, chunker.chunk(cleaned.document()),
            new Provenance(entry.location(), hash, fingerprint, entry.attributes(), versions),
            cleaned.treatment());
      }
    };
  }

  /** Of the bytes alone, where there is nothing else that comes with them. */
  private static String hash(byte[] bytes, Attributes attributes) {
    return attributes.equals(Attributes.NONE)
        ? Hash.of(bytes).hex()
        : Hash.of(Hash.of(bytes).hex() + Json.MAPPER.writeValueAsString(attributes)).hex();
  }

  /** What the indexed form was made of, if what is installed and known now would make the same, of the same source. */
  private Optional<Provenance> current(Source source, Entry listed) {
    LedgerEntry entry = known.get(listed.document());
    if (entry == null || !entry.source().equals(source.id())) {
      return Optional.empty();
    }
    return indexed(entry.outcome()).map(Outcome.Indexed::provenance)
        .filter(provenance -> isCurrent(provenance) && provenance.attributes().equals(listed.attributes()));
  }

  private boolean isCurrent(Provenance provenance) {
    Versions versions = provenance.versions();
    return parsers.versions().contains(versions.parser()) && versions.cleaning().equals(cleaning.version())
        && versions.chunker().equals(chunker.version())
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
