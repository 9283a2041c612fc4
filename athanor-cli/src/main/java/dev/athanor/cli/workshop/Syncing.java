package dev.athanor.cli.workshop;

import dev.athanor.error.AthanorException;
import dev.athanor.cli.project.SourceSettings;
import dev.athanor.cli.project.IndexesSettings;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.terminal.Progress;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.child.ParsingProcesses;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.sync.Following;
import dev.athanor.knowledge.sync.Schedule;
import dev.athanor.knowledge.sync.Sync;
import dev.athanor.knowledge.sync.SyncForecast;
import dev.athanor.knowledge.sync.SyncOptions;
import dev.athanor.knowledge.sync.SyncReport;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a project's documents into its index.
 *
 * @param embedders make the vectors
 * @param environment where passwords are looked for
 */
public record Syncing(Project project, ProjectEmbedders embedders, Map<String, String> environment) {
  /** Does it, and shows how far it is. */
  public SyncReport run(SyncOptions options, Progress progress) {
    InstantSource clock = InstantSource.system();
    try (ParsingProcesses processes = new ParsingProcesses(project.settings().knowledge().parsing())) {
      Parsers parsers = processes.parsers();
      return sync(parsers, clock).run(sources(project, parsers, environment, clock), options,
          at -> progress.at(at.documents(),
              at.total(), at.current()));
    }
  }

  /** What it would do. Writes nothing. */
  public SyncForecast forecast(SyncOptions options) {
    Parsers parsers = Parsers.standard();
    InstantSource clock = InstantSource.system();
    return sync(parsers, clock).forecast(sources(project, parsers, environment, clock), options);
  }

  /** When sources are to be synced. */
  public Map<SourceId, Schedule> schedules() {
    Map<SourceId, Schedule> schedules = new LinkedHashMap<>();
    for (SourceSettings source : project.settings().knowledge().sources()) {
      Optional.ofNullable(project.settings().knowledge().schedules().get(source.name().orElse(""))).ifPresent(
          schedule -> schedules.put(new SourceId(source.name().orElse(Sources.UNNAMED)), schedule));
    }
    if (schedules.isEmpty()) {
      throw AthanorException.user("no-schedule", project.file()
          + ": no source says when it is to be synced; write \"every: 15 min\" or \"at: 03:00\" below its folder");
    }
    return schedules;
  }

  private Sync sync(Parsers parsers, InstantSource clock) {
    return new Sync(Workshop.knowledgeFolder(project), parsers,
        Cleaning.standard(project.settings().knowledge().cleaning()),
        new StructureChunker(project.settings().knowledge().indexes().chunking()),
        embedders.in(IndexesSettings.MAIN), clock)
        .into(() -> Indexes.open(project, IndexesSettings.MAIN, environment));
  }

  /** Brings an index beside the first one in step with what was read for that, and shows how far it is. */
  public SyncReport runBeside(String name, SyncOptions options, Progress progress) {
    StructureChunker chunker = new StructureChunker(project.settings().knowledge().index(name).chunking());
    return new Following(Indexes.folder(project, IndexesSettings.MAIN), Indexes.folder(project, name),
        chunker,
        embedders.in(name), InstantSource.system(), () -> Indexes.open(project, name, environment))
        .run(options,
            at -> progress.at(at.documents(), at.total(), name + ": " + at.current()));
  }

  /** The sources of a project. */
  static List<Source> sources(Project project, Parsers parsers, Map<String, String> environment,
      InstantSource clock) {
    return new Sources(project, parsers.globs(), environment, clock).all();
  }
}
