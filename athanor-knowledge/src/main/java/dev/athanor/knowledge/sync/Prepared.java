package dev.athanor.knowledge.sync;

import dev.athanor.document.Readers;
import dev.athanor.document.source.Entry;
import dev.athanor.knowledge.ledger.LedgerDocument;
import dev.athanor.knowledge.ledger.Provenance;
import java.util.Optional;

/** What was found when a listed document was looked at, and made of it. */
sealed interface Prepared {

  Entry entry();

  /** Neither the file nor what makes chunks of it has changed. */
  record Same(Entry entry) implements Prepared {
  }

  /** The file was touched, but says what it said. */
  record Touched(Entry entry, Provenance provenance) implements Prepared {
  }

  /**
   * It is to be recorded anew.
   *
   * @param redone the stage that was begun with, where the content is the known one
   */
  record Cut(Entry entry, LedgerDocument document, Optional<Stage> redone) implements Prepared {
  }

  /**
   * It cannot be read.
   *
   * @param readers who may read it all the same, if its content says that
   */
  record Refused(Entry entry, String reason, Optional<Readers> readers) implements Prepared {

    /** It cannot even be opened. */
    Refused(Entry entry, String reason) {
      this(entry, reason, Optional.empty());
    }
  }
}
