package dev.athanor.knowledge.ledger;

import dev.athanor.document.DocumentId;
import dev.athanor.store.sqlite.Statements;
import java.sql.SQLException;
import java.util.Collection;

/** What changes in the ledger when the index has committed a snapshot. */
record Settlement(Statements sql, String name, long number, String embedder) {

  LedgerSnapshot settle(long now, Collection<String> kept) throws SQLException {
    LedgerSnapshot snapshot = sql.first(
        "select count(*), coalesce(sum(chunks), 0) from document where version is not null and state <> 'leaving'",
        row -> new LedgerSnapshot(name, number, embedder, row.getInt(1), row.getInt(2))).orElseThrow();
    // An index that is built anew can come to a name that it had before.
    sql.update("delete from snapshot where name = ?", name);
    sql.update("insert into snapshot (name, number, embedder, documents, chunks, committed)"
        + " values (?, ?, ?, ?, ?, ?)", name, number, embedder, snapshot.documents(), snapshot.chunks(), now);
    long sequence = sql.first("select sequence from snapshot where name = ?", row -> row.getLong(1), name)
        .orElseThrow();
    new HistoryRows(sql).turn(sequence, kept);
    letGo();
    return snapshot;
  }

  private void letGo() throws SQLException {
    DocumentRows documents = new DocumentRows(sql);
    for (String document : sql.all("select document from document where state = 'leaving'",
        row -> row.getString(1))) {
      documents.delete(new DocumentId(document));
      sql.update("delete from document where document = ?", document);
    }
    sql.update("update document set state = 'settled' where state = 'pending'");
    sql.update("delete from vector where embedder <> ? or not exists"
        + " (select 1 from chunk where chunk.passage_hash = vector.passage_hash)", embedder);
  }
}
