package dev.athanor.bench.retrieval;

import dev.athanor.knowledge.embed.Embedder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Embeds each text once: a benchmark asks about the same sentences many times. Not for measuring time. */
public final class RememberingEmbedder implements Embedder {
  private final Embedder embedder;
  private final Map<String, float[]> passages = new ConcurrentHashMap<>();
  private final Map<String, float[]> queries = new ConcurrentHashMap<>();

  /** Remembers what this one makes. */
  public RememberingEmbedder(Embedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public String version() {
    return embedder.version();
  }

  @Override
  public int dimensions() {
    return embedder.dimensions();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    List<String> missing = texts.stream().distinct().filter(text -> !passages.containsKey(text)).toList();
    List<float[]> vectors = embedder.embed(missing);
    for (int i = 0; i < missing.size(); i++) {
      passages.put(missing.get(i), vectors.get(i));
    }
    return texts.stream().map(text -> Objects.requireNonNull(passages.get(text))).toList();
  }

  @Override
  public float[] embedQuery(String query) {
    return queries.computeIfAbsent(query, embedder::embedQuery);
  }
}
