package dev.athanor.bench.sync;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.athanor.knowledge.embed.OnnxRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The same model in ONNX Runtime on every core, and nothing else: tokens are made beforehand, results are thrown away. */
final class BareOnnx implements AutoCloseable {
  private static final int WORKERS = Runtime.getRuntime().availableProcessors();
  /** ONNX Runtime needs a deep stack when it starts. */
  private static final long STACK = 64L << 20;

  private final ExecutorService pool =
      Executors.newFixedThreadPool(WORKERS, Thread.ofPlatform().daemon().stackSize(STACK).factory());
  private final HuggingFaceTokenizer tokenizer;
  private final OrtEnvironment environment;
  private final OrtSession session;

  BareOnnx() throws Exception {
    try (InputStream file = resource("/bge-small-en-v1.5-q-tokenizer.json")) {
      tokenizer = HuggingFaceTokenizer.newInstance(file, Map.of("truncation", "true", "maxLength", "512"));
    }
    environment = pool.submit(OnnxRuntime::environment).get();
    byte[] model;
    try (InputStream file = resource("/bge-small-en-v1.5-q.onnx")) {
      model = file.readAllBytes();
    }
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(model, options);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(BareOnnx.class.getResourceAsStream(name), name);
  }

  List<long[]> tokens(List<String> passages) {
    return passages.stream().map(passage -> tokenizer.encode(passage).getIds()).toList();
  }

  /** Computes all of them, one a run; the longest first, so that no core waits for another at the end. */
  int run(List<long[]> texts) throws IOException {
    List<long[]> longest = new ArrayList<>(texts);
    longest.sort((a, b) -> Integer.compare(b.length, a.length));
    AtomicInteger next = new AtomicInteger();
    Callable<Boolean> worker = () -> {
      for (int i = next.getAndIncrement(); i < longest.size(); i = next.getAndIncrement()) {
        run(longest.get(i));
      }
      return true;
    };
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        all.add(pool.submit(worker));
      }
      for (Future<Boolean> each : all) {
        each.get();
      }
    } catch (Exception e) {
      throw new IOException("the model could not be run", e);
    }
    return texts.size();
  }

  private void run(long[] tokens) throws OrtException {
    long[] ones = new long[tokens.length];
    Arrays.fill(ones, 1);
    long[] shape = {1, tokens.length};
    try (var ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
        var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        var types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[tokens.length]), shape)) {
      session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types)).close();
    }
  }

  @Override
  public void close() throws OrtException {
    pool.close();
    tokenizer.close();
    session.close();
  }
}
