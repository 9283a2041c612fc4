package dev.athanor.document.profile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a document says of when it was written. */
final class Dates {
  private static final List<String> FIELDS = List.of("modified", "updated", "date", "created", "published");
  private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2}).*");

  private Dates() {}

  static Optional<Instant> of(Map<String, String> metadata) {
    return FIELDS.stream().map(metadata::get).filter(java.util.Objects::nonNull).map(ISO::matcher).filter(
        Matcher::matches).findFirst().flatMap(Dates::instant);
  }

  private static Optional<Instant> instant(Matcher date) {
    try {
      return Optional
          .of(LocalDate.of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(
              date.group(3))).atStartOfDay().toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
