package dev.athanor.run;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.Step;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Words for how a program parts from its record. */
final class Divergences {
  private static final int MOST_DIFFERENCES = 10;
  private static final int MOST_CHARACTERS = 160;
  private static final String CODE_CHANGED =
      "The program's code or what it is pinned to has changed since. Replay with the old code,"
          + " or fork the run here to go on with the new one.";

  private Divergences() {}

  static Divergence operation(Path path, Step recorded, Step asked) {
    return new Divergence(path, "a " + recorded.operation(), "a " + asked.operation(), List.of(),
        CODE_CHANGED);
  }

  static Divergence request(Path path, Step recorded, Step asked, JsonNode then, JsonNode now,
      boolean forked) {
    List<Divergence.Difference> differences = new ArrayList<>();
    if (!recorded.version().equals(asked.version())) {
      differences.add(new Divergence.Difference("version of " + asked.operation(), recorded.version(), asked
          .version()));
    }
    compare("", then, now, differences);
    String advice = forked
        ? "What the fork changes is used before the fork point: fork at \"" + path + "\" or earlier."
        : CODE_CHANGED;
    return new Divergence(path, asked.operation() + " with another request (" + recorded.address().brief()
        + ")",
        asked.operation() + " (" + asked.address().brief() + ")", differences, advice);
  }

  static Divergence unexpected(Path path, Step asked) {
    return new Divergence(path, "no step", "a " + asked.operation() + " (" + asked.address().brief() + ")",
        List.of(),
        CODE_CHANGED);
  }

  static Divergence noWinner(Path race) {
    return new Divergence(race, "a race that nobody won", "a branch that succeeded", List.of(), CODE_CHANGED);
  }

  static Divergence noSuchBranch(Entry.Won won, int branches) {
    return new Divergence(won.path(), "a race that was won by branch " + won.branch(),
        "a race of " + branches + " branches, counted from 0", List.of(), CODE_CHANGED);
  }

  static Divergence neverReached(Path path) {
    return new Divergence(path, "a step", "nothing: it ended without coming here", List.of(), CODE_CHANGED);
  }

  static Divergence end(String recorded, String actual) {
    return new Divergence(Path.ROOT, recorded, actual, List.of(), CODE_CHANGED);
  }

  /** Where two JSON values differ: the first few places, as JSON Pointers. */
  static List<Divergence.Difference> differences(JsonNode one, JsonNode other) {
    List<Divergence.Difference> found = new ArrayList<>();
    compare("", one, other, found);
    return found;
  }

  private static void compare(String pointer, JsonNode one, JsonNode other, List<
      Divergence.Difference> found) {
    if (found.size() >= MOST_DIFFERENCES || one.equals(other)) {
      return;
    }
    if (one.isObject() && other.isObject()) {
      TreeSet<String> names = new TreeSet<>(one.propertyNames());
      names.addAll(other.propertyNames());
      names.forEach(name -> compare(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), one.path(
          name), other.path(name), found));
    } else if (one.isArray() && other.isArray()) {
      for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
        compare(pointer + "/" + i, one.path(i), other.path(i), found);
      }
    } else {
      found.add(new Divergence.Difference(pointer.isEmpty() ? "the whole" : pointer, show(one), show(other)));
    }
  }

  private static String show(JsonNode value) {
    return value.isMissingNode() ? "nothing" : Json.abbreviate(value.toString(), MOST_CHARACTERS);
  }
}
