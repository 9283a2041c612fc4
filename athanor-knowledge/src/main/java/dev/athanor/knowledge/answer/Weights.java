package dev.athanor.knowledge.answer;

import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/**
 * A linear model: what each feature counts. A feature without a weight counts nothing.
 *
 * @param of the weight of each feature, in the order of their names
 */
public record Weights(Map<String, Double> of) {
  private static final Codec<Map<String, Double>> CODEC =
      Codec.of(new TypeReference<Map<String, Double>>() {});

  /** Sorts the features, so that sums are added up in one order. */
  public Weights {
    of = Collections.unmodifiableMap(new TreeMap<>(of));
  }

  /** The shipped weights of this name. */
  static Weights shipped(String name) {
    try (InputStream in = Weights.class.getResourceAsStream(name + ".json")) {
      if (in == null) {
        throw new IllegalStateException(
            "the class path has no " + name + ".json beside " + Weights.class.getName());
      }
      return new Weights(CODEC.decode(Json.parse(in.readAllBytes())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The weighted sum of the features. */
  public double score(Map<String, Double> features) {
    double sum = 0;
    for (Map.Entry<String, Double> feature : features.entrySet()) {
      sum += feature.getValue() * of.getOrDefault(feature.getKey(), 0.0);
    }
    return sum;
  }
}
