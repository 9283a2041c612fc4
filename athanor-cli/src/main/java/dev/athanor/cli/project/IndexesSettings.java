package dev.athanor.cli.project;

import dev.athanor.embedders.EmbedderSettings;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.run.Nearest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The indexes of a project.
 *
 * @param chunking how large the chunks of the first one are
 * @param beside those beside the first one, by name, in the order of the file
 * @param embedder what makes the vectors of the first one
 */
public record IndexesSettings(ChunkSizes chunking, Map<String, IndexSettings> beside,
    EmbedderSettings embedder) {
  /** The name of the index that every project has. */
  public static final String MAIN = "main";
  /** One index, as it is for a user who says nothing. */
  public static final IndexesSettings STANDARD = new IndexesSettings(ChunkSizes.STANDARD, Map.of());

  private static final int SHOWN = 5;

  /** With the embedder that comes with the program. */
  public IndexesSettings(ChunkSizes chunking, Map<String, IndexSettings> beside) {
    this(chunking, beside, new EmbedderSettings.Shipped());
  }

  /** Copies. */
  public IndexesSettings {
    beside = Collections.unmodifiableMap(new LinkedHashMap<>(beside));
  }

  /** All names, the first one's first. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(MAIN));
    names.addAll(beside.keySet());
    return names;
  }

  /**
   * Checks that there is an index of that name.
   *
   * @throws AthanorException {@code index-unknown}
   */
  public void check(String name) {
    if (!names().contains(name)) {
      throw AthanorException.user("index-unknown", "there is no index \"" + name + "\" in " + Project.FILE
          + "; nearest: " + String.join(", ", Nearest.to(name, names(), SHOWN))
          + "; define it there under knowledge.indexes");
    }
  }
}
