package dev.athanor.cli.view;

import dev.athanor.json.Json;
import dev.athanor.run.Divergence.Difference;
import dev.athanor.trail.RunDiff;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Two runs beside each other, for programs. */
public final class DiffJson {
  private DiffJson() {}

  /** All of it. */
  public static ObjectNode of(RunDiff diff) {
    ObjectNode json = Json.object();
    json.put("identical", diff.changes().isEmpty());
    json.put("same", diff.same());
    json.set("parts", diff.parts().<tools.jackson.databind.JsonNode>map(DiffJson::change).orElse(Json.MAPPER
        .nullNode()));
    ArrayNode changes = json.putArray("changes");
    diff.changes().forEach(change -> changes.add(change(change)));
    return json;
  }

  private static ObjectNode change(RunDiff.Change change) {
    ObjectNode json = Json.object();
    return switch (change) {
      case RunDiff.Started(var what, var differences) -> json.put("kind", "started").put("path", "").put(
          "what", what).set("differences", differences(differences));
      case RunDiff.Asked(var path, var other, var differences) -> json.put("kind", "asked").put("path", path
          .value()).put("other", other.value()).set("differences", differences(differences));
      case RunDiff.Answered(var path, var other, var differences) -> json.put("kind", "answered").put("path",
          path.value()).put("other", other.value()).set("differences", differences(differences));
      case RunDiff.OnlyIn(var path, var first, var operation) -> json.put("kind", "only").put("path", path
          .value()).put("in", first ? "first" : "second").put("operation", operation);
      case RunDiff.Ended(var first, var second) -> json.put("kind", "ended").put("path", "").set(
          "differences", differences(List.of(new Difference("", first, second))));
    };
  }

  private static ArrayNode differences(List<Difference> differences) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    differences.forEach(each -> array.add(Json.object().put("pointer", each.pointer()).put("first", each
        .expected()).put("second", each.actual())));
    return array;
  }
}
