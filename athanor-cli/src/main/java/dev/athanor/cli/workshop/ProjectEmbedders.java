package dev.athanor.cli.workshop;

import dev.athanor.cli.project.Project;
import dev.athanor.embedders.EmbedderSettings;
import dev.athanor.error.AthanorException;
import dev.athanor.embedders.ModelEmbedder;
import dev.athanor.embedders.ProviderEmbedder;
import dev.athanor.embedders.Retrying;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.embed.Embedders;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.models.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The embedders of a project's indexes, each made when it is first asked for. The shipped one is always among them: answers without
 * a model are calibrated with it. Safe for use by many threads.
 */
public final class ProjectEmbedders implements Embedders, AutoCloseable {
  private final Project project;
  private final Function<ModelName, EmbeddingModel> models;
  /** Guarded by this. */
  private final Map<EmbedderSettings, Embedder> made = new LinkedHashMap<>();
  /** Guarded by this. */
  private @Nullable OnnxEmbedder shipped;

  /**
   * Of a project.
   *
   * @param models finds a provider's model
   */
  public ProjectEmbedders(Project project, Function<ModelName, EmbeddingModel> models) {
    this.project = project;
    this.models = models;
  }

  @Override
  public synchronized OnnxEmbedder standard() {
    OnnxEmbedder one = shipped;
    if (one == null) {
      one = OnnxEmbedder.bgeSmall();
      shipped = one;
    }
    return one;
  }

  /**
   * The embedder of the index of that name.
   *
   * @throws dev.athanor.error.AthanorException {@code index-unknown}
   */
  public Embedder in(String index) {
    return of(project.settings().knowledge().index(index).embedder());
  }

  private synchronized Embedder of(EmbedderSettings settings) {
    return made.computeIfAbsent(settings, _ -> switch (settings) {
      case EmbedderSettings.Shipped _ -> standard();
      case EmbedderSettings.Provided provided ->
          new ProviderEmbedder(provided, models, Retrying.of(ModelOperation.PATIENT));
      case EmbedderSettings.OnnxFiles files -> ModelEmbedder.of(files);
      case EmbedderSettings.OwnClass ownClass -> ModelEmbedder.of(ownClass);
    });
  }

  /**
   * Checks that an index has the vectors of the embedder that the project names for it, and that there is a key where one is needed.
   *
   * @param indexed the version of the embedder that made its vectors
   * @throws AthanorException {@code index-embedder}, or why the embedder can't be asked
   */
  void check(String index, String indexed) {
    Embedder embedder = in(index);
    if (!embedder.version().equals(indexed)) {
      throw AthanorException.data("index-embedder", "the index \"" + index + "\" has vectors of " + indexed
          + ", and " + Project.FILE + " names the embedder " + embedder.version()
          + " for it, whose vectors don't compare with those; run `athanor sync`, which embeds the documents again, or"
          + " search with retrieval.mode keyword");
    }
    if (embedder instanceof ProviderEmbedder provided) {
      var _ = models.apply(provided.model());
    }
  }

  /** One whose files are missing is in nobody's way but that of its own index. */
  @Override
  public Optional<Embedder> of(String version) {
    List<AthanorException> unreadable = new ArrayList<>();
    for (Embedder each : all()) {
      try {
        if (each.version().equals(version)) {
          return Optional.of(each);
        }
      } catch (AthanorException e) {
        unreadable.add(e);
      }
    }
    if (!unreadable.isEmpty()) {
      throw unreadable.getFirst();
    }
    return Optional.empty();
  }

  @Override
  public List<String> versions() {
    return all().stream().map(Embedder::version).toList();
  }

  /** The embedders of indexes beside the shipped one, each with the names of its indexes. */
  public Map<Embedder, List<String>> others() {
    Map<Embedder, List<String>> others = new LinkedHashMap<>();
    for (String index : project.settings().knowledge().indexes().names()) {
      Embedder embedder = in(index);
      if (embedder != standard()) {
        others.computeIfAbsent(embedder, _ -> new ArrayList<>()).add(index);
      }
    }
    return others;
  }

  /** How many tokens each provider's model has counted so far; none where nothing was embedded. */
  synchronized Map<ModelName, Long> tokens() {
    Map<ModelName, Long> tokens = new LinkedHashMap<>();
    made.values().forEach(each -> {
      if (each instanceof ProviderEmbedder provided && provided.tokens() > 0) {
        tokens.merge(provided.model(), provided.tokens(), Long::sum);
      }
    });
    return tokens;
  }

  private Set<Embedder> all() {
    Set<Embedder> all = new LinkedHashSet<>();
    all.add(standard());
    project.settings().knowledge().indexes().names().forEach(index -> all.add(in(index)));
    return all;
  }

  @Override
  public synchronized void close() {
    if (shipped != null) {
      shipped.close();
    }
    made.values().forEach(each -> {
      if (each instanceof ModelEmbedder loaded) {
        loaded.close();
      }
    });
  }
}
