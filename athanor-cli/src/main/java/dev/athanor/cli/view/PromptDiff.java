package dev.athanor.cli.view;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.json.Json;
import dev.athanor.prompt.PromptPin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two versions of a prompt beside each other.
 *
 * @param first the one
 * @param second the other
 * @param changes of every file that differs, as a unified diff
 */
public record PromptDiff(Side first, Side second, Map<String, List<String>> changes) {
  private static final int CONTEXT = 3;

  /** Copies. */
  public PromptDiff {
    changes = new TreeMap<>(changes);
  }

  /**
   * A version.
   *
   * @param from where it comes from, in a few words
   * @param pin its content
   */
  public record Side(String from, PromptPin pin) {
    String title() {
      return pin.name() + " " + pin.version().brief() + " (" + from + ")";
    }
  }

  /** Compares. */
  public static PromptDiff of(Side first, Side second) {
    Map<String, List<String>> changes = new TreeMap<>();
    compare(changes, "prompt", first.pin.content(), second.pin.content());
    TreeMap<String, String> all = new TreeMap<>(first.pin.partials());
    all.putAll(second.pin.partials());
    all.keySet().forEach(
        name -> compare(changes, "partial " + name, first.pin.partials().getOrDefault(name, ""), second.pin
            .partials().getOrDefault(name, "")));
    return new PromptDiff(first, second, changes);
  }

  private static void compare(Map<String, List<String>> changes, String what, String one, String other) {
    if (!one.equals(other)) {
      // With -1: an empty line at the end is a line, so that a missing line end is seen.
      List<String> before = List.of(one.split("\n", -1));
      changes.put(what,
          UnifiedDiffUtils.generateUnifiedDiff(what, what, before, DiffUtils.diff(before, List.of(other.split(
              "\n", -1))), CONTEXT).stream().skip(2).toList());
    }
  }

  /** For people. */
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    if (changes.isEmpty()) {
      lines.add("The two are the same: " + first.title() + " and " + second.title());
      return lines;
    }
    lines.add(screen.paint(Style.BAD, "--- " + first.title()));
    lines.add(screen.paint(Style.GOOD, "+++ " + second.title()));
    changes.forEach((what, diff) -> {
      lines.add(screen.paint(Style.STRONG, what));
      diff.forEach(
          line -> lines.add(screen.paint(line.startsWith("+") ? Style.GOOD : line.startsWith("-") ? Style.BAD
              : line.startsWith("@@") ? Style.FAINT : Style.PLAIN, line)));
    });
    return lines;
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("identical", changes.isEmpty());
    json.set("first", side(first));
    json.set("second", side(second));
    ArrayNode array = json.putArray("changes");
    changes.forEach((what, diff) -> {
      ObjectNode change = Json.object().put("of", what);
      change.set("diff", Json.MAPPER.valueToTree(diff));
      array.add(change);
    });
    return json;
  }

  private static ObjectNode side(Side side) {
    return Json.object().put("prompt", side.pin.name().toString()).put("version", side.pin.version().hex())
        .put("from",
            side.from);
  }
}
