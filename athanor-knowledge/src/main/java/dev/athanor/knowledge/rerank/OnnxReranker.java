package dev.athanor.knowledge.rerank;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.json.Hash;
import dev.athanor.knowledge.embed.OnnxRuntime;
import dev.athanor.knowledge.embed.WordPieceTokenizer;
import dev.athanor.knowledge.retrieve.Reranker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A cross-encoder of the BERT family in an ONNX file: reads 512 tokens of question and passage at most and gives one number. It
 * computes one pair at a time on one thread. Files are read when they are first needed. Safe for use by many threads.
 */
public final class OnnxReranker implements Reranker, AutoCloseable {
  private static final int MOST_TOKENS = 512;
  private static final int MOST_OF_QUESTION = 256;
  private static final int DIGITS = 12;

  private final Path model;
  private final Path tokenizer;
  private final ExecutorService worker = OnnxRuntime.worker("rerank");
  /** Guarded by this. */
  private Optional<String> version = Optional.empty();
  /** Both used on the worker's thread alone. */
  private @Nullable CrossEncoder encoder;
  private @Nullable WordPieceTokenizer words;

  /** From these files. */
  public OnnxReranker(Path model, Path tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
  }

  @Override
  public synchronized String version() {
    if (version.isEmpty()) {
      version = Optional
          .of("reranker-" + digest("model", model) + "-" + digest("tokenizer", tokenizer) + "-" + MOST_TOKENS
              + "+" + OnnxRuntime.COMPUTES);
    }
    return version.orElseThrow();
  }

  private static String digest(String what, Path file) {
    MessageDigest digest = Hash.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new AthanorException("reranker-" + what, Category.USER, false,
          "the reranker's " + what + " " + file + " can't be read: " + e
              + "; expected a file; mend knowledge.retrieval.reranker." + what + " in athanor.yaml",
          e);
    }
    return Hash.ofDigest(digest.digest()).hex().substring(0, DIGITS);
  }

  @Override
  public double[] scores(String question, List<String> passages) {
    version();
    Future<double[]> scores = worker.submit(() -> compute(question, passages));
    try {
      return scores.get();
    } catch (InterruptedException e) {
      scores.cancel(true);
      Thread.currentThread().interrupt();
      throw new AthanorException("interrupted", Category.INTERNAL, true, "reranking was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof AthanorException known ? known
          : new AthanorException("reranker-failed", Category.INTERNAL, false,
              "the reranker " + model + " failed: " + e
                  .getCause(),
              e);
    }
  }

  private double[] compute(String question, List<String> passages) {
    WordPieceTokenizer pieces = words == null ? Vocabulary.read(tokenizer) : words;
    words = pieces;
    CrossEncoder loaded = encoder == null ? CrossEncoder.load(model) : encoder;
    encoder = loaded;
    long[] asked = pieces.sequence(question, MOST_OF_QUESTION);
    return passages.stream()
        .mapToDouble(passage -> loaded.score(asked, pieces.sequence(passage, MOST_TOKENS - asked.length + 1)))
        .toArray();
  }

  /** Frees the model's memory. Calls that are under way end first. */
  @Override
  public void close() {
    worker.close();
    CrossEncoder loaded = encoder;
    if (loaded != null) {
      loaded.close();
    }
  }
}
