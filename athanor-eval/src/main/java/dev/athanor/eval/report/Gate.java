package dev.athanor.eval.report;

import dev.athanor.error.AthanorException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that must hold: {@code token-f1 >= 0.6}, {@code token-f1.lower95 >= 0.6}, {@code latency.p95 <= 2}, {@code reward.pass4 >= 0.5},
 * {@code token-f1.unscored <= 0.05}, {@code diff.lower95 >= -0.02} (the primary metric's difference from the baseline), {@code diff.cost.upper95
 * <= 0.01}, {@code spread.upper95 <= 0.15} (how far a system is apart in several formattings of its prompt, by the primary metric); with
 * {@code for NAME} at its end for one system only, else for all but the baseline; of a spread, for all that have one.
 *
 * @param text as it was written
 * @param about what it is about
 * @param metric by which; the primary one if empty
 * @param statistic what of it
 * @param atLeast whether it must not be less than the bound, else not more
 * @param strict whether it must not equal the bound either
 * @param bound what it is held against
 * @param arm the system; all that it may be about if empty
 */
public record Gate(String text, About about, Optional<String> metric, Statistic statistic,
    boolean atLeast, boolean strict, double bound, Optional<String> arm) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([^<>=\\s]+)\\s*(>=|<=|>|<)\\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)"
          + "(?:\\s+for\\s+(\\S+))?\\s*");
  private static final Pattern STATISTIC = Pattern.compile("(lower|upper|pass|p)([0-9]{1,3}(?:\\.[0-9]+)?)");
  private static final double ROUNDING = 1e-12;
  private static final String EXPECTED =
      "; expected a metric, what of it, a bound, such as token-f1.lower95 >= 0.6, latency.p95 <= 2,"
          + " reward.pass4 >= 0.5, diff.lower95 >= -0.02";

  /** What a gate is about. */
  public enum About {
    /** A system. */
    SYSTEM,
    /** Its difference from the baseline. */
    DIFFERENCE,
    /** How far it is apart in several formattings of its prompt. */
    SPREAD;

    private static About named(String word) {
      return switch (word) {
        case "diff" -> DIFFERENCE;
        case "spread" -> SPREAD;
        default -> SYSTEM;
      };
    }
  }

  /** What of a metric. */
  public sealed interface Statistic {
    /** The mean. */
    record Mean() implements Statistic {}

    /** The end of the mean's interval at a level of confidence. */
    record End(boolean lower, double level) implements Statistic {}

    /** Of the cases' means, such as .95. */
    record Quantile(double at) implements Statistic {}

    /** The chance that all of so many attempts pass. */
    record AllPass(int attempts) implements Statistic {}

    /** The share of trials without a score. */
    record Unscored() implements Statistic {}
  }

  /**
   * Reads a gate.
   *
   * @throws AthanorException {@code gate-form} with what was expected
   */
  public static Gate parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw AthanorException.user("gate-form", "the gate \"" + text + "\" can't be read" + EXPECTED);
    }
    List<String> words = new ArrayList<>(Arrays.asList(form.group(1).split("\\.(?![0-9])", -1)));
    About about = About.named(words.getFirst());
    if (about != About.SYSTEM) {
      words.removeFirst();
    }
    Optional<Statistic> named = words.isEmpty() ? Optional.empty() : statistic(words.getLast(), text);
    if (named.isPresent()) {
      words.removeLast();
    }
    if (words.size() > 1 || (words.isEmpty() && about == About.SYSTEM) || words.contains("")) {
      throw AthanorException.user("gate-form",
          "the gate \"" + text + "\" names \"" + form.group(1) + "\"" + EXPECTED);
    }
    Statistic statistic = named.orElse(new Statistic.Mean());
    if (about != About.SYSTEM
        && !(statistic instanceof Statistic.Mean || statistic instanceof Statistic.End)) {
      String what = about == About.SPREAD ? "a spread" : "a difference";
      throw AthanorException.user("gate-form", "the gate \"" + text + "\" asks " + what
          + " for what it has not; of " + what + " there are its mean, lower95 and upper95");
    }
    String relation = form.group(2);
    return new Gate(text.strip(), about, words.stream().findFirst(), statistic, relation.startsWith(">"),
        relation.length() == 1, number(form.group(3), text), Optional.ofNullable(form.group(4)));
  }

  private static double number(String number, String text) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw AthanorException.user("gate-form",
          "the gate \"" + text + "\" has the bound " + number + ", which is no number" + EXPECTED);
    }
  }

  private static Optional<Statistic> statistic(String word, String text) {
    if (word.equals("mean")) {
      return Optional.of(new Statistic.Mean());
    }
    if (word.equals("unscored")) {
      return Optional.of(new Statistic.Unscored());
    }
    Matcher named = STATISTIC.matcher(word);
    if (!named.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(named.group(2));
    String kind = named.group(1);
    if (kind.equals("pass")) {
      if (number < 1 || number != Math.rint(number)) {
        throw AthanorException.user("gate-form",
            "the gate \"" + text + "\" has " + word + "; expected pass and a whole number of attempts");
      }
      return Optional.of(new Statistic.AllPass((int) number));
    }
    if (!(number > (kind.equals("p") ? 0 : 50) && number < 100)) {
      throw AthanorException.user("gate-form", "the gate \"" + text + "\" has " + word
          + "; expected a percentage above " + (kind.equals("p") ? 0 : 50) + " and below 100");
    }
    return Optional.of(kind.equals("p") ? new Statistic.Quantile(number / 100)
        : new Statistic.End(kind.equals("lower"), number / 100));
  }

  /** Whether a value keeps to the bound; what differs by rounding only is the same. */
  boolean holds(double value) {
    if (Math.abs(value - bound) <= ROUNDING * Math.max(1, Math.abs(bound))) {
      return !strict;
    }
    return atLeast == (value > bound);
  }
}
