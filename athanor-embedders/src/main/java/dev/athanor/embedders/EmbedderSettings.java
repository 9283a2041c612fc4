package dev.athanor.embedders;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.model.ModelName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which embedder makes the vectors of an index. */
public sealed interface EmbedderSettings {
  /** The one that comes with the program. */
  record Shipped() implements EmbedderSettings {}

  /**
   * A model of a provider.
   *
   * @param model by provider and name
   * @param dimensions how long its vectors shall be; empty for its own length
   * @param batch how many texts it is sent at once
   * @param texts what is done to texts before
   */
  record Provided(ModelName model, Optional<Integer> dimensions, int batch, Texts texts)
      implements EmbedderSettings {
    /** How many texts are sent at once, if nothing is said. */
    public static final int BATCH = 64;
    /** The most that any provider takes. */
    private static final int MOST = 2048;

    /** Checks. */
    public Provided {
      if (batch < 1 || batch > MOST) {
        throw AthanorException.user("embedder-settings", "the embedder " + model + " has batch " + batch
            + "; expected from 1 to " + MOST + " texts at once");
      }
      if (dimensions.filter(each -> each < 1 || each > KnowledgeIndex.MOST_DIMENSIONS).isPresent()) {
        throw AthanorException.user("embedder-settings", "the embedder " + model + " has dimensions "
            + dimensions.get() + "; expected from 1 to " + KnowledgeIndex.MOST_DIMENSIONS
            + ", which is what an index takes");
      }
    }
  }

  /**
   * A model of the BERT family in ONNX files.
   *
   * @param model its file
   * @param tokenizer the {@code tokenizer.json} that belongs to it
   * @param pooling how the rows of its output become one
   * @param texts what is done to texts before
   */
  record OnnxFiles(Path model, Path tokenizer, Pooling pooling, Texts texts) implements EmbedderSettings {}

  /**
   * A class that implements LangChain4j's {@code EmbeddingModel} and has a constructor without parameters.
   *
   * @param name of the class
   * @param jars where it is, and what it needs beside LangChain4j's core: files, or folders of them
   * @param texts what is done to texts before
   */
  record OwnClass(String name, List<Path> jars, Texts texts) implements EmbedderSettings {
    /** Copies and checks. */
    public OwnClass {
      jars = List.copyOf(jars);
      if (jars.isEmpty()) {
        throw AthanorException.user("embedder-settings", "the embedder's class " + name
            + " has no jars; expected the file that it is in, or a folder with it and what it needs");
      }
    }
  }

  /** How the rows of a model's output become one vector. */
  enum Pooling {
    /** Their mean. */
    MEAN,
    /** The first one's, which is that of the mark of the start. */
    CLS
  }

  /**
   * What is done to texts before they are embedded.
   *
   * @param question what stands before each question; models are trained to see it
   * @param passage what stands before each passage
   * @param tokens how many tokens the model reads; what is longer is cut off at its end
   */
  record Texts(String question, String passage, int tokens) {
    /** How many tokens a model reads, if nothing is said: no usual one reads fewer but some that run in this process. */
    public static final int TOKENS = 2048;
    /** As they are. */
    public static final Texts PLAIN = new Texts("", "", TOKENS);

    /** Checks. */
    public Texts {
      if (tokens < 1) {
        throw AthanorException.user("embedder-settings", "the embedder has tokens " + tokens
            + "; expected how many tokens its model reads, such as " + TOKENS);
      }
    }
  }
}
