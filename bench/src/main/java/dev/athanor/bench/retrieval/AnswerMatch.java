package dev.athanor.bench.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * SQuAD's measures of an answer: exact match and F1 over words, both without case, marks and articles. See <a
 * href="https://arxiv.org/abs/1606.05250">Rajpurkar et al. 2016</a>.
 */
final class AnswerMatch {
  private AnswerMatch() {}

  static double exact(String answer, List<String> expected) {
    return expected.stream().anyMatch(each -> words(each).equals(words(answer))) ? 1 : 0;
  }

  static double f1(String answer, List<String> expected) {
    return expected.stream().mapToDouble(each -> f1(words(answer), words(each))).max().orElse(0);
  }

  private static double f1(List<String> answer, List<String> expected) {
    List<String> rest = new ArrayList<>(expected);
    long common = answer.stream().filter(rest::remove).count();
    return common == 0 ? 0 : 2.0 * common / (answer.size() + expected.size());
  }

  private static List<String> words(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("\\p{Punct}", "")
        .replaceAll("\\b(a|an|the)\\b", " ").strip();
    return plain.isEmpty() ? List.of() : List.of(plain.split("\\s+", -1));
  }
}
