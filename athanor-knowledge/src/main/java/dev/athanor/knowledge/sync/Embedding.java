package dev.athanor.knowledge.sync;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.ledger.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;

/** Gets the vectors of chunks: those that the ledger keeps, and new ones for the rest, which it then keeps. */
final class Embedding {

  private final Embedder embedder;
  private final Ledger ledger;
  private final List<Ledger> lenders;
  private final Checkpoint checkpoint;
  private int embedded;
  /** 0 until it is known. */
  private int dimensions;

  Embedding(Embedder embedder, Ledger ledger, Checkpoint checkpoint) {
    this(embedder, ledger, List.of(), checkpoint);
  }

  /**
   * With vectors of others before new ones are made.
   *
   * @param lenders ledgers whose vectors are taken over
   */
  Embedding(Embedder embedder, Ledger ledger, List<Ledger> lenders, Checkpoint checkpoint) {
    this.lenders = List.copyOf(lenders);
    this.embedder = embedder;
    this.ledger = ledger;
    this.checkpoint = checkpoint;
  }

  /** The version of the embedder. */
  String version() {
    return embedder.version();
  }

  /** How many passages were embedded so far. */
  int embedded() {
    return embedded;
  }

  /** The vectors of all chunks of these documents, by the hash of the passage; all of them are kept. */
  Map<String, float[]> vectors(List<ChunkedDocument> documents, IntConsumer progress) {
    Map<String, String> passages = new LinkedHashMap<>();
    for (ChunkedDocument document : documents) {
      document.chunks().forEach(chunk -> passages.putIfAbsent(chunk.passageHash(), chunk.passage()));
    }
    Map<String, float[]> vectors = new HashMap<>(ledger.vectors(embedder.version(), passages.keySet()));
    borrow(passages.keySet(), vectors);
    List<String> missing = passages.keySet().stream().filter(hash -> !vectors.containsKey(hash)).toList();
    // What a sync that is cut off has to do again at most.
    int atOnce = embedder.batch();
    for (int from = 0; from < missing.size(); from += atOnce) {
      Map<String, float[]> fresh =
          embed(missing.subList(from, Math.min(from + atOnce, missing.size())), passages);
      ledger.keep(embedder.version(), fresh);
      checkpoint.passed(Checkpoint.Step.KEPT);
      vectors.putAll(fresh);
      embedded += fresh.size();
      progress.accept(embedded);
    }
    return vectors;
  }

  /** Adds what others have, and keeps it. */
  private void borrow(Set<String> hashes, Map<String, float[]> vectors) {
    for (Ledger lender : lenders) {
      List<String> missing = hashes.stream().filter(hash -> !vectors.containsKey(hash)).toList();
      Map<String, float[]> lent = lender.vectors(embedder.version(), missing);
      ledger.keep(embedder.version(), lent);
      vectors.putAll(lent);
    }
  }

  private Map<String, float[]> embed(List<String> hashes, Map<String, String> passages) {
    List<String> texts = hashes.stream().map(hash -> Objects.requireNonNull(passages.get(hash))).toList();
    int length = dimensions();
    List<float[]> made = embedder.embed(texts);
    checkpoint.passed(Checkpoint.Step.EMBEDDED);
    if (made.size() != texts.size()) {
      throw new IllegalStateException(
          "embedder " + embedder.version() + " made " + made.size() + " vectors of " + texts
              .size() + " passages; expected one for each");
    }
    Map<String, float[]> fresh = new LinkedHashMap<>();
    for (int i = 0; i < made.size(); i++) {
      if (made.get(i).length != length) {
        throw otherLength(made.get(i).length, length);
      }
      fresh.put(hashes.get(i), made.get(i));
    }
    return fresh;
  }

  /** The length of the vectors that are kept, or else of those to come; told before many are made. */
  private int dimensions() {
    if (dimensions == 0) {
      int length = ledger.dimensions(embedder.version()).orElseGet(embedder::dimensions);
      if (length > KnowledgeIndex.MOST_DIMENSIONS) {
        throw AthanorException.user("embedder-dimensions", "the embedder " + embedder.version()
            + " makes vectors of " + length + " dimensions, and an index takes at most "
            + KnowledgeIndex.MOST_DIMENSIONS + "; ask it for fewer with dimensions, or name another model");
      }
      dimensions = length;
    }
    return dimensions;
  }

  private AthanorException otherLength(int made, int kept) {
    return AthanorException.data("embedder-dimensions", "the embedder " + embedder.version()
        + " has made a vector of " + made + " dimensions, and those that are kept of it have " + kept
        + ": it is another model under the same name; give it another name in athanor.yaml, so that all is"
        + " embedded again");
  }

  /** The vectors of one document's chunks, in their order. */
  static List<float[]> inOrder(ChunkedDocument document, Map<String, float[]> vectors) {
    List<float[]> ordered = new ArrayList<>();
    for (Chunk chunk : document.chunks()) {
      ordered.add(Objects.requireNonNull(vectors.get(chunk.passageHash())));
    }
    return ordered;
  }
}
