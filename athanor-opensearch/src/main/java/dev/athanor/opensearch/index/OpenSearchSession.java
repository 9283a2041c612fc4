package dev.athanor.opensearch.index;

import dev.athanor.document.DocumentId;
import dev.athanor.document.Principals;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.WriteHistory;
import dev.athanor.opensearch.wire.Ask;
import dev.athanor.opensearch.wire.Cluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one writer of an index. What it writes carries its generation, which no snapshot has before the commit; a generation
 * that is not committed is never one of a snapshot, even if its writer goes on without knowing.
 */
final class OpenSearchSession implements IndexSession {
  private static final int DOCUMENTS_AT_ONCE = 64;
  private static final int ENTRIES_AT_ONCE = 500;

  /** A document that waits to be written; without entries, it is to go. */
  private record Waiting(DocumentId document, List<ObjectNode> entries) {}

  private final Cluster cluster;
  private final Lease lease;
  private final Housekeeping housekeeping;
  private final int kept;
  private final String embedder;
  private final String entries;
  private final WriteHistory history = new WriteHistory();
  /** From here on guarded by this. */
  private final Map<DocumentId, Waiting> waiting = new LinkedHashMap<>();
  private int waitingEntries;
  /** How many entries each document has had of this generation. */
  private final Map<DocumentId, Integer> written = new HashMap<>();
  private final Set<Integer> dimensions = new HashSet<>();
  private State base;
  private long generation;
  private int numbers;
  private Optional<Long> floor = Optional.empty();
  private boolean sent;
  private boolean closed;

  OpenSearchSession(Cluster cluster, Lease lease, State begun, Housekeeping housekeeping, int kept,
      String embedder) {
    this.cluster = cluster;
    this.lease = lease;
    this.base = begun;
    this.housekeeping = housekeeping;
    this.kept = kept;
    this.embedder = embedder;
    this.entries = begun.entries().orElseThrow();
    this.generation = begun.writer().orElseThrow().generation();
    this.numbers = begun.numbers();
  }

  @Override
  public synchronized void replace(SourceId source, ChunkedDocument document, List<float[]> vectors) {
    if (vectors.size() != document.chunks().size()) {
      throw new IllegalArgumentException(
          "document " + document.document().id() + " has " + document.chunks().size()
              + " chunks, but came with " + vectors.size() + " vectors; expected one for each chunk");
    }
    checkEmbedder();
    vectors.forEach(vector -> prepare(vector.length));
    int next = Math.addExact(numbers, vectors.size());
    DocumentId id = document.document().id();
    add(id, new Entries(generation, written.getOrDefault(id, 0)).of(source, document, vectors, numbers));
    numbers = next;
    history.replace(source, document, vectors);
  }

  @Override
  public synchronized void delete(DocumentId document) {
    add(document, List.of());
    history.delete(document);
  }

  /** What was there is below the floor from the next commit on; what this session wrote is given up with its generation. */
  @Override
  public synchronized void clear() {
    waiting.clear();
    waitingEntries = 0;
    if (sent) {
      base = lease.advance(true);
      generation = base.writer().orElseThrow().generation();
      written.clear();
      sent = false;
    }
    floor = Optional.of(generation);
    history.clear();
  }

  @Override
  public synchronized SnapshotInfo commit(String label) {
    Optional<SnapshotInfo> last = base.newest().map(Committed::info);
    if (history.isEmpty() && last.isPresent()) {
      return last.get();
    }
    flush();
    cluster.done(Ask.of("POST", "/" + entries + "/_refresh"));
    SnapshotInfo next = history.next(last, label, embedder);
    var committed = Committed.now(next, generation, floor(), newestDimensions());
    base = lease.commit(committed, numbers, kept);
    generation = base.writer().orElseThrow().generation();
    written.clear();
    floor = Optional.empty();
    sent = false;
    history.committed();
    housekeeping.sweep(base);
    return next;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      lease.release(sent);
    }
  }

  private void checkEmbedder() {
    Optional<SnapshotInfo> last = base.newest().map(Committed::info);
    if (floor.isEmpty() && last.isPresent() && !last.get().embedder().equals(embedder)) {
      throw AthanorException.data("index-embedder",
          "the index " + entries + " has vectors of " + last.get().embedder()
              + ", which don't compare with those of " + embedder
              + "; clear the index and embed every document again");
    }
  }

  private long floor() {
    return floor.or(() -> base.newest().map(Committed::floor)).orElse(0L);
  }

  private int newestDimensions() {
    return dimensions.stream().findFirst().or(() -> base.newest().map(Committed::dimensions)).orElse(0);
  }

  /** Makes the field for vectors of this kind. */
  private void prepare(int length) {
    if (dimensions.add(length)) {
      cluster.done(Ask.of("PUT", "/" + entries + "/_mapping", Layout.vectorMapping(length)));
    }
  }

  private void add(DocumentId document, List<ObjectNode> made) {
    Waiting before = waiting.put(document, new Waiting(document, made));
    waitingEntries += made.size() - (before == null ? 0 : before.entries().size());
    if (waiting.size() >= DOCUMENTS_AT_ONCE || waitingEntries >= ENTRIES_AT_ONCE) {
      flush();
    }
  }

  private void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    lease.check();
    sent = true;
    List<DocumentId> first = waiting.keySet().stream().filter(each -> !written.containsKey(each)).toList();
    endOf(first);
    List<Bulk.Write> writes = new ArrayList<>();
    for (Waiting each : waiting.values()) {
      each.entries()
          .forEach(entry -> writes.add(Bulk.Write.create(entry.path(Layout.KEY).stringValue(), entry)));
      int before = written.getOrDefault(each.document(), 0);
      new Entries(generation, before).former(each.document())
          .forEach(key -> writes.add(Bulk.Write.end(key, generation)));
      written.put(each.document(), before + each.entries().size());
    }
    // What is there already was written by an attempt of which the answer was lost.
    new Bulk(cluster, entries).write(writes, _ -> {});
    waiting.clear();
    waitingEntries = 0;
  }

  /**
   * Says of everything that the newest snapshot has of these documents that it goes with this generation. What goes with a
   * later one is left alone: then there is another writer, and this one is told so when it commits.
   */
  private void endOf(List<DocumentId> documents) {
    if (documents.isEmpty() || base.newest().isEmpty() || floor.isPresent()) {
      return;
    }
    View before = new View(entries, base.newest().get(), base.abandonedGenerations(), Principals.OPERATOR);
    List<ObjectNode> conditions = before.visible();
    conditions.add(Layout.terms(Layout.DOCUMENT, documents.stream().map(DocumentId::value).toList()));
    conditions.add(Layout.bool("should",
        List.of(Layout.range(Layout.TO, "lte", generation), Layout.range(Layout.TO, "gte", Layout.NEVER))));
    var pages = new Pages(cluster, entries, search -> search.put("seq_no_primary_term", true));
    pages.all(Layout.bool("filter", conditions), this::endAll);
  }

  private void endAll(List<JsonNode> found) {
    Set<String> conflicts = new HashSet<>();
    new Bulk(cluster, entries).write(found.stream().map(entry -> Bulk.Write.end(entry, generation)).toList(),
        conflicts::add);
    for (String key : conflicts) {
      endAsItIsNow(key);
    }
  }

  /** A writer that has lost its lease may have been in between, or an answer was lost. */
  private void endAsItIsNow(String key) {
    for (boolean ended = false; !ended;) {
      lease.check();
      JsonNode entry =
          cluster.done(Ask.of("GET", "/" + entries + "/_doc/" + key + "?_source_includes=" + Layout.TO));
      long goes = entry.path("_source").path(Layout.TO).asLong();
      if (goes > generation && goes < Layout.NEVER) {
        throw lease.lost();
      }
      Set<String> conflicts = new HashSet<>();
      if (goes != generation) {
        new Bulk(cluster, entries).write(List.of(Bulk.Write.end(entry, generation)), conflicts::add);
      }
      ended = conflicts.isEmpty();
    }
  }
}
