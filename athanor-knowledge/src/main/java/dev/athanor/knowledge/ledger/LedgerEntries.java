package dev.athanor.knowledge.ledger;

import dev.athanor.document.DocumentId;
import dev.athanor.document.Readers;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.SourceId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads rows of the document table. */
final class LedgerEntries {

  private static final String COLUMNS =
      "select document, source, outcome, reason, location, raw_hash, fingerprint,"
          + " attributes, parser, cleaning, chunker, embedder, version, chunks, treatment, title, media_type, recorded,"
          + " renamed_from, readers from document";
  static final String SELECT = COLUMNS + " where state <> 'leaving'";
  static final String SELECT_ONE = COLUMNS + " where document = ?";

  private LedgerEntries() {
  }

  static LedgerEntry of(ResultSet row) throws SQLException {
    return new LedgerEntry(new DocumentId(row.getString("document")), new SourceId(row.getString("source")),
        outcome(
            row));
  }

  private static Outcome outcome(ResultSet row) throws SQLException {
    String reason = Objects.requireNonNullElse(row.getString("reason"), "");
    if (row.getString("version") == null) {
      return new Outcome.Failed(reason);
    }
    Outcome.Indexed indexed = new Outcome.Indexed(row.getString("version"), row.getInt("chunks"),
        provenance(row));
    return row.getString("outcome").equals("failed") ? new Outcome.Outdated(reason, indexed) : indexed;
  }

  static Provenance provenance(ResultSet row) throws SQLException {
    String fingerprint = row.getString("fingerprint");
    Versions versions =
        new Versions(row.getString("parser"), Objects.requireNonNullElse(row.getString("cleaning"), ""),
            row.getString("chunker"), row.getString("embedder"));
    return new Provenance(URI.create(Objects.requireNonNullElse(row.getString("location"), "")),
        row.getString("raw_hash"), fingerprint == null ? null : new Fingerprint(fingerprint),
        Packed.attributes(row.getString("attributes")), versions);
  }

  static KnownDocument known(ResultSet row) throws SQLException {
    return new KnownDocument(of(row), Objects.requireNonNullElse(row.getString("title"), ""),
        Objects.requireNonNullElse(row.getString("media_type"), ""),
        Instant.EPOCH.plus(row.getLong("recorded"), ChronoUnit.MICROS),
        HistoryRows.treatment(row.getString("treatment")),
        Optional.ofNullable(row.getString("renamed_from")).map(DocumentId::new),
        row.getString("version") == null ? new Readers(Set.of()) : Packed.readers(row.getString("readers")));
  }
}
