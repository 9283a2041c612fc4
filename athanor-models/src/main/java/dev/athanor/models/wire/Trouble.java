package dev.athanor.models.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why an exchange did not end well. */
public sealed interface Trouble {
  /**
   * The provider has answered with an error.
   *
   * @param status of HTTP
   * @param headers by their names in lower case
   * @param body as it came, without the key
   */
  record Refused(int status, Map<String, List<String>> headers, String body) implements Trouble {
    /** Copies. */
    public Refused {
      headers = Map.copyOf(headers);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
      return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
  }

  /**
   * There was no connection.
   *
   * @param why for people
   */
  record Unreachable(String why) implements Trouble {}

  /**
   * The connection broke off before the answer was complete.
   *
   * @param why for people
   */
  record BrokenOff(String why) implements Trouble {}

  /**
   * Nothing came for too long.
   *
   * @param limit how long was waited
   * @param first whether not even the first piece came
   */
  record TooSlow(Duration limit, boolean first) implements Trouble {}

  /**
   * What came can't be understood.
   *
   * @param why for people
   */
  record NotUnderstood(String why) implements Trouble {}
}
