package dev.athanor.knowledge.answer;

import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.analysis.Language;
import dev.athanor.knowledge.index.Snapshot;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A question, taken apart.
 *
 * @param text as it was asked
 * @param kind what it asks for
 * @param weights its different words in the form in which they are indexed, and how much each tells
 * @param head the noun after the question word, as in "which <em>team</em>", in that form; empty if there is none
 */
record Question(String text, QuestionKind kind, Map<String, Double> weights, String head) {
  private static final Set<String> QUESTION_WORDS =
      Set.of("who", "whom", "whose", "when", "where", "what", "which", "why",
          "how", "mani", "much", "name", "did", "do", "doe");

  static Question of(String text, Snapshot snapshot) {
    int chunks = snapshot.chunks();
    Map<String, Double> weights = new LinkedHashMap<>();
    for (IndexedWord word : IndexedWord.of(text)) {
      if (!QUESTION_WORDS.contains(word.form())) {
        weights.computeIfAbsent(word.form(), form -> rarity(occurrences(word, text, snapshot), chunks));
      }
    }
    return new Question(text, QuestionKind.of(text), weights, head(text));
  }

  /** In how many chunks a word occurs, in the form that it has in the language of each. */
  private static int occurrences(IndexedWord word, String text, Snapshot snapshot) {
    int occurrences = 0;
    for (Language language : snapshot.languages()) {
      List<IndexedWord> forms = language.equals(Language.ENGLISH) ? List.of(word)
          : language.words(text.substring(word.start(), word.end()));
      occurrences += forms.stream().mapToInt(snapshot::occurrences).max().orElse(0);
    }
    return occurrences;
  }

  /** Inverse document frequency as in BM25. */
  private static double rarity(int occurrences, int chunks) {
    return Math.log(1 + (Math.max(0, chunks - occurrences) + 0.5) / (occurrences + 0.5));
  }

  private static String head(String text) {
    List<Token> tokens = Token.of(text);
    for (int i = 0; i + 1 < tokens.size(); i++) {
      String word = tokens.get(i).lower();
      boolean asks =
          word.equals("what") || word.equals("which") || word.equals("many") || word.equals("much");
      if (asks && tokens.get(i + 1).isContent()) {
        return form(tokens.get(i + 1).text());
      }
    }
    return "";
  }

  static String form(String word) {
    List<IndexedWord> forms = IndexedWord.of(word);
    return forms.isEmpty() ? word.toLowerCase(Locale.ROOT) : forms.getFirst().form();
  }

  /** How much the different words that also stand in a text tell. */
  double weightOf(Iterable<String> forms) {
    Set<String> seen = new HashSet<>();
    double sum = 0;
    for (String form : forms) {
      if (seen.add(form)) {
        sum += weights.getOrDefault(form, 0.0);
      }
    }
    return sum;
  }

  double totalWeight() {
    return weights.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
