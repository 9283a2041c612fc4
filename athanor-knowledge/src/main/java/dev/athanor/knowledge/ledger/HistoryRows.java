package dev.athanor.knowledge.ledger;

import dev.athanor.document.DocumentId;
import dev.athanor.document.clean.Treatment;
import dev.athanor.store.sqlite.Statements;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What snapshots have had, as rows: written when a snapshot settles, read by whoever asks where an answer came from. */
final class HistoryRows {

  /** So many versions of a document that no kept snapshot has any more. */
  private static final int KEPT_VERSIONS = 10;
  /** So many versions of documents that are gone, in all. */
  private static final int KEPT_GONE = 10_000;

  private static final String SAME =
      "h.version = d.version and h.source = d.source and h.raw_hash = d.raw_hash"
          + " and h.location = coalesce(d.location, '') and h.parser = d.parser"
          + " and h.cleaning = coalesce(d.cleaning, '') and h.chunker = d.chunker and h.embedder = d.embedder";
  private static final String END_REPLACED =
      "update history set until = ? where until is null and document in ("
          + "select d.document from document d join history h on h.document = d.document and h.until is null"
          + " where d.state = 'pending' and not (" + SAME + "))";
  private static final String END_LEAVING =
      "update history set until = ? where until is null and document in ("
          + "select document from document where state = 'leaving')";
  private static final String BEGIN =
      "insert into history (document, source, version, location, raw_hash, parser,"
          + " cleaning, chunker, embedder, treatment, chunks, recorded, renamed_from, since)"
          + " select document, source, version, coalesce(location, ''), raw_hash, parser, coalesce(cleaning, ''), chunker,"
          + " embedder, treatment, chunks, recorded, renamed_from, ? from document d where state = 'pending'"
          + " and not exists (select 1 from history h where h.document = d.document and h.until is null)";
  private static final String PRUNE =
      "delete from history where number in (select number from (select number, since, until,"
          + " row_number() over (partition by document order by number desc) as age from history"
          + " where until is not null and document in (select document from history where until = ?)) as closed"
          + " where age > ? and not exists (select 1 from snapshot s where s.sequence >= closed.since"
          + " and s.sequence < closed.until and instr(?, s.name) > 0))";
  private static final String PRUNE_GONE =
      "delete from history where number in (select number from history h where until is not null"
          + " and not exists (select 1 from document d where d.document = h.document)"
          + " order by number desc limit 1000000000 offset ?)";
  private static final String SELECT =
      "select h.*, s.name as first_name, u.name as end_name from history h"
          + " left join snapshot s on s.sequence = h.since left join snapshot u on u.sequence = h.until";

  private final Statements sql;

  HistoryRows(Statements sql) {
    this.sql = sql;
  }

  /**
   * Has what is pending begin, and what it replaces or what is leaving end, with a snapshot.
   *
   * @param sequence of the snapshot
   * @param kept the names of the snapshots that can be read
   */
  void turn(long sequence, Collection<String> kept) throws SQLException {
    sql.update(END_REPLACED, sequence);
    int left = sql.update(END_LEAVING, sequence);
    sql.update(BEGIN, sequence);
    sql.update(PRUNE, sequence, KEPT_VERSIONS, String.join(" ", kept));
    if (left > 0) {
      sql.update(PRUNE_GONE, KEPT_GONE);
    }
  }

  /** All that is known of a document, the newest first. */
  List<DocumentVersion> of(DocumentId document) throws SQLException {
    return sql.all(SELECT + " where h.document = ? order by h.number desc", HistoryRows::version, document
        .value());
  }

  /** The document as a snapshot has it, or had it. */
  Optional<DocumentVersion> at(DocumentId document, String snapshot) throws SQLException {
    return sql.first(SELECT + " join snapshot asked on asked.name = ? where h.document = ?"
        + " and h.since <= asked.sequence and (h.until is null or h.until > asked.sequence)"
        + " order by h.number desc", HistoryRows::version, snapshot, document.value());
  }

  /** The document that has taken over this one's content under another name. */
  Optional<DocumentId> renamedTo(DocumentId document) throws SQLException {
    return sql.first("select document from history where renamed_from = ? order by number desc",
        row -> new DocumentId(row.getString(1)), document.value());
  }

  private static DocumentVersion version(ResultSet row) throws SQLException {
    Versions made = new Versions(row.getString("parser"), row.getString("cleaning"), row.getString("chunker"),
        row.getString("embedder"));
    var origin = new DocumentVersion.Origin(row.getString("source"), URI.create(row.getString("location")),
        row.getString("raw_hash"));
    Optional<String> until =
        row.getObject("until") == null ? Optional.empty() : Optional.of(name(row.getString("end_name")));
    return new DocumentVersion(new DocumentId(row.getString("document")), row.getString("version"), origin,
        made, treatment(row.getString("treatment")), row.getInt("chunks"),
        Instant.EPOCH.plus(row.getLong("recorded"), ChronoUnit.MICROS),
        Optional.ofNullable(row.getString("renamed_from")).map(DocumentId::new),
        new DocumentVersion.Visible(name(row.getString("first_name")), until));
  }

  /** The name of a snapshot that was built again under another sequence is found there, and not here. */
  private static String name(@Nullable String snapshot) {
    return Objects.requireNonNullElse(snapshot, "an earlier one");
  }

  static Treatment treatment(@Nullable String json) {
    return json == null ? Treatment.NONE : new Treatment(Packed.counts(json));
  }
}
