package dev.athanor.knowledge.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * The loaded model: one ONNX session with which each calling thread computes alone, so that the order of its additions
 * never depends on how many threads there are.
 */
final class OnnxModel implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;

  private OnnxModel(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /** Loads the shipped model; on a machine's first use it unpacks model and runtime to the folder. */
  static OnnxModel bgeSmall(Path cacheFolder) {
    OnnxRuntime.pointTo(cacheFolder);
    Path model =
        new UnpackedFiles(cacheFolder.resolve("bge-small-" + BgeSmall.MODEL_SHA_256.substring(0, 12)))
            .unpack(BgeSmall.MODEL_RESOURCE, BgeSmall.MODEL_SHA_256, EncoderGraph.LIGHTER)
            .orElseThrow(() -> BgeSmall.missing(BgeSmall.MODEL_RESOURCE));
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (var options = OnnxRuntime.options()) {
        return new OnnxModel(environment,
            environment.createSession(model.toString(), options));
      }
    } catch (OrtException | UnsatisfiedLinkError e) {
      throw AthanorException.data("model-unreadable",
          "can't load the embedding model from " + model + ": " + e.getMessage()
              + "; expected the file as it was unpacked; delete " + cacheFolder + " and try again",
          e);
    }
  }

  /**
   * The model's first output row for this sequence.
   *
   * @param tokens what {@link WordPieceTokenizer#sequence} gives
   */
  float[] firstRow(long[] tokens) {
    var ones = new long[tokens.length];
    Arrays.fill(ones, 1);
    long[] shape = {1, tokens.length};
    try (var ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
        var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        var types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[tokens.length]), shape);
        var result = session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      var row = new float[BgeSmall.DIMENSIONS];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(row);
      return row;
    } catch (OrtException e) {
      throw new AthanorException("embedding-failed", Category.INTERNAL, false,
          "the embedding model failed on " + tokens.length + " tokens: " + e.getMessage()
              + "; run `athanor doctor`, and report it with its output",
          e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new AthanorException("embedding-failed", Category.INTERNAL, false,
          "the embedding model can't be closed: " + e.getMessage(), e);
    }
  }
}
