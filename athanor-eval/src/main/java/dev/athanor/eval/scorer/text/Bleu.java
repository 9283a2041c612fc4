package dev.athanor.eval.scorer.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * BLEU (Papineni et al. 2002) as sacrebleu computes it by default (Post 2018): runs of up to four words, cut as {@code 13a}, exponential
 * smoothing of orders without a match, from 0 to 1. Counts add up, so that texts make a corpus.
 */
public final class Bleu {
  private static final int ORDERS = 4;
  private static final List<Map.Entry<Pattern, String>> CUTS = List.of(
      Map.entry(Pattern.compile("([\\{-\\~\\[-\\` -\\&\\(-\\+\\:-\\@\\/])"), " $1 "),
      Map.entry(Pattern.compile("([^0-9])([.,])"), "$1 $2 "),
      Map.entry(Pattern.compile("([.,])([^0-9])"), " $1 $2"),
      Map.entry(Pattern.compile("([0-9])(-)"), "$1 $2 "));

  private final int[] matched = new int[ORDERS];
  private final int[] total = new int[ORDERS];
  private int said;
  private int expected;

  /** Adds a text and its references, of which the one with the nearest length counts for the length. */
  public Bleu add(String text, List<String> references) {
    List<String> words = cut(text);
    List<List<String>> right = references.stream().map(Bleu::cut).toList();
    said += words.size();
    expected += right.stream().map(List::size)
        .min(Comparator.comparingInt((Integer size) -> Math.abs(size - words.size()))
            .thenComparingInt(size -> size))
        .orElse(0);
    for (int n = 1; n <= ORDERS; n++) {
      Map<List<String>, Integer> most = new HashMap<>();
      for (List<String> each : right) {
        Overlap.count(Overlap.runs(each, n)).forEach((run, count) -> most.merge(run, count, Math::max));
      }
      List<List<String>> runs = Overlap.runs(words, n);
      total[n - 1] += runs.size();
      matched[n - 1] += Overlap.common(Overlap.count(runs), most);
    }
    return this;
  }

  /** What it is; orders that all of it is too short for do not count. */
  public double value() {
    if (matched[0] == 0) {
      return 0;
    }
    double sum = 0;
    double halving = 1;
    int orders = 0;
    for (int n = 0; n < ORDERS; n++) {
      if (total[n] == 0) {
        break;
      }
      orders++;
      halving *= matched[n] == 0 ? 2 : 1;
      sum += Math.log(matched[n] == 0 ? 1 / (halving * total[n]) : (double) matched[n] / total[n]);
    }
    double brevity = said < expected ? Math.exp(1 - (double) expected / said) : 1;
    return brevity * Math.exp(sum / orders);
  }

  /** The tokenizer of mteval-v13a. */
  static List<String> cut(String text) {
    String line =
        " " + text.replace("<skipped>", "").replace("-\n", "").replace("\n", " ").replace("&quot;", "\"")
            .replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") + " ";
    for (Map.Entry<Pattern, String> each : CUTS) {
      line = each.getKey().matcher(line).replaceAll(each.getValue());
    }
    return new ArrayList<>(Words.spaced(line));
  }
}
