package dev.athanor.cli.project;

import dev.athanor.embedders.EmbedderSettings;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Reads {@code knowledge.chunking}, {@code knowledge.embedder} and {@code knowledge.indexes}.
 *
 * @param retrieval reads how an index is searched, with another one's settings where nothing is said
 * @param embedder reads what makes vectors
 */
record IndexesSection(BiFunction<YamlMap, RetrievalSettings, RetrievalSettings> retrieval,
    EmbedderSection embedder) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  /**
   * Reads them.
   *
   * @param knowledge where they are
   * @param searched how the first index is searched
   */
  IndexesSettings read(YamlMap knowledge, RetrievalSettings searched) {
    YamlMap chunking = knowledge.map("chunking");
    YamlMap indexes = knowledge.map("indexes");
    EmbedderSettings embeds = embedder.read(knowledge.map("embedder"), new EmbedderSettings.Shipped());
    ChunkSizes sizes = chunking(chunking, ChunkSizes.STANDARD);
    Map<String, IndexSettings> beside = new LinkedHashMap<>();
    indexes.each().forEach((name, map) -> {
      check(name, indexes);
      ChunkSizes own = chunking(map.map("chunking"), sizes);
      RetrievalSettings how = retrieval.apply(map.map("retrieval"), searched);
      EmbedderSettings other = embedder.read(map.map("embedder"), embeds);
      map.finish();
      beside.put(name, new IndexSettings(own, how, other));
    });
    return new IndexesSettings(sizes, beside, embeds);
  }

  private static void check(String name, YamlMap indexes) {
    if (name.equals(IndexesSettings.MAIN)) {
      throw indexes.problem(name, indexes.inside(name) + " is the index that knowledge itself describes;"
          + " expected another name, or its settings directly under knowledge");
    }
    if (!NAME.matcher(name).matches()) {
      throw indexes.problem(name,
          "\"" + name + "\" can't be the name of an index; expected lower-case letters,"
              + " digits, - and _, with a letter or digit first, such as \"small\"");
    }
  }

  private static ChunkSizes chunking(YamlMap map, ChunkSizes standard) {
    int chunk = map.wholeNumber("chunk").orElse(standard.chunk());
    int section = map.wholeNumber("section").orElse(Math.max(chunk, standard.section()));
    map.finish();
    return map.build(() -> sizes(chunk, section));
  }

  private static ChunkSizes sizes(int chunk, int section) {
    try {
      return new ChunkSizes(chunk, section);
    } catch (IllegalArgumentException e) {
      throw AthanorException.user("chunk-sizes", "chunking has chunk " + chunk + " and section " + section
          + "; expected at least " + ChunkSizes.SMALLEST_CHUNK
          + " tokens a chunk, and a section that is not smaller than a chunk");
    }
  }
}
