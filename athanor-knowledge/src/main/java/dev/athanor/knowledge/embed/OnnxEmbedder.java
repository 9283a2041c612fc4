package dev.athanor.knowledge.embed;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Embeds with bge-small-en-v1.5 in ONNX Runtime: 384 dimensions, the output of the first token scaled to length one.
 * Passages are cut off at 512 tokens, marks included. The model is loaded on first use. Safe for use by many threads;
 * however many call, no more passages are computed at once than there are workers, and no more questions. Passages get what
 * the rest of the machine leaves them ({@link Background}), so that questions are answered while a sync embeds.
 */
public final class OnnxEmbedder implements Embedder, AutoCloseable {
  /**
   * What bge was trained to see before a question; see its <a
   * href="https://huggingface.co/BAAI/bge-small-en-v1.5">model card</a>.
   */
  private static final String QUESTION = "Represent this sentence for searching relevant passages: ";
  private static final String VERSION = "bge-small-en-v1.5-q-" + BgeSmall.MODEL_SHA_256.substring(0, 12)
      + "+wordpiece-1+lighter-1+cls-"
      + BgeSmall.MOST_TOKENS + "+" + OnnxRuntime.COMPUTES;

  /**
   * ONNX Runtime matches the process's command line with a recursive std::regex when it starts, about 200 bytes of stack a
   * character: with the usual 1 MB, a class path of 5 KB ends the JVM with a segmentation fault.
   */
  static final long STACK = 64L << 20;

  private final Path cacheFolder;
  private final int workers;
  private final ExecutorService pool;
  /** Whoever asks a question waits for it: it does not queue behind passages, nor yield to others. */
  private final ExecutorService questions;
  /** Guarded by this. */
  private @Nullable OnnxModel model;

  private OnnxEmbedder(Path cacheFolder, int workers) {
    this.cacheFolder = cacheFolder;
    this.workers = workers;
    // Platform threads: native code would hold the carrier of a virtual one all the same.
    pool = Executors.newFixedThreadPool(workers, Background.threads(threads("embed-")));
    questions = Executors.newFixedThreadPool(workers, threads("question-"));
  }

  private static ThreadFactory threads(String name) {
    return Thread.ofPlatform().daemon().name(name, 0).stackSize(STACK).factory();
  }

  /** The shipped model on every core, with the user's cache folder. */
  public static OnnxEmbedder bgeSmall() {
    return bgeSmall(UnpackedFiles.cacheFolder(), Runtime.getRuntime().availableProcessors());
  }

  /**
   * The shipped model.
   *
   * @param cacheFolder where model and native library are kept between starts, about 62 MB
   * @param workers the most passages computed at once, and the most questions, each on one thread
   */
  public static OnnxEmbedder bgeSmall(Path cacheFolder, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers is " + workers + ", expected at least 1");
    }
    return new OnnxEmbedder(cacheFolder, workers);
  }

  /** Starts to load the model behind the caller's back, so that the first text need not wait for it. */
  public void preload() {
    questions.execute(() -> {
      model();
      WordPieceTokenizer.bgeSmall();
    });
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public int dimensions() {
    return BgeSmall.DIMENSIONS;
  }

  @Override
  public List<float[]> embed(List<String> passages) {
    // The longest first, so that no worker starts on a long one when the others have finished.
    int[] order = IntStream.range(0, passages.size()).boxed()
        .sorted(Comparator.comparingInt((Integer i) -> passages.get(i).length()).reversed()).mapToInt(i -> i)
        .toArray();
    var vectors = new float[passages.size()][];
    var next = new AtomicInteger();
    Callable<Boolean> worker = () -> {
      for (int i = next.getAndIncrement(); i < order.length; i = next.getAndIncrement()) {
        vectors[order[i]] = vector(passages.get(order[i]));
      }
      return true;
    };
    run(pool, worker, Math.min(workers, passages.size()));
    return List.of(vectors);
  }

  @Override
  public float[] embedQuery(String query) {
    var vectors = new float[1][];
    run(questions, () -> {
      vectors[0] = vector(QUESTION + query);
      return true;
    }, 1);
    return vectors[0];
  }

  private float[] vector(String text) {
    float[] row = model().firstRow(WordPieceTokenizer.bgeSmall().sequence(text, BgeSmall.MOST_TOKENS));
    double squares = 0;
    for (float x : row) {
      squares += (double) x * x;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (row[i] / length);
    }
    return row;
  }

  private static void run(ExecutorService threads, Callable<Boolean> task, int copies) {
    List<Future<Boolean>> running = new ArrayList<>();
    try {
      for (int i = 0; i < copies; i++) {
        running.add(threads.submit(task));
      }
      for (Future<Boolean> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AthanorException("interrupted", Category.INTERNAL, true, "embedding was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AthanorException known) {
        throw known;
      }
      throw new AthanorException("embedding-failed", Category.INTERNAL, false, "embedding failed: " + e
          .getCause(), e);
    } finally {
      running.forEach(each -> each.cancel(true));
    }
  }

  private synchronized OnnxModel model() {
    if (model == null) {
      model = OnnxModel.bgeSmall(cacheFolder);
    }
    return model;
  }

  /** Frees the model's memory. Calls that are under way end first. */
  @Override
  public void close() {
    pool.close();
    questions.close();
    synchronized (this) {
      if (model != null) {
        model.close();
        model = null;
      }
    }
  }
}
