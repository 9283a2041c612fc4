package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.answer.AnswerSettings;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.source.Glob;
import dev.athanor.knowledge.source.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code athanor.yaml}. Every mistake is named with its line, its column and what was expected. */
final class ProjectFile {
  private ProjectFile() {}

  static ProjectSettings read(Path file) {
    YamlMap root = new Yaml(file).read();
    YamlMap knowledge = root.map("knowledge");
    YamlMap systems = root.map("systems");
    root.finish();
    return new ProjectSettings(knowledge(knowledge), ask(systems));
  }

  private static KnowledgeSettings knowledge(YamlMap map) {
    List<SourceSettings> sources = new ArrayList<>();
    for (YamlMap source : map.maps("sources")) {
      sources.add(source(source));
    }
    ByteSize maxFileSize = map.read("maxFileSize", ByteSize::parse)
        .orElse(new ByteSize(Selection.STANDARD_MAX_BYTES));
    RetrievalSettings retrieval = retrieval(map.map("retrieval"));
    map.finish();
    return map.build(() -> {
      if (sources.isEmpty() && !map.isEmpty()) {
        throw AthanorException.user("project-sources", KnowledgeSettings.NO_SOURCES);
      }
      return new KnowledgeSettings(sources, maxFileSize, retrieval);
    });
  }

  private static RetrievalSettings retrieval(YamlMap map) {
    RetrievalSettings standard = RetrievalSettings.STANDARD;
    Mode mode = map.oneOf("mode", Mode.values()).orElse(standard.mode());
    int k = map.wholeNumber("k").orElse(standard.k());
    int candidates = map.wholeNumber("candidates").orElse(Math.max(k, standard.candidates()));
    double denseWeight = map.number("denseWeight").orElse(standard.denseWeight());
    int perDocument = map.wholeNumber("perDocument").orElse(standard.perDocument());
    boolean expandParents = map.yesOrNo("expandParents").orElse(standard.expandParents());
    map.finish();
    return map.build(() -> new RetrievalSettings(mode, k, candidates, denseWeight, perDocument,
        expandParents));
  }

  private static SystemSettings ask(YamlMap systems) {
    YamlMap map = systems.map("ask");
    systems.finish();
    return switch (map.oneOf("kind", Kind.values()).orElse(Kind.EXTRACTIVE)) {
      case EXTRACTIVE -> extractive(map);
    };
  }

  private static SystemSettings.Extractive extractive(YamlMap map) {
    AnswerSettings standard = AnswerSettings.STANDARD;
    int passages = map.wholeNumber("passages").orElse(standard.passages());
    int sentences = map.wholeNumber("sentences").orElse(standard.sentences());
    int citations = map.wholeNumber("citations").orElse(standard.citations());
    double minimumConfidence = map.number("minimumConfidence").orElse(standard.minimumConfidence());
    map.finish();
    return new SystemSettings.Extractive(map.build(() -> new AnswerSettings(passages, sentences, citations,
        minimumConfidence)));
  }

  /** The kinds of systems. */
  private enum Kind {
    EXTRACTIVE
  }

  private static SourceSettings source(YamlMap map) {
    String folder = map.text("folder").orElseThrow(() -> map.problem("folder", map.inside("folder")
        + " is missing; expected the folder that the documents are in"));
    var source = new SourceSettings(folder, map.text("name"), patterns(map, "include"), patterns(map,
        "exclude"));
    map.finish();
    return source;
  }

  private static List<String> patterns(YamlMap map, String key) {
    List<String> patterns = map.texts(key);
    for (String pattern : patterns) {
      try {
        Glob.of(pattern);
      } catch (AthanorException e) {
        throw map.problem(key, map.inside(key) + ": " + e.getMessage());
      }
    }
    return patterns;
  }
}
