package dev.athanor.knowledge.rerank;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.knowledge.embed.OnnxRuntime;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A loaded model. One pair at a time on one thread, so that the order of its additions never changes. */
final class CrossEncoder implements AutoCloseable {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";

  private final Path file;
  private final OrtEnvironment environment;
  private final OrtSession session;

  private CrossEncoder(Path file, OrtEnvironment environment, OrtSession session) {
    this.file = file;
    this.environment = environment;
    this.session = session;
  }

  static CrossEncoder load(Path file) {
    try {
      OrtEnvironment environment = OnnxRuntime.environment();
      try (var options = OnnxRuntime.options()) {
        var loaded = new CrossEncoder(file, environment, environment.createSession(file.toString(), options));
        loaded.check();
        return loaded;
      }
    } catch (OrtException | UnsatisfiedLinkError e) {
      throw new AthanorException("reranker-model", Category.USER, false,
          "the reranker " + file + " can't be loaded: " + e.getMessage()
              + "; expected the ONNX file of a cross-encoder, such as model.onnx",
          e);
    }
  }

  private void check() throws OrtException {
    Set<String> inputs = new TreeSet<>(session.getInputNames());
    Set<String> unknown = new TreeSet<>(inputs);
    unknown.removeAll(Set.of(IDS, MASK, TYPES));
    if (!inputs.contains(IDS) || !unknown.isEmpty()) {
      close();
      throw AthanorException.user("reranker-model",
          "the reranker " + file + " takes " + String.join(", ", inputs)
              + "; expected a model that takes " + IDS + ", and of " + MASK + " and " + TYPES
              + " what it needs");
    }
  }

  /**
   * The score of a pair.
   *
   * @param question with the marks of start and end
   * @param passage with both, of which the first is left out
   */
  double score(long[] question, long[] passage) {
    long[] ids = Arrays.copyOf(question, question.length + passage.length - 1);
    System.arraycopy(passage, 1, ids, question.length, passage.length - 1);
    long[] types = new long[ids.length];
    Arrays.fill(types, question.length, types.length, 1);
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    long[] shape = {1, ids.length};
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (Map.Entry<String, long[]> each : Map.of(IDS, ids, MASK, ones, TYPES, types).entrySet()) {
        if (session.getInputNames().contains(each.getKey())) {
          inputs.put(each.getKey(),
              OnnxTensor.createTensor(environment, LongBuffer.wrap(each.getValue()), shape));
        }
      }
      try (var result = session.run(inputs)) {
        return single(result.get(0));
      }
    } catch (OrtException e) {
      throw new AthanorException("reranker-failed", Category.USER, false,
          "the reranker " + file + " failed on " + ids.length + " tokens: "
              + e.getMessage() + "; expected the cross-encoder that the tokenizer belongs to",
          e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private double single(OnnxValue output) {
    FloatBuffer numbers = output instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
    if (numbers == null || numbers.remaining() != 1) {
      String shape =
          output.getInfo() instanceof TensorInfo info ? info.type + " of " + Arrays.toString(info.getShape())
              : output.getInfo().toString();
      throw AthanorException.user("reranker-model", "the reranker " + file + " gives " + shape
          + "; expected one number for a pair, as a cross-encoder does that was trained to rank");
    }
    return numbers.get();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw AthanorException.data("reranker-failed",
          "the reranker " + file + " can't be closed: " + e.getMessage(), e);
    }
  }
}
