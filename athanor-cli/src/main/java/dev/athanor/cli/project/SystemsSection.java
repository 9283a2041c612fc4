package dev.athanor.cli.project;

import dev.athanor.knowledge.answer.AnswerSettings;
import dev.athanor.prompt.PromptName;
import dev.athanor.system.PromptUse;
import dev.athanor.system.SystemDefinition;
import dev.athanor.system.context.ContextLimits;
import dev.athanor.system.rag.RagSettings;
import dev.athanor.yaml.BudgetSection;
import dev.athanor.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code systems}. */
final class SystemsSection {
  private SystemsSection() {}

  static Map<String, SystemDefinition> read(YamlMap systems) {
    Map<String, SystemDefinition> all = new LinkedHashMap<>();
    systems.each().forEach((name, map) -> all.put(name, system(name, map)));
    all.putIfAbsent(ProjectSettings.ASK, SystemDefinition.Extractive.STANDARD);
    return all;
  }

  private static SystemDefinition system(String name, YamlMap map) {
    Optional<Kind> said = map.oneOf("kind", Kind.values());
    if (said.isEmpty() && !name.equals(ProjectSettings.ASK)) {
      throw map.problem("kind", map.inside("kind")
          + " is missing; expected extractive (no model), rag (a model and the documents) or prompt (a model)");
    }
    SystemDefinition system = switch (said.orElse(Kind.EXTRACTIVE)) {
      case EXTRACTIVE ->
          new SystemDefinition.Extractive(extractive(map), BudgetSection.read(map.map("budget")));
      case RAG -> new SystemDefinition.Rag(ModelsSection.use(map, "model"), prompts(map, false), rag(map),
          limits(map.map("limits")),
          BudgetSection.read(map.map("budget")));
      case PROMPT -> new SystemDefinition.Prompted(ModelsSection.use(map, "model"), prompts(map, true),
          limits(map.map("limits")),
          BudgetSection.read(map.map("budget")));
    };
    map.finish();
    return system;
  }

  private static AnswerSettings extractive(YamlMap map) {
    AnswerSettings standard = AnswerSettings.STANDARD;
    int passages = map.wholeNumber("passages").orElse(standard.passages());
    int sentences = map.wholeNumber("sentences").orElse(standard.sentences());
    int citations = map.wholeNumber("citations").orElse(standard.citations());
    double minimumConfidence = map.number("minimumConfidence").orElse(standard.minimumConfidence());
    return map.build(() -> new AnswerSettings(passages, sentences, citations, minimumConfidence));
  }

  private static RagSettings rag(YamlMap map) {
    RagSettings standard = RagSettings.STANDARD;
    double minimumSimilarity = map.number("minimumSimilarity").orElse(standard.minimumSimilarity());
    RagSettings.Cite cite = map.oneOf("cite", RagSettings.Cite.values()).orElse(standard.cite());
    boolean quotes = map.yesOrNo("quotes").orElse(standard.quotes());
    return map.build(() -> new RagSettings(minimumSimilarity, cite, quotes));
  }

  private static PromptUse prompts(YamlMap map, boolean several) {
    Optional<PromptName> one = map.read("prompt", PromptName::parse);
    List<PromptName> all = several ? map.reads("prompts", PromptName::parse) : List.of();
    if (one.isPresent() && !all.isEmpty()) {
      throw map.problem("prompts", map.inside("prompts") + " is here beside prompt; keep one of the two");
    }
    return new PromptUse(one.map(List::of).orElse(all), map.read("repair", PromptName::parse));
  }

  private static ContextLimits limits(YamlMap map) {
    int context = map.wholeNumber("context").orElse(ContextLimits.STANDARD.context());
    int answer = map.wholeNumber("answer").orElse(ContextLimits.STANDARD.answer());
    map.finish();
    return map.build(() -> new ContextLimits(context, answer));
  }

  /** The kinds of systems. */
  private enum Kind {
    EXTRACTIVE, RAG, PROMPT
  }
}
