package dev.athanor.knowledge.sync;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.Source;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.knowledge.ledger.LedgerEntry;
import dev.athanor.knowledge.ledger.Outcome;
import dev.athanor.knowledge.ledger.Provenance;
import dev.athanor.knowledge.ledger.Versions;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at listed documents and finds out what is to be done with them, without doing it: the content is opened only where
 * nothing cheaper can tell.
 */
final class Look {

  /** What is older stands for "not known": archives begin in 1980, and made ones often have that date or 1970. */
  private static final Instant EARLIEST = Instant.parse("1981-01-01T00:00:00Z");

  private final Parsers parsers;
  private final Cleaning cleaning;
  private final StructureChunker chunker;
  private final String embedder;
  private final Map<DocumentId, LedgerEntry> known;

  Look(Parsers parsers, Cleaning cleaning, StructureChunker chunker, String embedder,
      Map<DocumentId, LedgerEntry> known) {
    this.parsers = parsers;
    this.cleaning = cleaning;
    this.chunker = chunker;
    this.embedder = embedder;
    this.known = known;
  }

  /** What is to be done with a document. */
  sealed interface Finding {

    /**
     * The content is the known one.
     *
     * @param provenance of what is recorded, with the location and the fingerprint of today
     * @param touched whether those two have changed
     * @param redo the stage to begin with, if something that makes chunks has changed
     */
    record Same(Provenance provenance, boolean touched, Optional<Stage> redo) implements Finding {
    }

    /**
     * It has to be read.
     *
     * @param bytes of its content
     * @param modified when its place says that it was last changed
     * @param sameContent whether the content is the known one, and a parser or what comes before it is another
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record ToRead(byte[] bytes, Optional<String> mediaType, Attributes attributes, String hash,
        @Nullable Fingerprint fingerprint, Optional<Instant> modified, boolean sameContent)
        implements
        Finding {
    }

    /** It cannot be opened. */
    record Refused(String reason) implements Finding {
    }
  }

  /** Finds out. */
  Finding at(Source source, Entry entry) {
    Optional<Provenance> recorded = recorded(source, entry);
    Optional<Provenance> usable = recorded.filter(provenance -> readAsNow(provenance, entry));
    Optional<Fingerprint> fingerprint = usable.filter(_ -> !failedLastTime(entry.document()))
        .flatMap(provenance -> Optional.ofNullable(provenance.fingerprint()));
    return guarded(() -> {
      Optional<Content> opened = source.open(entry, fingerprint);
      if (opened.isEmpty()) {
        Provenance provenance = usable.orElseThrow();
        return new Finding.Same(provenance, false, stage(provenance.versions()));
      }
      try (Content content = opened.get()) {
        return read(entry, content, recorded, usable);
      }
    });
  }

  /** Reads the content in any case. */
  Finding reread(Source source, Entry entry) {
    return guarded(() -> {
      try (Content content = source.open(entry, Optional.empty()).orElseThrow()) {
        return read(entry, content, recorded(source, entry), Optional.empty());
      }
    });
  }

  private Finding read(Entry entry, Content content, Optional<Provenance> recorded,
      Optional<Provenance> usable) throws IOException {
    byte[] bytes = content.stream().readAllBytes();
    Attributes attributes = content.attributes().or(entry.attributes());
    Fingerprint fingerprint = content.fingerprint().orElse(null);
    String hash = ContentHash.of(bytes, content.attributes());
    if (usable.isPresent() && usable.get().rawHash().equals(hash)) {
      Versions versions = usable.get().versions();
      return new Finding.Same(
          new Provenance(entry.location(), hash, fingerprint, entry.attributes(), versions),
          true, stage(versions));
    }
    boolean same = recorded.isPresent() && recorded.get().rawHash().equals(hash);
    return new Finding.ToRead(bytes, content.mediaType(), attributes, hash, fingerprint,
        content.modified().filter(EARLIEST::isBefore), same);
  }

  private interface Opening {
    Finding open() throws IOException;
  }

  private static Finding guarded(Opening opening) {
    try {
      return opening.open();
    } catch (NoSuchFileException e) {
      return new Finding.Refused("the file was removed while syncing; sync again");
    } catch (OutOfMemoryError e) {
      return new Finding.Refused(
          "the file needs more memory than there is; split it, exclude it, or give Java"
              + " more with -Xmx");
    } catch (IOException e) {
      return new Finding.Refused("the file cannot be read (" + e.getMessage()
          + "); make it readable or exclude it");
    } catch (AthanorException e) {
      return new Finding.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** What the indexed form was made of, if it came from the same source. */
  private Optional<Provenance> recorded(Source source, Entry listed) {
    LedgerEntry entry = known.get(listed.document());
    return entry == null || !entry.source().equals(source.id())
        ? Optional.empty()
        : DocumentPreparation.indexed(entry.outcome()).map(Outcome.Indexed::provenance);
  }

  /** Whether reading it today would give the text that is recorded. */
  private boolean readAsNow(Provenance provenance, Entry listed) {
    Versions versions = provenance.versions();
    return parsers.versions().contains(versions.parser()) && versions.cleaning().equals(cleaning.version())
        && provenance.attributes().equals(listed.attributes());
  }

  private Optional<Stage> stage(Versions versions) {
    if (!versions.chunker().equals(chunker.version())) {
      return Optional.of(Stage.CUT);
    }
    return versions.embedder().equals(embedder) ? Optional.empty() : Optional.of(Stage.EMBED);
  }

  private boolean failedLastTime(DocumentId document) {
    LedgerEntry entry = known.get(document);
    return entry != null && !(entry.outcome() instanceof Outcome.Indexed);
  }
}
