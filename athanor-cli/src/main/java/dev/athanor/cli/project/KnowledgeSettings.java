package dev.athanor.cli.project;

import dev.athanor.document.clean.CleaningSettings;
import dev.athanor.document.parse.child.ParserLimits;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.opensearch.index.OpenSearchSettings;
import java.util.HashSet;
import dev.athanor.knowledge.sync.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a project knows.
 *
 * @param sources where the documents are; none in a project without documents
 * @param maxFileSize a larger file is reported and not read
 * @param cleaning what is done to documents before they are indexed
 * @param retrieval how it is searched
 * @param cluster where the index is, if not in the folder of the project
 * @param parsing what the processes that read files may use
 * @param schedules when sources are to be synced, by name; empty for the one without a name
 * @param indexes how large the chunks of its index are, and the indexes beside that one
 */
public record KnowledgeSettings(List<SourceSettings> sources, ByteSize maxFileSize,
    CleaningSettings cleaning, RetrievalSettings retrieval, Optional<OpenSearchSettings> cluster,
    ParserLimits parsing, Map<String, Schedule> schedules, IndexesSettings indexes) {
  /** Of a project without documents, where some are needed. */
  public static final String NO_SOURCES =
      "knowledge.sources is empty; expected at least one item such as \"- folder: docs\"";

  /** With one index, whose chunks are as usual. */
  public KnowledgeSettings(List<SourceSettings> sources, ByteSize maxFileSize, CleaningSettings cleaning,
      RetrievalSettings retrieval, Optional<OpenSearchSettings> cluster, ParserLimits parsing,
      Map<String, Schedule> schedules) {
    this(sources, maxFileSize, cleaning, retrieval, cluster, parsing, schedules, IndexesSettings.STANDARD);
  }

  /** Checks that every source can be told from the others. */
  public KnowledgeSettings {
    sources = List.copyOf(sources);
    schedules = Map.copyOf(schedules);
    Set<String> names = new HashSet<>();
    for (SourceSettings source : sources) {
      if (!names.add(source.name().orElse(""))) {
        throw AthanorException.user("project-sources", source.name()
            .map(name -> "two sources are named \"" + name + "\"; give each its own name")
            .orElse("the source " + source.described()
                + " has no name; with several sources all but one need a name, such as \"name: handbook\""));
      }
    }
  }

  /**
   * How the index of that name is made and searched.
   *
   * @throws AthanorException {@code index-unknown}
   */
  public IndexSettings index(String name) {
    indexes.check(name);
    return Optional.ofNullable(indexes.beside().get(name))
        .orElseGet(() -> new IndexSettings(indexes.chunking(), retrieval, indexes.embedder()));
  }
}
