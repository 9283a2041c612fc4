package dev.athanor.knowledge.sync;

import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.ledger.Provenance;
import dev.athanor.document.clean.Treatment;
import dev.athanor.document.source.Entry;

/** What was found when a listed document was looked at. */
sealed interface Prepared {

  Entry entry();

  /** Neither the file nor what makes chunks of it has changed. */
  record Same(Entry entry) implements Prepared {
  }

  /** The file was touched, but says what it said. */
  record Touched(Entry entry, Provenance provenance) implements Prepared {
  }

  /** It was read and cut. */
  record Cut(Entry entry, ChunkedDocument document, Provenance provenance, Treatment treatment)
      implements Prepared {
  }

  /** It cannot be read. */
  record Refused(Entry entry, String reason) implements Prepared {
  }
}
