package dev.athanor.document.profile;

import dev.athanor.document.profile.Profile.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the documents that are least like texts, or least like the others. */
final class Strangeness {
  private static final int LONG_ENOUGH = 400;
  private static final double MOST = 0.8;

  private Strangeness() {}

  /** A document, how strange it is, and why. */
  private record Strange(Facts facts, double score, List<String> reasons) {
  }

  static List<Note> of(List<Facts> facts, int most) {
    String usual = usual(facts);
    return facts.stream().map(each -> judged(each, usual)).filter(each -> each.score > 0).sorted(Comparator
        .comparingDouble(Strange::score).reversed().thenComparing(each -> each.facts.document())).limit(most)
        .map(
            each -> new Note(each.facts.document(), String.join("; ", each.reasons)))
        .toList();
  }

  /** The language of nearly all; empty if there is none. */
  private static String usual(List<Facts> facts) {
    Map<String, Integer> counts = new HashMap<>();
    facts.forEach(each -> each.language().ifPresent(language -> counts.merge(language, 1, Integer::sum)));
    return counts.entrySet().stream()
        .filter(each -> each.getValue() >= MOST * facts.size() && facts.size() >= 5).map(
            Map.Entry::getKey)
        .findFirst().orElse("");
  }

  private static Strange judged(Facts facts, String usual) {
    Measures measures = facts.measures();
    List<String> reasons = new ArrayList<>();
    double score = 0;
    if (measures.unreadable() > 0) {
      reasons.add(measures.unreadable() + " characters were lost in reading");
      score += 1 + Math.min(2, 100.0 * measures.unreadable() / measures.characters());
    }
    int mojibake = facts.treatment().getOrDefault("mojibake-repaired", 0);
    if (mojibake > 0) {
      reasons.add("read in a wrong encoding at " + mojibake + " places, which are repaired");
      score += 1;
    }
    int hidden = facts.treatment().getOrDefault("invisible-characters", 0);
    if (hidden > 50) {
      reasons.add(hidden + " invisible characters");
      score += 0.5;
    }
    score += texture(measures, reasons);
    if (!usual.isEmpty() && facts.language().isPresent() && !facts.language().get().equals(usual)) {
      reasons.add("in " + facts.language().get() + ", the others in " + usual);
      score += 0.7;
    }
    return new Strange(facts, score, reasons);
  }

  private static double texture(Measures measures, List<String> reasons) {
    if (measures.characters() < LONG_ENOUGH) {
      return 0;
    }
    double score = 0;
    if (measures.letters() < 0.55) {
      reasons.add(percent(measures.letters()) + " letters");
      score += 0.55 - measures.letters() + 0.5;
    }
    if (measures.compressed() < 0.15) {
      reasons.add("repeats itself: compresses to " + percent(measures.compressed()));
      score += 0.5 + (0.15 - measures.compressed()) * 4;
    }
    if (measures.compressed() > 0.8 && measures.characters() > 4 * LONG_ENOUGH) {
      reasons.add("like noise: compresses to " + percent(measures.compressed()) + " only");
      score += 1;
    }
    if (measures.noise() > 0.02) {
      reasons.add(
          "like bad character recognition: " + percent(measures.noise()) + " of words mix cases or digits");
      score += 0.5 + measures.noise() * 5;
    }
    if (measures.wordLength() > 14) {
      reasons.add("words of " + Math.round(measures.wordLength())
          + " characters on average: words may have run together");
      score += 0.5;
    }
    return score;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
