package dev.athanor.yaml;

import dev.athanor.error.AthanorException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration, as a person writes it: {@code 30 s}, {@code 5 min}. */
public final class TimeSpan {
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *([a-z]+)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "m", 60_000L, "h",
          3_600_000L, "d", 86_400_000L);

  private TimeSpan() {}

  /** Reads a number with one of the units ms, s, min, h, d. */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    Long unit = matcher.matches() ? MILLIS.get(matcher.group(2)) : null;
    Duration span = unit == null ? Duration.ZERO
        : Duration.ofMillis(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValue());
    if (!span.isPositive()) {
      throw AthanorException.user("duration", "\"" + text
          + "\" is no duration; expected a number and a unit, such as 30 s or 5 min");
    }
    return span;
  }
}
