package dev.athanor.knowledge.ledger;

import dev.athanor.document.DocumentId;
import dev.athanor.document.Readers;
import dev.athanor.document.clean.Treatment;
import java.time.Instant;
import java.util.Optional;

/**
 * A document as people ask for it.
 *
 * @param entry what became of it
 * @param title what it calls itself; empty if it never could be read
 * @param mediaType what it was read as; empty if it never could be read
 * @param recorded when the ledger last learned something about it
 * @param treatment how it was cleaned
 * @param renamedFrom the name that its content had before
 * @param readers who may read it; nobody if it never could be read
 */
public record KnownDocument(LedgerEntry entry, String title, String mediaType, Instant recorded,
    Treatment treatment, Optional<DocumentId> renamedFrom, Readers readers) {
  /** As it is today, without the name that it had before: who may read it now may not have been allowed to then. */
  public KnownDocument today() {
    return new KnownDocument(entry, title, mediaType, recorded, treatment, Optional.empty(), readers);
  }
}
