package dev.athanor.knowledge.sync;

import dev.athanor.json.Hash;
import dev.athanor.knowledge.embed.Embedder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes a vector of the hash of a text, and counts how often each text was embedded. */
final class CountingEmbedder implements Embedder {

  private final String version;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  CountingEmbedder(String version) {
    this.version = version;
  }

  int embedded() {
    return counts.values().stream().mapToInt(count -> count).sum();
  }

  Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public int dimensions() {
    return 8;
  }

  @Override
  public List<float[]> embed(List<String> passages) {
    passages.forEach(passage -> counts.merge(passage, 1, Integer::sum));
    return passages.stream().map(this::embedQuery).toList();
  }

  @Override
  public float[] embedQuery(String query) {
    ByteBuffer hash = ByteBuffer.wrap(Hash.of(version + query).bytes());
    float[] vector = new float[dimensions()];
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = hash.getInt() / (float) Integer.MAX_VALUE;
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
