package dev.athanor.knowledge.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The time that a date stands for: a year, a month, a day, a second. Where no offset is said, it is UTC.
 *
 * @param start its first millisecond, since 1970
 * @param end the first one after it
 */
public record Period(long start, long end) {
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?");
  private static final Pattern OFFSET = Pattern.compile("(?i)z|[+-][0-9]{2}(:?[0-9]{2})?");
  private static final int SECOND = 1_000;

  /** What the text stands for, if it is an ISO 8601 date such as {@code 2024}, {@code 2024-05-31T08:00Z}. */
  public static Optional<Period> of(String text) {
    try {
      return parse(text.strip());
    } catch (DateTimeException e) {
      // Written like a date, but there is no such day.
      return Optional.empty();
    }
  }

  private static Optional<Period> parse(String text) {
    if (YEAR.matcher(text).matches()) {
      Year year = Year.parse(text);
      return Optional.of(between(year.atDay(1), year.plusYears(1).atDay(1)));
    }
    if (MONTH.matcher(text).matches()) {
      YearMonth month = YearMonth.parse(text);
      return Optional.of(between(month.atDay(1), month.plusMonths(1).atDay(1)));
    }
    if (DAY.matcher(text).matches()) {
      LocalDate day = LocalDate.parse(text);
      return Optional.of(between(day, day.plusDays(1)));
    }
    return instant(text).map(at -> new Period(at.toEpochMilli(), at.toEpochMilli() + SECOND));
  }

  private static Optional<Instant> instant(String text) {
    var time = TIME.matcher(text);
    if (!time.lookingAt()) {
      return Optional.empty();
    }
    String local = time.group().replace(' ', 'T');
    String offset = text.substring(time.end());
    if (offset.isEmpty()) {
      return Optional.of(LocalDateTime.parse(local).toInstant(ZoneOffset.UTC));
    }
    return OFFSET.matcher(offset).matches()
        ? Optional.of(OffsetDateTime.of(LocalDateTime.parse(local), ZoneOffset.of(offset.toUpperCase(
            java.util.Locale.ROOT))).toInstant())
        : Optional.empty();
  }

  private static Period between(LocalDate first, LocalDate after) {
    return new Period(first.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli(),
        after.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
  }

  /** The milliseconds that lie so to this period: from the first of the result to before its end. */
  public Period side(Comparison comparison) {
    return switch (comparison) {
      case LESS -> new Period(Long.MIN_VALUE, start);
      case AT_MOST -> new Period(Long.MIN_VALUE, end);
      case AT_LEAST -> new Period(start, Long.MAX_VALUE);
      case GREATER -> new Period(end, Long.MAX_VALUE);
    };
  }

  /** Whether a moment lies in it. */
  public boolean contains(long moment) {
    return start <= moment && moment < end;
  }
}
