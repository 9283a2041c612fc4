package dev.athanor.embedders;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.embed.OnnxRuntime;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Embeds with a model of LangChain4j's in this process. Its files are read when they are first needed. Safe for use by many threads:
 * the model is asked by one of its own.
 */
public final class ModelEmbedder implements Embedder, AutoCloseable {
  private final LocalModel source;
  private final Prepared prepared;
  private final ExecutorService worker = OnnxRuntime.worker("embedder");
  /** Used on the worker's thread alone. */
  private @Nullable EmbeddingModel model;
  private final VectorLength length = new VectorLength(Optional.empty());

  private ModelEmbedder(LocalModel source, EmbedderSettings.Texts texts) {
    this.source = source;
    this.prepared = new Prepared(texts);
  }

  /** From ONNX files. */
  public static ModelEmbedder of(EmbedderSettings.OnnxFiles settings) {
    return new ModelEmbedder(new OnnxFilesModel(settings), settings.texts());
  }

  /** From a class. */
  public static ModelEmbedder of(EmbedderSettings.OwnClass settings) {
    return new ModelEmbedder(new OwnClassModel(settings), settings.texts());
  }

  @Override
  public String version() {
    return source.version() + prepared.version();
  }

  @Override
  public int dimensions() {
    return length.of(this);
  }

  @Override
  public List<float[]> embed(List<String> passages) {
    return vectors(passages.stream().map(prepared::passage).toList());
  }

  @Override
  public float[] embedQuery(String query) {
    return vectors(List.of(prepared.question(query))).getFirst();
  }

  private List<float[]> vectors(List<String> texts) {
    version();
    Future<List<float[]>> made = worker.submit(() -> compute(texts));
    try {
      return made.get();
    } catch (InterruptedException e) {
      made.cancel(true);
      throw Retrying.interrupted(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof AthanorException known ? known : failed("failed: " + cause(e), e);
    }
  }

  private List<float[]> compute(List<String> texts) {
    Thread.currentThread().setContextClassLoader(source.loader());
    EmbeddingModel loaded = model == null ? source.load() : model;
    model = loaded;
    List<Embedding> made = loaded.embedAll(texts.stream().map(TextSegment::from).toList()).content();
    if (made.size() != texts.size()) {
      throw failed(
          "has made " + made.size() + " vectors for " + texts.size() + " texts; expected one for each",
          null);
    }
    List<float[]> vectors = new ArrayList<>();
    for (Embedding each : made) {
      vectors.add(Unit.of(each.vector()).orElseThrow(() -> failed(
          "has made a vector of zeros or of what is no number, which is near to nothing; expected numbers",
          null)));
    }
    return vectors;
  }

  private AthanorException failed(String what, @Nullable Throwable cause) {
    var failure = new AthanorException("embedding-failed", Category.USER, false, "the embedder "
        + source.described() + " " + what);
    failure.initCause(cause);
    return failure;
  }

  /** What lies under wrappings that say nothing. */
  static String cause(Throwable e) {
    Throwable inside = e;
    while (inside.getCause() != null) {
      inside = inside.getCause();
    }
    return inside.getMessage() == null ? inside.getClass().getSimpleName() : inside.getMessage();
  }

  /** Frees the model's memory. Calls that are under way end first. */
  @Override
  public void close() {
    worker.close();
    source.close();
  }

  @Override
  public String toString() {
    return "ModelEmbedder[" + source.described() + "]";
  }
}
