package dev.athanor.cli.project;

import dev.athanor.knowledge.retrieve.CopySettings;
import dev.athanor.knowledge.retrieve.ExpansionSettings;
import dev.athanor.knowledge.retrieve.RerankSettings;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code knowledge.retrieval} says beside how passages are searched: copies, expansion, reranker. */
record Refinements(CopySettings copies, Optional<ExpansionSettings> expansion,
    Optional<RerankSettings> reranker) {
  /**
   * Reads it.
   *
   * @param sources what the sources say of copies
   * @param standard where nothing is said
   */
  static Refinements read(YamlMap retrieval, CopySettings sources, RetrievalSettings standard) {
    CopySettings copies = standard.copies().orElse(CopySettings.STANDARD);
    return new Refinements(
        copies(retrieval.map("copies"), copies).trusting(sources.authority())
            .equalOnly(sources.equalOnly()),
        expansion(retrieval).or(
            standard::expansion),
        reranker(retrieval).or(standard::reranker));
  }

  private static CopySettings copies(YamlMap map, CopySettings standard) {
    boolean collapse = map.yesOrNo("collapse").orElse(standard.collapse());
    double likeness = map.number("likeness").orElse(standard.likeness());
    map.finish();
    return map.build(() -> new CopySettings(collapse, likeness));
  }

  /** What the items of {@code knowledge.sources} say of copies. */
  static CopySettings of(List<YamlMap> sources) {
    return CopySettings.STANDARD.trusting(authority(sources)).equalOnly(rows(sources));
  }

  /** The sources by their authority, those without in the order of the file; none where there is only one. */
  private static List<String> authority(List<YamlMap> sources) {
    Map<String, Integer> ranks = new LinkedHashMap<>();
    sources.forEach(source -> ranks.put(name(source),
        source.atLeastOne("authority").orElse(Integer.MAX_VALUE)));
    List<String> names = new ArrayList<>(ranks.keySet());
    names.sort(Comparator.comparingInt(name -> ranks.getOrDefault(name, Integer.MAX_VALUE)));
    return names.size() < 2 ? List.of() : names;
  }

  /** The sources whose documents are made after one pattern. */
  private static List<String> rows(List<YamlMap> sources) {
    return sources.stream()
        .filter(source -> source.keys().contains("records") || source.keys().contains("jdbc"))
        .map(Refinements::name).toList();
  }

  private static String name(YamlMap source) {
    return source.text("name").orElse(SourceSettings.UNNAMED);
  }

  private static Optional<ExpansionSettings> expansion(YamlMap retrieval) {
    YamlMap map = retrieval.map("expansion");
    ExpansionSettings standard = ExpansionSettings.STANDARD;
    int passages = map.wholeNumber("passages").orElse(standard.passages());
    int words = map.wholeNumber("words").orElse(standard.words());
    double weight = map.number("weight").orElse(standard.weight());
    map.finish();
    return retrieval.keys().contains("expansion")
        ? Optional.of(map.build(() -> new ExpansionSettings(passages, words, weight))) : Optional.empty();
  }

  private static Optional<RerankSettings> reranker(YamlMap retrieval) {
    YamlMap map = retrieval.map("reranker");
    Optional<String> model = map.text("model");
    Optional<String> tokenizer = map.text("tokenizer");
    int candidates = map.wholeNumber("candidates").orElse(RerankSettings.CANDIDATES);
    map.finish();
    if (!retrieval.keys().contains("reranker")) {
      return Optional.empty();
    }
    return Optional.of(map.build(() -> new RerankSettings(
        model.orElseThrow(() -> map.problem("model", map.inside("model")
            + " is missing; expected the ONNX file of a cross-encoder, such as models/model.onnx")),
        tokenizer.orElseThrow(() -> map.problem("tokenizer", map.inside("tokenizer")
            + " is missing; expected the vocab.txt or tokenizer.json that lies beside the model")),
        candidates)));
  }

  /** These settings with it. */
  RetrievalSettings on(RetrievalSettings settings) {
    RetrievalSettings refined = settings.with(copies);
    refined = expansion.map(refined::with).orElse(refined);
    return reranker.map(refined::with).orElse(refined);
  }
}
