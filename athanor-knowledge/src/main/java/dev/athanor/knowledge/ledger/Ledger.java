package dev.athanor.knowledge.ledger;

import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.document.Attributes;
import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Readers;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.store.sqlite.Schema;
import dev.athanor.store.sqlite.Settings;
import dev.athanor.store.sqlite.SqliteDatabase;
import dev.athanor.store.sqlite.Statements;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one index. Every method that changes it is one transaction, on the disk when it returns. Safe to read
 * from many threads and processes; one sync at a time writes.
 */
public final class Ledger implements AutoCloseable {

  private static final Schema SCHEMA = new Schema("ledger", "dev/athanor/knowledge/ledger/schema", 3);
  private static final String UPSERT =
      """
          insert into document (document, source, outcome, reason, state, location, raw_hash, fingerprint, attributes, parser,
            cleaning, chunker, embedder, version, title, media_type, metadata, readers, treatment, chunks, recorded,
            renamed_from)
          values (?, ?, 'indexed', null, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          on conflict (document) do update set source = excluded.source, outcome = excluded.outcome, reason = null,
            state = excluded.state, location = excluded.location, raw_hash = excluded.raw_hash,
            fingerprint = excluded.fingerprint, attributes = excluded.attributes, parser = excluded.parser,
            cleaning = excluded.cleaning, chunker = excluded.chunker, embedder = excluded.embedder,
            version = excluded.version, title = excluded.title, media_type = excluded.media_type,
            metadata = excluded.metadata, readers = excluded.readers, treatment = excluded.treatment,
            chunks = excluded.chunks, recorded = excluded.recorded,
            renamed_from = coalesce(excluded.renamed_from, document.renamed_from)
          """;

  private final SqliteDatabase database;
  private final InstantSource clock;

  private Ledger(SqliteDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Opens the ledger in this file and creates it if there is none.
   *
   * @throws dev.athanor.error.AthanorException if the file is damaged, of another program or of a newer version
   */
  public static Ledger open(Path file, InstantSource clock) {
    return open(file, Settings.DURABLE, clock);
  }

  static Ledger open(Path file, Settings settings, InstantSource clock) {
    return new Ledger(SqliteDatabase.open(file, SCHEMA, settings), clock);
  }

  /** Every document, ordered by id. What is leaving is no longer among them. */
  public List<LedgerEntry> entries() {
    return database.read("the documents of the ledger",
        sql -> sql.all(LedgerEntries.SELECT + " order by document",
            LedgerEntries::of));
  }

  /** Every document with what people ask for, ordered by id. */
  public List<KnownDocument> catalogue() {
    return database.read("the documents of the ledger",
        sql -> sql.all(LedgerEntries.SELECT + " order by document", LedgerEntries::known));
  }

  /** One document with what people ask for; empty if there is none of that name, or if it is leaving. */
  public Optional<KnownDocument> known(DocumentId document) {
    return database.read("document " + document,
        sql -> sql.first(LedgerEntries.SELECT + " and document = ?", LedgerEntries::known, document.value()));
  }

  /** When documents were last changed, in their own words; of those that say it. */
  public Map<DocumentId, String> modified() {
    Map<DocumentId, String> modified = new HashMap<>();
    database.read("the documents of the ledger", sql -> sql.all(
        "select document, json_extract(metadata, '$." + Document.MODIFIED + "') as said from document"
            + " where version is not null and said is not null",
        row -> modified.put(new DocumentId(row.getString(1)), row.getString(2))));
    return modified;
  }

  /** The documents of one source, by id. */
  public Map<DocumentId, LedgerEntry> entries(SourceId source) {
    Map<DocumentId, LedgerEntry> entries = new HashMap<>();
    database
        .read("the documents of source " + source, sql -> sql.all(LedgerEntries.SELECT + " and source = ?",
            LedgerEntries::of, source.value()))
        .forEach(entry -> entries.put(entry.document(), entry));
    return entries;
  }

  /** The vectors that are known for these passages, by the hash of the passage. */
  public Map<String, float[]> vectors(String embedder, Collection<String> passageHashes) {
    return database.read("vectors", sql -> vectors(sql, embedder, passageHashes));
  }

  /** The length of the vectors that are kept of an embedder; empty if none is. */
  public Optional<Integer> dimensions(String embedder) {
    return database.read("vectors",
        sql -> sql.first("select components from vector where embedder = ? limit 1",
            row -> Packed.vector(row.getBytes(1)).length, embedder));
  }

  /** Keeps vectors, by the hash of their passage, before the document that needs them is recorded. */
  public void keep(String embedder, Map<String, float[]> vectors) {
    database.write("vectors", sql -> {
      for (var vector : vectors.entrySet()) {
        sql.update("insert into vector (passage_hash, embedder, components) values (?, ?, ?)"
            + " on conflict (passage_hash, embedder) do nothing", vector.getKey(), embedder,
            Packed.vector(vector
                .getValue()));
      }
      return vectors.size();
    });
  }

  /** Records what documents have become; they are pending then. Their vectors were kept before. */
  public void record(SourceId source, List<LedgerDocument> documents) {
    database.write("documents", sql -> {
      for (LedgerDocument each : documents) {
        upsert(sql, source, each);
        new DocumentRows(sql).replace(each.document());
      }
      return documents.size();
    });
  }

  /** Records that a document cannot be read as it is now. What is indexed of it stays. */
  public void recordFailure(SourceId source, DocumentId document, String reason) {
    database.write("a failure",
        sql -> sql.update("insert into document (document, source, outcome, reason, state,"
            + " chunks, recorded) values (?, ?, 'failed', ?, 'settled', 0, ?)"
            + " on conflict (document) do update set outcome = excluded.outcome, reason = excluded.reason,"
            + " recorded = excluded.recorded", document.value(), source.value(), reason, now()));
  }

  /** Records that a document is as it was, though its file or its name in the file system may have been touched. */
  public void recordUnchanged(Map<DocumentId, Provenance> seen) {
    database.write("what is unchanged", sql -> {
      for (var each : seen.entrySet()) {
        Provenance provenance = each.getValue();
        sql.update(
            "update document set outcome = 'indexed', reason = null, location = ?, raw_hash = ?, fingerprint = ?"
                + " where document = ?",
            provenance.location().toString(), provenance.rawHash(), fingerprint(provenance),
            each.getKey().value());
      }
      return seen.size();
    });
  }

  /** Records that the vectors of a document are those of another embedder now; it is pending then. */
  public void recordEmbedder(DocumentId document, String embedder) {
    database.write("an embedder", sql -> sql.update("update document set embedder = ?, state = 'pending'"
        + " where document = ?", embedder, document.value()));
  }

  /**
   * Records who still may read documents that fewer may read now by the project's rules; they are pending then. Where the
   * source itself has said who may read a document, nothing is changed.
   */
  public void narrow(Map<DocumentId, Readers> readers) {
    if (!readers.isEmpty()) {
      database.write("who may read documents", sql -> {
        for (var each : readers.entrySet()) {
          Optional<Access> ruled = access(sql, each.getKey())
              .filter(before -> before.readers().equals(before.known().readers().orElse(Readers.EVERYONE)));
          if (ruled.isPresent()) {
            admit(sql, each.getKey(), ruled.get().known(), each.getValue());
          }
        }
        return readers.size();
      });
    }
  }

  /** Records that only those who may read a document and whom its source names today may read it; it is pending then. */
  public void narrow(DocumentId document, Readers named) {
    database.write("who may read a document", sql -> {
      Optional<Access> more =
          access(sql, document).filter(before -> !before.readers().equals(before.readers().and(named)));
      return more.isEmpty() ? 0
          : admit(sql, document, more.get().known(), more.get().readers().and(named));
    });
  }

  /** Who may read what is indexed of a document, and what was known of it before it was opened. */
  private record Access(Readers readers, Attributes known) {
  }

  private static Optional<Access> access(Statements sql, DocumentId document) throws SQLException {
    return sql.first("select readers, attributes from document where document = ? and version is not null",
        row -> new Access(Packed.readers(row.getString(1)), Packed.attributes(row.getString(2))),
        document.value());
  }

  /** That it is known with these readers has it read again where a rule says more. */
  private static int admit(Statements sql, DocumentId document, Attributes known, Readers readers)
      throws SQLException {
    Attributes now = new Attributes(known.title(), known.metadata(), Optional.of(readers));
    return sql.update("update document set readers = ?, attributes = ?, state = 'pending' where document = ?",
        Packed.json(readers.principals()), Packed.json(now), document.value());
  }

  /** Has documents leave: the index drops them with its next snapshot. */
  public void remove(Collection<DocumentId> documents) {
    database.write("deletions", sql -> {
      for (DocumentId document : documents) {
        sql.update("delete from document where document = ? and version is null", document.value());
        sql.update("update document set state = 'leaving' where document = ?", document.value());
      }
      return documents.size();
    });
  }

  /** Has every document written to the index again. */
  public void unsettle() {
    database.write("that the index is built anew", sql -> sql.update("update document set state = 'pending'"
        + " where version is not null and state = 'settled'"));
  }

  /** The documents that the next snapshot must have and the last one has not, ordered by id. */
  public List<DocumentId> pending() {
    return unfinished("pending");
  }

  /** The former names of pending documents whose content had another one, by the new names. */
  public Map<DocumentId, DocumentId> renaming() {
    Map<DocumentId, DocumentId> former = new HashMap<>();
    database.read("what is unfinished", sql -> sql.all("select document, renamed_from from document"
        + " where state = 'pending' and renamed_from is not null",
        row -> former.put(new DocumentId(row.getString(1)), new DocumentId(row.getString(2)))));
    return former;
  }

  /** The documents that the last snapshot has and the next one must not have, ordered by id. */
  public List<DocumentId> leaving() {
    return unfinished("leaving");
  }

  /** A document as it was recorded; empty if it is not, or if not all of its vectors of this embedder are kept. */
  public Optional<StoredDocument> load(DocumentId document, String embedder) {
    return database.read("document " + document, sql -> {
      Optional<ChunkedDocument> cut = new DocumentRows(sql).load(document);
      if (cut.isEmpty()) {
        return Optional.empty();
      }
      List<String> hashes = cut.get().chunks().stream().map(Chunk::passageHash).toList();
      Map<String, float[]> vectors = vectors(sql, embedder, hashes);
      return vectors.keySet().containsAll(hashes)
          ? Optional.of(new StoredDocument(cut.get(), hashes.stream().map(vectors::get).toList()))
          : Optional.empty();
    });
  }

  /** A document as it was recorded, whatever embedder its vectors are of. */
  public Optional<ChunkedDocument> load(DocumentId document) {
    return database.read("document " + document, sql -> new DocumentRows(sql).load(document));
  }

  /** A document as it was recorded, with its structure; empty if it was recorded before that was kept. */
  public Optional<LedgerDocument> recorded(DocumentId document) {
    return database.read("document " + document, sql -> {
      DocumentRows rows = new DocumentRows(sql);
      Optional<List<Block>> blocks = rows.blocks(document);
      Optional<ChunkedDocument> cut = blocks.isEmpty() ? Optional.empty() : rows.load(document);
      if (cut.isEmpty()) {
        return Optional.empty();
      }
      Document bare = cut.get().document();
      Document whole = new Document(bare.id(), bare.version(), bare.title(), bare.mediaType(), bare.text(),
          blocks.get(), bare.metadata(), bare.readers());
      return sql.first(LedgerEntries.SELECT_ONE, row -> new LedgerDocument(
          new ChunkedDocument(whole, cut.get().sections(), cut.get().chunks()), LedgerEntries.provenance(row),
          HistoryRows.treatment(row.getString("treatment"))), document.value());
    });
  }

  /** As {@link #settle(String, long, String, Collection)}, where no other snapshot can be read any more. */
  public LedgerSnapshot settle(String name, long number, String embedder) {
    return settle(name, number, embedder, List.of(name));
  }

  /**
   * Records that a snapshot has what was pending and no longer has what was leaving; lets go of unused vectors, and of
   * versions of documents that are old and in no snapshot that can be read.
   *
   * @param kept the names of the snapshots that can be read
   */
  public LedgerSnapshot settle(String name, long number, String embedder, Collection<String> kept) {
    return database.write("snapshot " + name,
        sql -> new Settlement(sql, name, number, embedder).settle(now(), kept));
  }

  /** All that is known of a document and can still be of use, the newest first; also when it is gone. */
  public List<DocumentVersion> history(DocumentId document) {
    return database.read("the history of " + document, sql -> new HistoryRows(sql).of(document));
  }

  /** The document as a snapshot has it, or had it; empty when that is not known any more. */
  public Optional<DocumentVersion> at(DocumentId document, String snapshot) {
    return database.read("the history of " + document, sql -> new HistoryRows(sql).at(document, snapshot));
  }

  /** The document that has taken over the content of this one under another name. */
  public Optional<DocumentId> renamedTo(DocumentId document) {
    return database.read("the history of " + document, sql -> new HistoryRows(sql).renamedTo(document));
  }

  /** When a source is to be synced next; empty if it never was by a schedule. */
  public Optional<Scheduled> scheduled(SourceId source) {
    return database.read("the schedule of " + source, sql -> sql.first(
        "select due, failures, ended, problem from schedule where source = ?",
        row -> new Scheduled(source, moment(row.getLong(1)), row.getInt(2), moment(row.getLong(3)), Optional
            .ofNullable(row.getString(4))),
        source.value()));
  }

  /** Remembers when a source is to be synced next. */
  public void schedule(Scheduled next) {
    database.write("the schedule of " + next.source(), sql -> sql.update(
        "insert into schedule (source, due, failures, ended, problem) values (?, ?, ?, ?, ?)"
            + " on conflict (source) do update set due = excluded.due, failures = excluded.failures,"
            + " ended = excluded.ended, problem = excluded.problem",
        next.source().value(), micros(next.due()), next.failures(), micros(next.ended()),
        next.problem().orElse(
            null)));
  }

  /** The snapshots that were pinned by a sync. */
  public Set<SnapshotName> pins() {
    return database.read("pins", sql -> new HashSet<>(sql.all("select snapshot from pin",
        row -> new SnapshotName(row.getString(1)))));
  }

  /** Remembers that a sync pins a snapshot. */
  public void pin(SnapshotName snapshot) {
    database.write("a pin", sql -> sql.update("insert into pin (snapshot) values (?) on conflict do nothing",
        snapshot.value()));
  }

  /** Forgets that. */
  public void unpin(SnapshotName snapshot) {
    database.write("a pin", sql -> sql.update("delete from pin where snapshot = ?", snapshot.value()));
  }

  /** The snapshots that were committed, the newest first. */
  public List<LedgerSnapshot> snapshots() {
    return database.read("snapshots",
        sql -> sql.all("select name, number, embedder, documents, chunks from snapshot"
            + " order by sequence desc",
            row -> new LedgerSnapshot(row.getString(1), row.getLong(2), row
                .getString(3), row.getInt(4), row.getInt(5))));
  }

  /** When a snapshot was committed; empty if it is not known here. */
  public Optional<Instant> committed(SnapshotName snapshot) {
    return database.read("when a snapshot was committed",
        sql -> sql.first("select committed from snapshot where name = ?", row -> moment(row.getLong(1)),
            snapshot.value()));
  }

  @Override
  public void close() {
    database.close();
  }

  private void upsert(Statements sql, SourceId source, LedgerDocument each) throws SQLException {
    Document document = each.document().document();
    Provenance provenance = each.provenance();
    Versions versions = provenance.versions();
    sql.update(UPSERT, document.id().value(), source.value(), provenance.location().toString(),
        provenance.rawHash(),
        fingerprint(provenance), Packed.json(provenance.attributes()), versions.parser(), versions.cleaning(),
        versions.chunker(), versions.embedder(), document.version(), document.title(), document.mediaType(),
        Packed.json(document.metadata()), Packed.json(document.readers().principals()),
        Packed.json(each.treatment().counts()), each.document().chunks().size(), now(),
        each.renamedFrom().map(DocumentId::value).orElse(null));
  }

  private static @Nullable String fingerprint(Provenance provenance) {
    return provenance.fingerprint() == null ? null : provenance.fingerprint().value();
  }

  private static Map<String, float[]> vectors(Statements sql, String embedder, Collection<String> hashes)
      throws SQLException {
    Map<String, float[]> vectors = new HashMap<>();
    for (String hash : hashes) {
      sql.first("select components from vector where passage_hash = ? and embedder = ?",
          row -> Packed.vector(row
              .getBytes(1)),
          hash, embedder).ifPresent(vector -> vectors.put(hash, vector));
    }
    return vectors;
  }

  private List<DocumentId> unfinished(String state) {
    return database.read("what is unfinished", sql -> new ArrayList<>(sql.all("select document from document"
        + " where state = '" + state + "' order by document", row -> new DocumentId(row.getString(1)))));
  }

  private long now() {
    return micros(clock.instant());
  }

  private static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  private static Instant moment(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
