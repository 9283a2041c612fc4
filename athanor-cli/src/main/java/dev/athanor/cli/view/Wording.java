package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Style;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Origin;
import dev.athanor.journal.RunState;
import dev.athanor.journal.Spend;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words for things that more than one view shows. */
public final class Wording {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss",
      Locale.ROOT);

  private Wording() {}

  /** A number, in groups of three digits. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of things: {@code 1 step}, {@code 2 steps}. */
  public static String count(long number, String one) {
    return number(number) + " " + one + (number == 1 ? "" : "s");
  }

  /** A time in the zone of whoever looks. */
  public static String moment(Instant instant, ZoneId zone) {
    return MOMENT.format(instant.atZone(zone));
  }

  /** A message that goes on behind its last sentence. */
  public static String withoutFullStop(String message) {
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  /** A duration with two or three digits. */
  public static String lasted(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    if (millis < 10) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    if (millis < 1_000) {
      return Math.round(millis) + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }
    return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }

  /** A state as people and programs read it. */
  public static String state(RunState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How a state looks. */
  public static Style style(RunState state) {
    return switch (state) {
      case DONE -> Style.GOOD;
      case FAILED, EXHAUSTED -> Style.BAD;
      case RUNNING, WAITING, IN_DOUBT -> Style.CAUTION;
      case CONTINUED -> Style.PLAIN;
    };
  }

  /** An origin as people and programs read it. */
  public static String origin(Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }

  /** A failure. What it has cost stands before it, where it is not cut off. */
  static String failed(Failure failure, Spend spend) {
    String cost = spent(spend);
    return (cost.isEmpty() ? "" : cost + ", then ") + failure;
  }

  /** What a step cost; empty if nothing. */
  public static String spent(Spend spend) {
    String tokens = spend.tokens() == 0 ? "" : count(spend.tokens(), "token");
    String dollars = spend.dollars().signum() == 0 ? "" : "$" + spend.dollars().toPlainString();
    return tokens + (tokens.isEmpty() || dollars.isEmpty() ? "" : " ") + dollars;
  }
}
