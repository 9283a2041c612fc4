package dev.athanor.knowledge.embed;

import java.util.List;
import java.util.Locale;

/** An embedder without a model: each word points in a direction of its own, a text in the sum of its words'. */
public final class WordsEmbedder implements Embedder {
  private static final int DIMENSIONS = 32;

  @Override
  public String version() {
    return "words-1";
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public List<float[]> embed(List<String> passages) {
    return passages.stream().map(WordsEmbedder::vector).toList();
  }

  @Override
  public float[] embedQuery(String query) {
    return vector(query);
  }

  private static float[] vector(String text) {
    var sum = new double[DIMENSIONS];
    sum[0] = 1e-3;
    for (String word : text.toLowerCase(Locale.ROOT).split("\\P{L}+", -1)) {
      long state = word.hashCode() * 0x9E3779B97F4A7C15L;
      for (int i = 0; i < DIMENSIONS && !word.isEmpty(); i++) {
        state = (state ^ (state >>> 29)) * 0xBF58476D1CE4E5B9L + i;
        sum[i] += (state >> 32) / (double) Integer.MAX_VALUE;
      }
    }
    double squares = 0;
    for (double each : sum) {
      squares += each * each;
    }
    var vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) (sum[i] / Math.sqrt(squares));
    }
    return vector;
  }
}
