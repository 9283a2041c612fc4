package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, as a person writes it: {@code 100 MB}.
 *
 * @param bytes at least 1
 */
public record ByteSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *([a-z]*)");
  private static final Map<String, Long> UNITS = Map.of("", 1L, "b", 1L, "kb", 1_000L, "mb", 1_000_000L, "gb",
      1_000_000_000L);

  /** Checks the bound. */
  public ByteSize {
    if (bytes < 1) {
      throw AthanorException.user("size", "the size is " + bytes + " bytes; expected at least 1");
    }
  }

  /** Reads a number with one of the units B, kB, MB, GB (powers of 1,000). */
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw AthanorException.user("size", "\"" + text + "\" is no size; expected a number and a unit, such as"
          + " 100 MB");
    }
    return new ByteSize(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValue());
  }

  @Override
  public String toString() {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    if (bytes < 1_000_000) {
      return rounded(bytes / 1e3) + " kB";
    }
    return bytes < 1_000_000_000 ? rounded(bytes / 1e6) + " MB" : rounded(bytes / 1e9) + " GB";
  }

  private static String rounded(double number) {
    return String.format(Locale.ROOT, number < 10 && number != Math.rint(number) ? "%.1f" : "%.0f", number);
  }
}
