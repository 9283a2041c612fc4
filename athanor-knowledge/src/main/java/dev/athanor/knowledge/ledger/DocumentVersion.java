package dev.athanor.knowledge.ledger;

import dev.athanor.document.DocumentId;
import dev.athanor.document.clean.Treatment;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A document as some snapshots have it, or have had it.
 *
 * @param document its name then
 * @param version of its extracted text
 * @param content what it was made of
 * @param made by what it was made
 * @param treatment how it was cleaned
 * @param chunks how many chunks it was cut into
 * @param recorded when
 * @param renamedFrom the name that its content had before
 * @param visible in which snapshots
 */
public record DocumentVersion(DocumentId document, String version, Origin content, Versions made,
    Treatment treatment, int chunks, Instant recorded, Optional<DocumentId> renamedFrom, Visible visible) {

  /** The same, but for what it was called before: that may have been for others. */
  public DocumentVersion withoutFormerName() {
    return new DocumentVersion(document, version, content, made, treatment, chunks, recorded,
        Optional.empty(), visible);
  }

  /**
   * What it was made of.
   *
   * @param source the name of the source
   * @param location where the content was
   * @param rawHash SHA-256 of the content, in hexadecimal
   */
  public record Origin(String source, URI location, String rawHash) {
  }

  /**
   * In which snapshots it can be found.
   *
   * @param since the name of the first one
   * @param until the name of the first one after it that does not have it; empty while the newest one has it
   */
  public record Visible(String since, Optional<String> until) {

    /** Whether the newest snapshot has it. */
    public boolean now() {
      return until.isEmpty();
    }
  }
}
