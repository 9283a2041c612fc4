package dev.athanor.eval.calibration;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.statistics.Ratings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Ratings as they are kept: how many cases have which label and which verdicts. */
public final class Patterns {
  private Patterns() {}

  /** To keep. */
  public static ArrayNode write(Ratings ratings, Task task) {
    Map<Ratings.Rated, Long> counts = ratings.cases().stream()
        .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
    ArrayNode all = Json.MAPPER.createArrayNode();
    counts.forEach((rated, count) -> {
      ArrayNode verdicts = all.addObject().put("label", task.word(rated.label())).put("cases", count)
          .putArray("verdicts");
      rated.verdicts().forEach(each -> verdicts.add(task.word(each)));
    });
    return all;
  }

  /**
   * What was kept in a calibration.
   *
   * @throws AthanorException if it is none
   */
  public static Ratings read(JsonNode calibration) {
    Optional<Task> task = Task.named(calibration.path("task").asString(""));
    List<Ratings.Rated> cases = new ArrayList<>();
    for (JsonNode pattern : calibration.path("patterns")) {
      List<Boolean> verdicts = pattern.path("verdicts").valueStream()
          .flatMap(each -> task.flatMap(known -> known.word(each)).stream()).toList();
      Optional<Boolean> label = task.flatMap(known -> known.word(pattern.path("label")));
      int count = pattern.path("cases").asInt(0);
      if (label.isEmpty() || verdicts.isEmpty() || verdicts.size() != pattern.path("verdicts").size()
          || count < 1) {
        throw broken(Json.abbreviate(pattern.toString(), 120));
      }
      cases.addAll(Collections.nCopies(count, new Ratings.Rated(label.get(), verdicts)));
    }
    if (cases.isEmpty()) {
      throw broken("no patterns");
    }
    return new Ratings(cases);
  }

  private static AthanorException broken(String what) {
    return AthanorException.user("calibration-form",
        "the calibration's file has " + what
            + ", where label, cases and verdicts were expected; make it again with"
            + " athanor judge calibrate");
  }
}
