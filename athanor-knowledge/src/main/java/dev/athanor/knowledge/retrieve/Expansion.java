package dev.athanor.knowledge.retrieve;

import dev.athanor.knowledge.analysis.Asked;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.analysis.Language;
import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.index.IndexedChunk;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Signal;
import dev.athanor.knowledge.index.Snapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Expands a question by pseudo-relevance feedback (RM3, <a
 * href="https://trec.nist.gov/pubs/trec13/papers/umass.novelty.hard.pdf">Abdul-Jaleel et al. 2004</a>): a word counts as much as it
 * is said in the passages that the question's words find first, each weighed by its score. Only passages that the one who asks
 * may find give words.
 */
record Expansion(Snapshot snapshot, ExpansionSettings settings) {
  /** Words that so large a part of all passages have tell nothing. */
  private static final double COMMON = 0.1;
  private static final int ALWAYS_RARE = 10;

  /** The words to be searched in place of the question's; those themselves if nothing is found with them. */
  Asked words(Probe probe) {
    Asked asked = probe.asked(snapshot.languages()).orElseThrow();
    List<Candidate> found = snapshot
        .candidates(new Probe(probe.text(), java.util.Optional.empty(), probe.filter(),
            java.util.Optional.of(asked)), settings.passages())
        .stream().filter(each -> score(each) > 0)
        .sorted(Comparator.comparingDouble((Candidate each) -> -score(each)).thenComparing(Candidate::id))
        .toList();
    Map<String, Double> said = said(found);
    if (said.isEmpty()) {
      return asked;
    }
    double own = asked.weights().values().stream().mapToDouble(Float::doubleValue).sum();
    double others = said.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Float> weights = new LinkedHashMap<>();
    asked.weights().forEach((word, weight) -> weights.put(word, (float) (settings.weight() * weight)));
    said.forEach(
        (word, weight) -> weights.merge(word, (float) ((1 - settings.weight()) * own * weight / others),
            Float::sum));
    weights.values().removeIf(weight -> weight <= 0);
    return new Asked(weights);
  }

  /** The likeliest words of these passages. */
  private Map<String, Double> said(List<Candidate> found) {
    double total = found.stream().mapToDouble(Expansion::score).sum();
    Map<String, Double> said = new HashMap<>();
    for (Candidate each : found) {
      IndexedChunk chunk = snapshot.chunk(each);
      List<IndexedWord> words = chunk.language().words(chunk.excerpt().text());
      words.forEach(word -> said.merge(word.form(), score(each) / total / words.size(), Double::sum));
    }
    double most = Math.max(ALWAYS_RARE, COMMON * snapshot.chunks());
    return said.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
        .filter(each -> Language.unmarked(each.getKey()).codePoints().anyMatch(Character::isLetter))
        .filter(each -> snapshot.occurrences(new IndexedWord(each.getKey(), 0, 0)) <= most)
        .limit(settings.words())
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
  }

  private static double score(Candidate candidate) {
    return candidate.keyword().map(Signal::score).orElse(0.0);
  }

  /** What is told of it. */
  static List<Explanation.Word> told(Asked asked, Asked expanded) {
    return expanded.weights().entrySet().stream()
        .map(each -> new Explanation.Word(Language.unmarked(each.getKey()), language(each.getKey()),
            each.getValue(),
            asked.weights().containsKey(each.getKey())))
        .sorted(Comparator.comparingDouble((Explanation.Word each) -> -each.weight())
            .thenComparing(Explanation.Word::form).thenComparing(Explanation.Word::language))
        .toList();
  }

  private static String language(String form) {
    String mark = Language.mark(form);
    return mark.isEmpty() ? Language.ENGLISH.tag() : mark.substring(0, mark.length() - 1);
  }
}
