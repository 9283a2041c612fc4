package dev.athanor.embedders;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.knowledge.embed.OnnxRuntime;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model of the BERT family from its ONNX file and its tokenizer. Each text is a run of its own on one thread, as with the shipped
 * embedder, so that its numbers do not depend on its neighbours. Text of more than 510 tokens is embedded in pieces of that length,
 * whose weighted mean is its vector: that is LangChain4j's way.
 */
final class OnnxFilesModel implements LocalModel {
  private final EmbedderSettings.OnnxFiles settings;
  private final ExecutorService workers;
  private Optional<String> digests = Optional.empty();
  private @Nullable OrtSession session;

  OnnxFilesModel(EmbedderSettings.OnnxFiles settings) {
    this.settings = settings;
    this.workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
        Thread.ofPlatform().daemon().name("embedder-", 0).factory());
  }

  @Override
  public synchronized String version() {
    String found = digests.orElseGet(() -> FileDigest.of(weights(), "model", "onnx") + "-"
        + FileDigest.of(List.of(settings.tokenizer()), "tokenizer", "tokenizer"));
    digests = Optional.of(found);
    return "onnx-" + found + "+" + settings.pooling().name().toLowerCase(Locale.ROOT)
        + "+mean-510+" + OnnxRuntime.COMPUTES;
  }

  /** Large models have their numbers in a file beside them. */
  private List<Path> weights() {
    return Stream.concat(Stream.of(settings.model()),
        Stream.of("_data", ".data")
            .map(end -> settings.model().resolveSibling(settings.model().getFileName() + end))
            .filter(Files::isRegularFile))
        .toList();
  }

  @Override
  public String described() {
    return settings.model().toString();
  }

  @Override
  public ClassLoader loader() {
    return OnnxFilesModel.class.getClassLoader();
  }

  @Override
  public EmbeddingModel load() {
    quieten();
    OrtSession loaded = session();
    try (InputStream tokenizer = Files.newInputStream(settings.tokenizer())) {
      PoolingMode pooling = switch (settings.pooling()) {
        case MEAN -> PoolingMode.MEAN;
        case CLS -> PoolingMode.CLS;
      };
      return new Loaded(workers,
          new OnnxBertBiEncoder(OnnxRuntime.environment(), loaded, tokenizer, pooling));
    } catch (IOException | RuntimeException e) {
      free();
      throw new AthanorException("embedder-tokenizer", Category.USER, false, "the embedder's tokenizer "
          + settings.tokenizer() + " can't be used: " + ModelEmbedder.cause(e)
          + "; expected the tokenizer.json that lies beside the model", e);
    }
  }

  private OrtSession session() {
    try {
      OrtEnvironment environment = OnnxRuntime.environment();
      try (var options = OnnxRuntime.options()) {
        OrtSession loaded = environment.createSession(settings.model().toString(), options);
        session = loaded;
        return loaded;
      }
    } catch (OrtException | UnsatisfiedLinkError e) {
      throw new AthanorException("embedder-onnx", Category.USER, false,
          "the embedder's model " + settings.model()
              + " can't be loaded: " + e.getMessage() + "; expected the ONNX file of a model that embeds",
          e);
    }
  }

  /** The tokenizer's library would tell a cloud that it was started, and unpack into the home folder. */
  private static void quieten() {
    System.getProperties().putIfAbsent("OPT_OUT_TRACKING", "true");
    System.getProperties().putIfAbsent("ai.djl.offline", "true");
    System.getProperties().putIfAbsent("ENGINE_CACHE_DIR",
        OnnxRuntime.cacheFolder().resolve("djl").toString());
  }

  @Override
  public void close() {
    workers.close();
    free();
  }

  private void free() {
    OrtSession loaded = session;
    session = null;
    if (loaded != null) {
      try {
        loaded.close();
      } catch (OrtException e) {
        throw AthanorException.data("embedding-failed", "the embedder's model " + settings.model()
            + " can't be closed: " + e.getMessage(), e);
      }
    }
  }

  /** LangChain4j's, with our session. */
  private static final class Loaded extends AbstractInProcessEmbeddingModel {
    private final OnnxBertBiEncoder encoder;

    Loaded(Executor executor, OnnxBertBiEncoder encoder) {
      super(executor);
      this.encoder = encoder;
    }

    @Override
    protected OnnxBertBiEncoder model() {
      return encoder;
    }
  }
}
