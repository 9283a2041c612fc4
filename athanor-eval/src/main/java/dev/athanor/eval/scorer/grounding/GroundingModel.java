package dev.athanor.eval.scorer.grounding;

import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Weights that tell from {@link GroundingFeatures} how likely an answer says something that its evidence does not: a logistic regression for each
 * kind of task. Those that are shipped were learned by {@code bench/run ragtruth learn} on half of the sources of RAGTruth's development half.
 *
 * @param tasks the weights by task
 */
public record GroundingModel(Map<String, Weights> tasks) {
  private static final Codec<GroundingModel> CODEC = Codec.of(GroundingModel.class);

  /** Copies. */
  public GroundingModel {
    tasks = new TreeMap<>(tasks);
  }

  /** What kind of answer it is. */
  public enum Task {
    /** An answer to a question, out of passages. */
    ANSWER,
    /** A summary of a text. */
    SUMMARY,
    /** A text made of data in JSON. */
    DATA;

    /** Its name in the weights. */
    public String written() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The weights of a task.
   *
   * @param bias added to the sum
   * @param threshold from which likelihood on an answer counts as unfaithful
   * @param weights by feature
   */
  public record Weights(double bias, double threshold, Map<String, Double> weights) {
    /** Copies. */
    public Weights {
      weights = new TreeMap<>(weights);
    }

    /** How likely the answer says something that its evidence does not. */
    public double likelihood(Map<String, Double> features) {
      double sum = bias;
      for (Map.Entry<String, Double> each : features.entrySet()) {
        sum += weights.getOrDefault(each.getKey(), 0.0) * each.getValue();
      }
      return 1 / (1 + Math.exp(-sum));
    }
  }

  /** Those of a task. */
  public Weights of(Task task) {
    return Objects.requireNonNull(tasks.get(task.written()), () -> "no weights for " + task.written());
  }

  /** As JSON. */
  public String text() {
    return CODEC.encode(this).toPrettyString();
  }

  /** Those that are shipped. */
  public static GroundingModel shipped() {
    try (InputStream in = Objects.requireNonNull(GroundingModel.class.getResourceAsStream("grounding.json"),
        "grounding.json is missing in the build")) {
      return CODEC.decode(Json.parse(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
