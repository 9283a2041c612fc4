package dev.athanor.simulator.cassette;

import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Recorded traffic. Safe for use by many threads. */
public final class Recordings {
  /** Which recorded request is meant by a request. */
  public enum Matching {
    /** The one with the same method, path and body; of several, each time the next. */
    BODY,
    /** The next one with the same method and path, whatever its body. */
    ORDER
  }

  /** What was found. */
  public sealed interface Found {
    /**
     * A response.
     *
     * @param answered as recorded
     */
    record Hit(Interaction.Answered answered) implements Found {}

    /**
     * Nothing.
     *
     * @param why with the nearest request that there is
     */
    record Miss(String why) implements Found {}
  }

  private final List<Interaction> interactions;
  private final Matching matching;
  private final Map<Object, Integer> played = new HashMap<>();

  private Recordings(List<Interaction> interactions, Matching matching) {
    this.interactions = List.copyOf(interactions);
    this.matching = matching;
  }

  /** These, from the first on. */
  public static Recordings of(List<Interaction> interactions, Matching matching) {
    return new Recordings(interactions, matching);
  }

  /** How many there are. */
  public int size() {
    return interactions.size();
  }

  /** What answers a request. */
  public Found find(Interaction.Asked asked) {
    List<Interaction> there =
        interactions.stream().filter(one -> one.asked().line().equals(asked.line())).toList();
    if (there.isEmpty()) {
      return new Found.Miss("nothing is recorded for " + asked.line() + "; there is "
          + String.join(", ", interactions
              .stream()
              .map(one -> one.asked().line()).distinct().limit(10).toList()));
    }
    if (matching == Matching.ORDER) {
      return next(asked.line(), there, true);
    }
    List<Interaction> same = there.stream().filter(one -> one.asked().body().equals(asked.body())).toList();
    return same.isEmpty() ? new Found.Miss(nearest(asked, there)) : next(asked, same, false);
  }

  private synchronized Found next(Object key, List<Interaction> candidates, boolean ends) {
    int index = played.merge(key, 1, Integer::sum) - 1;
    if (ends && index >= candidates.size()) {
      return new Found.Miss(
          "all " + candidates.size() + " recorded requests to " + key + " have been played");
    }
    return new Found.Hit(candidates.get(Math.min(index, candidates.size() - 1)).answered());
  }

  private static String nearest(Interaction.Asked asked, List<Interaction> there) {
    JsonNode body = asked.body().orElse(Json.MAPPER.nullNode());
    return there
        .stream().map(one -> differences(one.asked().body().orElse(Json.MAPPER.nullNode()), body)).min(
            Comparator.comparingInt(List::size))
        .map(differences -> "no recorded request to " + asked.line()
            + " has this body; the nearest differs at "
            + String.join(", ", differences.stream().limit(3).toList())
            + (differences.size() > 3 ? " and " + (differences.size() - 3) + " more" : ""))
        .orElseThrow();
  }

  private static List<String> differences(JsonNode recorded, JsonNode asked) {
    List<String> differences = new ArrayList<>();
    compare("", recorded, asked, differences);
    return differences;
  }

  private static void compare(String at, JsonNode recorded, JsonNode asked, List<String> differences) {
    if (recorded.isObject() && asked.isObject()) {
      recorded.forEachEntry((name, value) -> compare(at + "/" + name, value, asked.path(name), differences));
      asked.propertyNames().stream().filter(name -> !recorded.has(name))
          .forEach(name -> differences.add(at + "/" + name
              + " (asked for " + brief(asked.get(name)) + ", not recorded)"));
    } else if (recorded.isArray() && asked.isArray()) {
      for (int item = 0; item < Math.max(recorded.size(), asked.size()); item++) {
        compare(at + "/" + item, recorded.path(item), asked.path(item), differences);
      }
    } else if (!recorded.equals(asked)) {
      differences.add(at + " (recorded " + brief(recorded) + ", asked for " + brief(asked) + ")");
    }
  }

  private static String brief(JsonNode value) {
    return value.isMissingNode() ? "nothing" : Json.abbreviate(value.toString(), 60);
  }

  /** The bodies of a stream, event by event, each with the empty line that ends it. */
  public static List<String> events(String body) {
    List<String> events = new ArrayList<>();
    int from = 0;
    while (from < body.length()) {
      int end = endOfEvent(body, from);
      events.add(body.substring(from, end));
      from = end;
    }
    return events;
  }

  private static int endOfEvent(String body, int from) {
    return Stream.of("\r\n\r\n", "\n\n").mapToInt(gap -> {
      int at = body.indexOf(gap, from);
      return at < 0 ? body.length() : at + gap.length();
    }).min().orElseThrow();
  }
}
