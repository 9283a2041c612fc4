package dev.athanor.document.source.web;

import dev.athanor.document.source.Fingerprint;
import dev.athanor.json.Hash;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server has answered, after redirects.
 *
 * @param address of the page itself
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record Response(URI address, int status, HttpHeaders headers, byte[] body) {
  private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([\\w.:-]+)");
  private static final String MARK = "\uFEFF";

  /** Without its parameters; empty when the server does not say. */
  String mediaType() {
    String type = headers.firstValue("Content-Type").orElse("");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  boolean isHtml() {
    return mediaType().equals("text/html") || mediaType().equals("application/xhtml+xml");
  }

  /** The body; text whose encoding the server tells is in UTF-8 and says so itself. */
  byte[] content() {
    Matcher charset = CHARSET.matcher(headers.firstValue("Content-Type").orElse(""));
    if (!(mediaType().startsWith("text/") || isHtml()) || !charset.find() || !supported(charset.group(1))) {
      return body;
    }
    String text = new String(body, Charset.forName(charset.group(1)));
    ByteArrayOutputStream marked = new ByteArrayOutputStream();
    marked.writeBytes((text.startsWith(MARK) ? text : MARK + text).getBytes(StandardCharsets.UTF_8));
    return marked.toByteArray();
  }

  private static boolean supported(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What the server tells apart versions by, else the content. */
  Fingerprint fingerprint() {
    Optional<String> tag = headers.firstValue("ETag").filter(value -> !value.isBlank());
    return new Fingerprint(tag.map(value -> Asking.TAG + value)
        .or(() -> headers.firstValue("Last-Modified").filter(this::isSettled)
            .map(value -> Asking.MODIFIED + value))
        .orElseGet(() -> "content " + Hash.of(body).hex()));
  }

  /** How long to wait before it is asked again, if a busy server says so. */
  Optional<Duration> retryAfter() {
    if (status != 429 && status != 503) {
      return Optional.empty();
    }
    Optional<String> said = headers.firstValue("Retry-After").map(String::strip);
    Optional<Duration> seconds =
        said.filter(text -> text.matches("[0-9]{1,9}")).map(text -> Duration.ofSeconds(
            Long.parseLong(text)));
    Optional<Instant> now = headers.firstValue("Date").flatMap(Response::time);
    Optional<Duration> until = said.flatMap(Response::time)
        .map(at -> Duration.between(now.orElseGet(Instant::now), at))
        .map(wait -> wait.isNegative() ? Duration.ZERO
            : wait);
    return seconds.or(() -> until);
  }

  /** When the server says that the page was last changed. */
  Optional<Instant> modified() {
    return headers.firstValue("Last-Modified").flatMap(Response::time);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A page that was changed within the second in which it was asked for may be changed again in that second. */
  private boolean isSettled(String modified) {
    Optional<Instant> date = headers.firstValue("Date").flatMap(Response::time);
    return date.isPresent()
        && time(modified).filter(at -> at.plus(Duration.ofSeconds(2)).isBefore(date.get())).isPresent();
  }
}
