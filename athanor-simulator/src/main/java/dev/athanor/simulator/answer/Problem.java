package dev.athanor.simulator.answer;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Why there is no answer. Each protocol has its own body for it.
 *
 * @param status of HTTP
 * @param kind what it is
 * @param message for people
 * @param retryAfter how long the client is asked to wait
 */
public record Problem(int status, Kind kind, String message, Optional<Duration> retryAfter) {
  /** What a problem is. */
  public enum Kind {
    /** The request is not understood. */
    REQUEST(400),
    /** The key is missing or wrong. */
    KEY(401),
    /** The key may not do this. */
    PERMISSION(403),
    /** No such path. */
    PATH(404),
    /** No such model. */
    MODEL(404),
    /** The request is too large to be read. */
    SIZE(413),
    /** The request has more tokens than the model reads. */
    CONTEXT(400),
    /** The request is refused by a policy. */
    POLICY(400),
    /** Too many requests in too short a time. */
    RATE(429),
    /** The money is spent. */
    QUOTA(429),
    /** Something is broken at the provider. */
    SERVER(500),
    /** The provider has too much to do. */
    OVERLOADED(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** As a script calls it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What a status alone says. */
    public static Kind of(int status) {
      return switch (status) {
        case 401 -> KEY;
        case 403 -> PERMISSION;
        case 404 -> MODEL;
        case 413 -> SIZE;
        case 429 -> RATE;
        case 503, 529 -> OVERLOADED;
        default -> status >= 500 ? SERVER : REQUEST;
      };
    }
  }

  /** A problem with the status that is usual for it. */
  public static Problem of(Kind kind, String message) {
    return new Problem(kind.status, kind, message, Optional.empty());
  }

  /** A problem known by its status. */
  public static Problem of(int status, String message) {
    return new Problem(status, Kind.of(status), message, Optional.empty());
  }

  /** The same, with a wish to be left alone for a while. */
  public Problem retryAfter(Duration pause) {
    return new Problem(status, kind, message, Optional.of(pause));
  }
}
