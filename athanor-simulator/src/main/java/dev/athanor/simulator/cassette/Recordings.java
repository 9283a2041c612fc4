package dev.athanor.simulator.cassette;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.json.Merkle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** What a request is known by. */
  private record Wanted(String line, Optional<JsonNode> body) {
    static Wanted of(Interaction.Asked asked) {
      return new Wanted(asked.line(), asked.body().map(Wanted::canonical));
    }

    /** The order of members makes no difference, nor whether 1 was written as 1.0. */
    private static JsonNode canonical(JsonNode body) {
      try {
        return Merkle.of(body).join();
      } catch (AthanorException e) {
        return body;
      }
    }
  }

  private final Map<String, List<Interaction>> byLine = new LinkedHashMap<>();
  private final Map<Wanted, List<Interaction>> byBody = new LinkedHashMap<>();
  private final Matching matching;
  private final Map<Object, Integer> played = new HashMap<>();

  private Recordings(List<Interaction> interactions, Matching matching) {
    for (Interaction one : interactions) {
      byLine.computeIfAbsent(one.asked().line(), _ -> new ArrayList<>()).add(one);
      byBody.computeIfAbsent(Wanted.of(one.asked()), _ -> new ArrayList<>()).add(one);
    }
    this.matching = matching;
  }

  /** These, from the first on. */
  public static Recordings of(List<Interaction> interactions, Matching matching) {
    return new Recordings(interactions, matching);
  }

  /** How many there are. */
  public int size() {
    return byLine.values().stream().mapToInt(List::size).sum();
  }

  /** What answers a request. */
  public Found find(Interaction.Asked asked) {
    List<Interaction> there = byLine.getOrDefault(asked.line(), List.of());
    if (there.isEmpty()) {
      return new Found.Miss(
          "nothing is recorded for " + asked.line() + "; there is " + String.join(", ", byLine
              .keySet().stream().limit(10).toList()));
    }
    if (matching == Matching.ORDER) {
      return next(asked.line(), there, true);
    }
    Wanted wanted = Wanted.of(asked);
    List<Interaction> same = byBody.getOrDefault(wanted, List.of());
    return same.isEmpty() ? new Found.Miss(nearest(wanted)) : next(wanted, same, false);
  }

  private synchronized Found next(Object key, List<Interaction> candidates, boolean ends) {
    int index = played.merge(key, 1, Integer::sum) - 1;
    if (ends && index >= candidates.size()) {
      return new Found.Miss(
          "all " + candidates.size() + " recorded requests to " + key + " have been played");
    }
    return new Found.Hit(candidates.get(Math.min(index, candidates.size() - 1)).answered());
  }

  private String nearest(Wanted wanted) {
    JsonNode body = wanted.body.orElse(Json.MAPPER.nullNode());
    return byBody.keySet().stream().filter(one -> one.line.equals(wanted.line))
        .map(one -> differences(one.body.orElse(Json.MAPPER.nullNode()), body)).min(
            Comparator.comparingInt(List::size))
        .map(differences -> "no recorded request to " + wanted.line
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
