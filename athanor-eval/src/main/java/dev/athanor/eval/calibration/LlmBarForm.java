package dev.athanor.eval.calibration;

import dev.athanor.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The form in which LLMBar (Zeng et al. 2024) records what judges have said of pairs. */
final class LlmBarForm {
  private static final String AS_IS = "swap = False";
  private static final String SWAPPED = "swap = True";

  private LlmBarForm() {}

  /** In our form; none if it is another form. Ratings of one output at a time have no order and no verdict of their own. */
  static Optional<ObjectNode> ours(ObjectNode line) {
    if (!line.has("results") || !line.has("strategy")) {
      return Optional.empty();
    }
    String model = line.path("judge").asString("");
    String strategy = line.path("strategy").asString("");
    ObjectNode ours =
        Json.object().put("id", line.path("set").asString("") + "/" + line.path("idx").asString(""));
    ours.putObject("judge").put("name", model + " " + strategy).put("model", model).put("prompt", strategy);
    ours.put("label", switch (line.path("label").asInt(0)) {
      case 1 -> "first";
      case 2 -> "second";
      default -> line.path("label").asString("");
    });
    line.path("results").valueStream().filter(each -> each.path(AS_IS).has("completion"))
        .reduce((_, last) -> last).ifPresent(
            both -> ours.put("verdict", completion(both.path(AS_IS))).put("swapped",
                completion(both.path(SWAPPED))));
    return Optional.of(ours);
  }

  private static String completion(JsonNode order) {
    JsonNode completion = order.path("completion");
    return completion.isArray() ? completion.path(0).asString("") : completion.asString("");
  }
}
