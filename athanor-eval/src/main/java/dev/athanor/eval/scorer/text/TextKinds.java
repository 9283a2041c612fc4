package dev.athanor.eval.scorer.text;

import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.kind.Kind.Setting;
import dev.athanor.eval.scorer.kind.Settings;
import dev.athanor.eval.scorer.text.NumericScorer.Pick;
import dev.athanor.eval.scorer.text.TextScorers.Part;
import dev.athanor.eval.scorer.text.TextScorers.Wanted;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The scorers of words, as files name them. */
public final class TextKinds {
  private static final Setting CASE = new Setting("ignoreCase", "true or false; by default false");
  private static final String REFERENCE = "a reference";

  /** All of them. */
  public static final List<Kind> ALL = List.of(
      new Kind("exact", "the same characters", REFERENCE, List.of(CASE), "",
          given -> TextScorers.exact(given.flag("ignoreCase", false))),
      new Kind("normalised", "the same without case, punctuation and articles", REFERENCE, List.of(),
          "SQuAD, Rajpurkar et al. 2016", _ -> TextScorers.normalised()),
      new Kind("starts-with", "begins with the reference", REFERENCE, List.of(CASE), "",
          given -> TextScorers.startsWith(given.flag("ignoreCase", false))),
      new Kind("contains", "has texts in it", "a reference, or the setting texts",
          List.of(new Setting("texts", "one or several; by default the references"),
              new Setting("wanted", "all, any or none; by default all"), CASE),
          "", given -> TextScorers.contains(given.texts("texts"), given.choice("wanted", Wanted.ALL),
              given.flag("ignoreCase", false))),
      new Kind("regex", "matches a regular expression", "-",
          List.of(new Setting("pattern", "of java.util.regex"),
              new Setting("whole", "true or false; by default false")),
          "", TextKinds::regex),
      new Kind("numeric", "the right number", "a reference with a number",
          List.of(new Setting("absolute", "how far off it may be; by default 0"),
              new Setting("relative", "how far off it may be, as a part of the reference; by default 0"),
              new Setting("pick", "last, first or any number of the answer; by default last"),
              new Setting("decimalComma", "whether 1.234,5 is meant; by default false")),
          "", TextKinds::numeric),
      new Kind("token-f1", "common words, precision and recall", REFERENCE, List.of(),
          "SQuAD, Rajpurkar et al. 2016",
          _ -> TextScorers.tokenF1()),
      new Kind("rouge", "common runs of words", REFERENCE,
          List.of(new Setting("n", "how many words a run has; by default 1"),
              new Setting("stem", "true or false; by default false"),
              new Setting("part", "precision, recall or f1; by default f1")),
          "Lin 2004; rouge_score of google-research", given -> rouge(given, given.whole("n", 1, 1))),
      new Kind("rouge-l", "the longest common subsequence of words", REFERENCE,
          List.of(new Setting("stem", "true or false; by default false"),
              new Setting("part", "precision, recall or f1; by default f1")),
          "Lin 2004; rouge_score of google-research", given -> rouge(given, 0)),
      new Kind("bleu", "common runs of one to four words", REFERENCE, List.of(),
          "Papineni et al. 2002; sacrebleu, Post 2018", _ -> TextScorers.bleu()),
      new Kind("edit-similarity", "how alike the characters are", REFERENCE, List.of(), "Levenshtein 1966",
          _ -> TextScorers.editSimilarity()),
      new Kind("word-count", "how many words", "-", List.of(), "", _ -> TextScorers.wordCount()),
      new Kind("length", "not too long, not too short", "-",
          List.of(new Setting("least", "words; by default 1"),
              new Setting("most", "words; by default any number")),
          "",
          TextKinds::length),
      new Kind("abstention", "abstains where it should", "answerable in the case's metadata", List.of(), "",
          _ -> TextScorers.abstention()),
      new Kind("answered", "answers, and does not abstain", "-", List.of(), "", _ -> TextScorers.answered()),
      new Kind("agreement", "says what was said in the run that the case was taken from",
          "a case of athanor lab",
          List.of(), "SQuAD's F1 of words, Rajpurkar et al. 2016", _ -> Agreement.observed()));

  private TextKinds() {}

  private static Scorer regex(Settings given) {
    String pattern = given.neededText("pattern");
    try {
      return TextScorers.regex(Pattern.compile(pattern), given.flag("whole", false));
    } catch (PatternSyntaxException e) {
      throw given.wrong("pattern", given.json().get("pattern"), "a regular expression; " + e.getDescription()
          + " at position " + e.getIndex());
    }
  }

  private static Scorer length(Settings given) {
    int least = given.whole("least", 1, 0);
    int most = given.whole("most", Integer.MAX_VALUE, 0);
    if (most < least) {
      throw given.wrong("most", given.json().path("most"), "a whole number of at least " + least
          + ", which is its least");
    }
    return TextScorers.length(least, most);
  }

  private static Scorer numeric(Settings given) {
    return new NumericScorer(given.number("absolute", 0, 0, Double.MAX_VALUE),
        given.number("relative", 0, 0, Double.MAX_VALUE), given.choice("pick", Pick.LAST),
        given.flag("decimalComma", false));
  }

  private static Scorer rouge(Settings given, int n) {
    return TextScorers.rouge(n, given.flag("stem", false), given.choice("part", Part.F1));
  }
}
