package dev.athanor.promptfoo.assertion;

import dev.athanor.eval.scorer.text.Edits;
import dev.athanor.eval.scorer.text.Overlap;
import dev.athanor.promptfoo.assertion.Asserted.One;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Assertions about how alike an answer is to another text. */
final class LikenessChecks {
  private static final int ORDERS = 4;
  /** What promptfoo takes for a precision of 0, whose logarithm is none. */
  private static final double NEXT_TO_NOTHING = 1e-7;
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}_]+(?:'[\\p{L}\\p{N}_]+)?|[^\\p{L}\\p{N}_\\s]");

  private LikenessChecks() {}

  static Check levenshtein(One assertion) {
    List<Integer> value = Values.text(assertion).chars().boxed().toList();
    double most = assertion.threshold().orElse(5.0);
    return (sample, _) -> {
      int distance = Edits.distance(sample.output().text().chars().boxed().toList(), value);
      return Verdict.of(distance <= most, assertion.inverse(), "Levenshtein distance " + distance);
    };
  }

  static Check rouge(One assertion) {
    List<String> value = tokens(Values.text(assertion));
    double threshold = assertion.threshold().orElse(0.75);
    return (sample, _) -> {
      List<String> said = tokens(sample.output().text());
      double score = said.isEmpty() || value.isEmpty() ? 0 : Overlap.ofRuns(said, value, 1).f1();
      return Verdict.of(score, threshold, assertion.inverse(), "ROUGE-1");
    };
  }

  private static List<String> tokens(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }

  static Check bleu(One assertion) {
    List<List<String>> values = Values.texts(assertion).stream().map(LikenessChecks::words).toList();
    double threshold = assertion.threshold().orElse(0.5);
    return (sample, _) -> Verdict.of(bleu(words(sample.output().text()), values), threshold,
        assertion.inverse(),
        "BLEU");
  }

  private static List<String> words(String text) {
    return Pattern.compile("\\s+").splitAsStream(text.toLowerCase(Locale.ROOT).strip()).filter(word -> !word
        .isEmpty()).toList();
  }

  /** BLEU (Papineni et al. 2002) with the orders that the answer has, each with the best single reference. */
  static double bleu(List<String> said, List<List<String>> references) {
    if (said.isEmpty()) {
      return 0;
    }
    int nearest = references.stream().mapToInt(List::size).boxed().min(java.util.Comparator.comparingInt(
        (Integer size) -> Math.abs(size - said.size())).thenComparingInt(size -> size)).orElse(0);
    int orders = Math.min(ORDERS, said.size());
    double logarithms = IntStream.rangeClosed(1, orders)
        .mapToDouble(n -> references.stream().mapToDouble(each -> Overlap.ofRuns(said, each, n).precision())
            .max().orElse(0))
        .map(precision -> Math.log(precision == 0 ? NEXT_TO_NOTHING : precision)).sum();
    double brevity = said.size() > nearest ? 1 : Math.exp(1 - (double) nearest / said.size());
    return brevity * Math.exp(logarithms / orders);
  }

  static Check gleu(One assertion) {
    List<List<String>> values = Values.texts(assertion).stream().map(LikenessChecks::dotless).toList();
    double threshold = assertion.threshold().orElse(0.5);
    return (sample, _) -> {
      List<String> said = dotless(sample.output().text());
      double score = values.stream().mapToDouble(each -> gleu(said, each)).max().orElse(0);
      return Verdict.of(score, threshold, assertion.inverse(), "GLEU");
    };
  }

  private static List<String> dotless(String text) {
    return words(text).stream().map(word -> word.replaceFirst("\\.+$", "")).toList();
  }

  /** GLEU (Wu et al. 2016): the lesser of precision and recall over runs of one to four words. */
  static double gleu(List<String> said, List<String> reference) {
    if (said.stream().allMatch(String::isEmpty)) {
      return 0;
    }
    Overlap overlap = Overlap.ofBags(runs(said), runs(reference));
    return said.equals(reference) ? 1 : Math.min(overlap.precision(), overlap.recall());
  }

  private static List<List<String>> runs(List<String> words) {
    List<List<String>> runs = new ArrayList<>();
    for (int n = 1; n <= ORDERS; n++) {
      for (int i = 0; i + n <= words.size(); i++) {
        runs.add(words.subList(i, i + n));
      }
    }
    return runs;
  }
}
