package dev.athanor.cli.project;

import dev.athanor.document.clean.CleaningSettings;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.retrieve.CopySettings;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.document.parse.child.ParserLimits;
import dev.athanor.document.source.Selection;
import dev.athanor.opensearch.index.OpenSearchSettings;
import dev.athanor.system.SystemDefinition;
import dev.athanor.yaml.Yaml;
import dev.athanor.yaml.YamlMap;
import java.nio.file.Path;
import dev.athanor.knowledge.sync.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code athanor.yaml}. Every mistake is named with its line, its column and what was expected. */
final class ProjectFile {
  private ProjectFile() {}

  static ProjectSettings read(Path file) {
    YamlMap root = new Yaml(file).read();
    YamlMap knowledge = root.map("knowledge");
    YamlMap models = root.map("models");
    YamlMap systems = root.map("systems");
    Optional<String> ask = root.text("ask");
    root.finish();
    Path folder = file.toAbsolutePath().resolveSibling("");
    KnowledgeSettings known = knowledge(knowledge, folder);
    ModelsSettings asked = ModelsSection.read(models, folder);
    Map<String, SystemDefinition> answering = SystemsSection.read(systems);
    boolean searches = root.keys().contains("systems")
        && answering.values().stream().allMatch(system -> !(system instanceof SystemDefinition.Prompted));
    if (known.sources().isEmpty() && (searches || root.keys().contains("knowledge"))) {
      throw knowledge.problem("", KnowledgeSettings.NO_SOURCES);
    }
    try {
      return new ProjectSettings(known, asked, answering, ask.orElse(ProjectSettings.ASK));
    } catch (AthanorException e) {
      throw root.problem("ask", String.valueOf(e.getMessage()));
    }
  }

  private static KnowledgeSettings knowledge(YamlMap map, Path folder) {
    List<YamlMap> items = map.maps("sources");
    Map<String, Schedule> schedules = new HashMap<>();
    for (YamlMap source : items) {
      ScheduleSection.read(source)
          .ifPresent(schedule -> schedules.put(source.text("name").orElse(""), schedule));
    }
    ByteSize maxFileSize = map.read("maxFileSize", ByteSize::parse)
        .orElse(new ByteSize(Selection.STANDARD_MAX_BYTES));
    SourcesSection section = new SourcesSection(folder, maxFileSize);
    CopySettings copies = Refinements.of(items);
    List<SourceSettings> sources = items.stream().map(section::read).toList();
    CleaningSettings cleaning = CleaningSection.read(map.map("cleaning"));
    RetrievalSettings retrieval = retrieval(map.map("retrieval"), copies, RetrievalSettings.STANDARD);
    Optional<OpenSearchSettings> cluster = new IndexSection(folder).read(map.map("index"));
    ParserLimits parsing = ParsingSection.read(map.map("parsing"));
    IndexesSettings indexes =
        new IndexesSection((how, standard) -> retrieval(how, copies, standard), new EmbedderSection(folder))
            .read(map, retrieval);
    map.finish();
    return map.build(() -> new KnowledgeSettings(sources, maxFileSize, cleaning, retrieval, cluster, parsing,
        schedules, indexes));
  }

  private static RetrievalSettings retrieval(YamlMap map, CopySettings sources,
      RetrievalSettings standard) {
    Mode mode = map.oneOf("mode", Mode.values()).orElse(standard.mode());
    int k = map.wholeNumber("k").orElse(standard.k());
    int candidates = map.wholeNumber("candidates").orElse(Math.max(k, standard.candidates()));
    double denseWeight = map.number("denseWeight").orElse(standard.denseWeight());
    int perDocument = map.wholeNumber("perDocument").orElse(standard.perDocument());
    boolean expandParents = map.yesOrNo("expandParents").orElse(standard.expandParents());
    Optional<String> filter = map.text("filter").or(standard::filter);
    Refinements refinements = Refinements.read(map, sources, standard);
    map.finish();
    return map.build(() -> refinements.on(new RetrievalSettings(mode, k, candidates, denseWeight, perDocument,
        expandParents, filter)));
  }
}
