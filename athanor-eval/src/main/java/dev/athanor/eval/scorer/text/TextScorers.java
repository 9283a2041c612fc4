package dev.athanor.eval.scorer.text;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.References;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Scorers of words. Without a reference those that compare give {@link Score.Unscored}. An abstention has no words. */
public final class TextScorers {
  private TextScorers() {}

  /** The same characters, but for white space around them. */
  public static Scorer exact(boolean ignoreCase) {
    return compare("exact", (said, right) -> folded(said.strip(), ignoreCase)
        .equals(folded(right.strip(), ignoreCase)), "equal to");
  }

  /** The same after {@link Words#normalised}: SQuAD's exact match. */
  public static Scorer normalised() {
    return compare("normalised", (said, right) -> Words.normalised(said).equals(Words.normalised(right)),
        "equal, normalised, to");
  }

  /** Begins with the reference. */
  public static Scorer startsWith(boolean ignoreCase) {
    return compare("starts-with", (said, right) -> folded(said.strip(), ignoreCase)
        .startsWith(folded(right.strip(), ignoreCase)), "the beginning is");
  }

  private static Scorer compare(String name, BiPredicate<String, String> same, String words) {
    return Scorer.of(Metric.passFail(name, "1"), sample -> References.best(sample, name, (said, right) -> {
      boolean passed = same.test(said, right);
      return Score.passed(passed, (passed ? "" : "not ") + words + " \"" + right + "\"");
    }));
  }

  /** Which of several texts must be there. */
  public enum Wanted {
    /** Each of them. */
    ALL,
    /** One of them. */
    ANY,
    /** Not one of them. */
    NONE
  }

  /**
   * Contains texts.
   *
   * @param texts to look for; if there are none, the case's references
   */
  public static Scorer contains(List<String> texts, Wanted wanted, boolean ignoreCase) {
    return Scorer.of(Metric.passFail("contains", "1"), sample -> {
      List<String> all = texts.isEmpty() ? References.texts(sample.given()) : texts;
      if (all.isEmpty()) {
        return References.missing(sample.given(), "contains");
      }
      String said = folded(sample.output().text(), ignoreCase);
      Predicate<String> there = text -> said.contains(folded(text, ignoreCase));
      List<String> lacking = all.stream().filter(there.negate()).toList();
      boolean passed = switch (wanted) {
        case ALL -> lacking.isEmpty();
        case ANY -> lacking.size() < all.size();
        case NONE -> lacking.size() == all.size();
      };
      return Score.passed(passed,
          "found " + all.stream().filter(there).toList() + ", did not find " + lacking);
    });
  }

  /** Has a part that matches a regular expression, or is matched as a whole. */
  public static Scorer regex(Pattern pattern, boolean whole) {
    return Scorer.of(Metric.passFail("regex", "1"), sample -> {
      var matcher = pattern.matcher(sample.output().text());
      boolean passed = whole ? matcher.matches() : matcher.find();
      return Score.passed(passed, (passed ? "matches " : "does not match ") + pattern);
    });
  }

  /** F1 of the words after {@link Words#normalised}, as SQuAD's: two answers without words are equal. */
  public static Scorer tokenF1() {
    return fraction("token-f1", (said, right) -> Score.of(Overlap.ofWords(said, right)));
  }

  /** Which part of an overlap counts. */
  public enum Part {
    /** Of what was said. */
    PRECISION,
    /** Of what should have been said. */
    RECALL,
    /** The harmonic mean of both. */
    F1
  }

  /**
   * ROUGE (Lin 2004) as {@code rouge_score} of google-research computes it.
   *
   * @param n how many words a run has; 0 for the longest common subsequence, ROUGE-L
   */
  public static Scorer rouge(int n, boolean stem, Part part) {
    String name = n == 0 ? "rouge-l" : "rouge-" + n;
    return fraction(name, (said, right) -> {
      List<String> expected = Words.rouge(right, stem);
      if (expected.isEmpty()) {
        return Score.unscored(
            "the reference has no word that ROUGE knows, which are runs of a-z and 0-9; use token-f1"
                + " for other scripts");
      }
      List<String> words = Words.rouge(said, stem);
      Overlap overlap = n == 0 ? Overlap.ofSequence(words, expected) : Overlap.ofRuns(words, expected, n);
      return Score.of(part(overlap, part));
    });
  }

  private static double part(Overlap overlap, Part part) {
    return switch (part) {
      case PRECISION -> overlap.precision();
      case RECALL -> overlap.recall();
      case F1 -> overlap.f1();
    };
  }

  /** Sentence BLEU against all references together. */
  public static Scorer bleu() {
    return Scorer.of(Metric.fraction("bleu", "1"), sample -> {
      List<String> references = References.texts(sample.given());
      return references.isEmpty() ? References.missing(sample.given(), "bleu")
          : Score.of(new Bleu().add(sample.output().text(), references).value());
    });
  }

  /** How alike the characters are, by edit distance in code points over the longer text. */
  public static Scorer editSimilarity() {
    return fraction("edit-similarity",
        (said, right) -> Score.of(Edits.similarity(Edits.characters(said), Edits.characters(right))));
  }

  private static Scorer fraction(String name, java.util.function.BiFunction<String, String, Score> measure) {
    return Scorer.of(Metric.fraction(name, "1"), sample -> References.best(sample, name, measure));
  }

  /** How many words were said, of any script. */
  public static Scorer wordCount() {
    return Scorer.of(Metric.cost("word-count", "1"),
        sample -> Score.of(Words.of(sample.output().text()).size()));
  }

  /** Not more words than that, and not fewer than that. */
  public static Scorer length(int least, int most) {
    return Scorer.of(Metric.passFail("length", "1"), sample -> {
      int words = Words.of(sample.output().text()).size();
      return Score.passed(words >= least && words <= most,
          words + " words, expected " + least + " to " + most);
    });
  }

  /** Answers, and does not abstain. */
  public static Scorer answered() {
    return Scorer.of(Metric.passFail("answered", "1"),
        sample -> Score.passed(!sample.output().abstained(),
            sample.output().abstained() ? "abstained" : "answered"));
  }

  /** Whether it abstained where it should, and answered where it could: the case says {@code answerable} in its metadata. */
  public static Scorer abstention() {
    return Scorer.of(Metric.passFail("abstention", "1"), TextScorers::abstention);
  }

  private static Score abstention(Sample sample) {
    var answerable = sample.given().metadata().path("answerable");
    if (!answerable.isBoolean()) {
      return Score.unscored(
          "case \"" + sample.given().id() + "\" does not say answerable: true or false in its metadata,"
              + " which abstention compares with");
    }
    boolean abstained = sample.output().abstained();
    return Score.passed(abstained != answerable.booleanValue(),
        (abstained ? "abstained" : "answered") + " a case that is "
            + (answerable.booleanValue() ? "" : "not ") + "answerable");
  }

  private static String folded(String text, boolean ignoreCase) {
    return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
  }
}
