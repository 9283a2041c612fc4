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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Embeds with bge-small-en-v1.5 in ONNX Runtime: 384 dimensions, the output of the first token scaled to length one.
 * Passages are cut off at 512 tokens, marks included. The model is loaded on first use. Safe for use by many threads;
 * however many call, no more texts are computed at once than there are workers.
 */
public final class OnnxEmbedder implements Embedder, AutoCloseable {
  /**
   * What bge was trained to see before a question; see its <a
   * href="https://huggingface.co/BAAI/bge-small-en-v1.5">model card</a>.
   */
  private static final String QUESTION = "Represent this sentence for searching relevant passages: ";
  private static final String VERSION = "bge-small-en-v1.5-q-" + BgeSmall.MODEL_SHA_256.substring(0, 12)
      + "+wordpiece-1+cls1-"
      + BgeSmall.MOST_TOKENS + "+" + OnnxRuntime.COMPUTES;

  /**
   * ONNX Runtime matches the process's command line with a recursive std::regex when it starts, about 200 bytes of stack a
   * character: with the usual 1 MB, a class path of 5 KB ends the JVM with a segmentation fault.
   */
  static final long STACK = 64L << 20;

  private final Path cacheFolder;
  private final int workers;
  private final ExecutorService pool;
  /** Guarded by this. */
  private @Nullable OnnxModel model;

  private OnnxEmbedder(Path cacheFolder, int workers) {
    this.cacheFolder = cacheFolder;
    this.workers = workers;
    // Platform threads: native code would hold the carrier of a virtual one all the same.
    pool =
        Executors.newFixedThreadPool(workers, Thread.ofPlatform().daemon().name("embed-", 0).stackSize(STACK)
            .factory());
  }

  /** The shipped model on every core, with the user's cache folder. */
  public static OnnxEmbedder bgeSmall() {
    return bgeSmall(UnpackedFiles.cacheFolder(), Runtime.getRuntime().availableProcessors());
  }

  /**
   * The shipped model.
   *
   * @param cacheFolder where model and native library are kept between starts, about 62 MB
   * @param workers the most texts computed at once, each on one thread
   */
  public static OnnxEmbedder bgeSmall(Path cacheFolder, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers is " + workers + ", expected at least 1");
    }
    return new OnnxEmbedder(cacheFolder, workers);
  }

  /** Starts to load the model behind the caller's back, so that the first text need not wait for it. */
  public void preload() {
    pool.execute(() -> {
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
    inPool(worker, Math.min(workers, passages.size()));
    return List.of(vectors);
  }

  @Override
  public float[] embedQuery(String query) {
    var vectors = new float[1][];
    inPool(() -> {
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

  private void inPool(Callable<Boolean> task, int copies) {
    List<Future<Boolean>> running = new ArrayList<>();
    try {
      for (int i = 0; i < copies; i++) {
        running.add(pool.submit(task));
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
    synchronized (this) {
      if (model != null) {
        model.close();
        model = null;
      }
    }
  }
}
