package dev.athanor.eval.calibration;

import dev.athanor.eval.scorer.judge.Preference;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is asked of a judge: a yes, called positive, or a no. */
public enum Task {
  /** Whether an output is good. */
  PASS_FAIL("pass", "fail"),
  /** Which of two outputs is better. */
  PAIRWISE("first", "second");

  private final String positive;
  private final String negative;

  Task(String positive, String negative) {
    this.positive = positive;
    this.negative = negative;
  }

  /** As files and reports say it. */
  public String word(boolean answer) {
    return answer ? positive : negative;
  }

  /** As files name it. */
  public String named() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** By its name in a file. */
  static Optional<Task> named(String name) {
    return Arrays.stream(values()).filter(each -> each.named().equals(name)).findFirst();
  }

  /** The one whose labels have this word among them. */
  static Optional<Task> of(JsonNode label) {
    return Arrays.stream(values()).filter(each -> each.word(label).isPresent()).findFirst();
  }

  /** A single word, or none. */
  Optional<Boolean> word(JsonNode said) {
    String word = said.asString("").strip().toLowerCase(Locale.ROOT);
    return switch (this) {
      case PASS_FAIL -> switch (word) {
        case "pass", "true", "1" -> Optional.of(true);
        case "fail", "false", "0" -> Optional.of(false);
        default -> Optional.empty();
      };
      case PAIRWISE -> switch (word) {
        case "first" -> Optional.of(true);
        case "second" -> Optional.of(false);
        default -> Optional.empty();
      };
    };
  }

  /** A verdict in a word, or for pairs in a judge's own words about (a) and (b); none if it can't be read. */
  Optional<Boolean> verdict(JsonNode said) {
    Optional<Boolean> word = word(said);
    return this == PASS_FAIL || word.isPresent() ? word
        : Preference.parse(said.asString("")).map(choice -> choice == Preference.Choice.FIRST);
  }
}
