package dev.athanor.cli.workshop;

import dev.athanor.cli.project.Project;
import dev.athanor.cli.terminal.Progress;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.child.ParsingProcesses;
import dev.athanor.document.parse.RawDocument;
import dev.athanor.document.profile.Profile;
import dev.athanor.document.profile.Profiler;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Source;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at all documents of a project, one after the other, without the index and without changing anything.
 *
 * @param environment where passwords are looked for
 */
public record Profiling(Project project, Map<String, String> environment) {
  /** Documents of one source. */
  private record Listed(Source source, Listing listing) {
  }

  /** Does it, and shows how far it is. */
  public Profile run(InstantSource clock, Progress progress) {
    try (ParsingProcesses processes = new ParsingProcesses(project.settings().knowledge().parsing())) {
      return run(processes.parsers(), clock, progress);
    }
  }

  private Profile run(Parsers parsers, InstantSource clock, Progress progress) {
    Cleaning cleaning = Cleaning.standard(project.settings().knowledge().cleaning());
    Profiler profiler = new Profiler(clock);
    List<Listed> all = new ArrayList<>();
    for (Source source : Syncing.sources(project, parsers, environment, clock)) {
      Listing listing = source.list();
      profiler.listed(listing);
      all.add(new Listed(source, listing));
    }
    long total = all.stream().mapToLong(each -> each.listing().entries().size()).sum();
    long done = 0;
    for (Listed each : all) {
      for (Entry entry : each.listing().entries()) {
        progress.at(done++, total, entry.document().value());
        look(each.source(), entry, parsers, cleaning, profiler);
      }
    }
    return profiler.profile();
  }

  private static void look(Source source, Entry entry, Parsers parsers, Cleaning cleaning,
      Profiler profiler) {
    long size = entry.bytes().orElse(0);
    try {
      Optional<Content> opened = source.open(entry, Optional.empty());
      if (opened.isEmpty()) {
        return;
      }
      try (Content content = opened.get()) {
        byte[] bytes = content.stream().readAllBytes();
        size = bytes.length;
        RawDocument raw =
            new RawDocument(entry.document(), bytes, content.mediaType(), content.attributes().or(entry
                .attributes()));
        switch (parsers.parse(raw).result()) {
          case ParseResult.ParseFailed(String reason) -> profiler.failed(entry.document(), size, reason);
          case ParseResult.Parsed(var document) ->
              profiler.read(source.id(), cleaning.clean(document), size, content.modified());
        }
      }
    } catch (IOException e) {
      profiler.failed(entry.document(), size, "the file cannot be read (" + e.getMessage()
          + "); make it readable or exclude it");
    } catch (OutOfMemoryError e) {
      profiler.failed(entry.document(), size,
          "the file needs more memory than there is; split it, exclude it, or give"
              + " Java more with -Xmx");
    }
  }
}
