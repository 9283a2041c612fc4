package dev.athanor.opensearch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.athanor.document.Principals;
import dev.athanor.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CountsTest {
  private static final Map<String, Integer> OCCURRENCES = Map.of("ember", 12, "clay", 5, "sand", 700);

  private final Statistics statistics =
      new Statistics(new View("entries", new Committed(Map.of(), 1, 0, 0), List.of(), Principals.OPERATOR));

  @Test
  void what_others_learn_between_a_question_and_its_answer_changes_nothing() {
    var slow = new Counts(statistics, List.of("ember", "clay", "sand"));
    List<JsonNode> answers = answered(slow.searches());
    learn(new Counts(statistics, List.of("ember")));
    slow.learn(answers);

    assertThat(slow.occurrences()).isEqualTo(Map.of("ember", 12L, "clay", 5L, "sand", 700L));
    assertThat(new Counts(statistics, List.of("sand", "clay")).occurrences())
        .isEqualTo(Map.of("clay", 5L, "sand", 700L));
  }

  @Test
  void what_is_forgotten_in_the_meantime_is_still_known_to_who_asks() {
    learn(new Counts(statistics, List.of("ember")));
    var asking = new Counts(statistics, List.of("ember", "clay"));
    List<JsonNode> answers = answered(asking.searches());
    learn(new Counts(statistics, IntStream.range(0, 20_001).mapToObj(i -> "w" + i).toList()));
    asking.learn(answers);

    assertThat(asking.occurrences("ember")).isEqualTo(12);
    assertThat(asking.occurrences("clay")).isEqualTo(5);
    assertThat(asking.sizes()).isEqualTo(new Statistics.Sizes(1_000, 20_000));
  }

  @Test
  void only_what_is_not_remembered_is_asked_for() {
    assertThat(new Counts(statistics, List.of()).searches()).hasSize(1);
    learn(new Counts(statistics, List.of("ember")));
    assertThat(new Counts(statistics, List.of("ember")).searches()).isEmpty();
    new Counts(statistics, List.of("ember")).ask(_ -> fail("nothing is to be asked"));
    assertThat(new Counts(statistics, List.of("ember", "clay")).searches())
        .singleElement().extracting(Object::toString).asString().contains("clay").doesNotContain("ember");
    assertThat(new Counts(statistics, IntStream.range(0, 2_500).mapToObj(i -> "w" + i).toList()).searches())
        .hasSize(3);
  }

  private static void learn(Counts counts) {
    counts.ask(CountsTest::answered);
  }

  /** What a cluster would answer. */
  private static List<JsonNode> answered(List<ObjectNode> searches) {
    return searches.stream().map(CountsTest::answer).toList();
  }

  private static JsonNode answer(ObjectNode search) {
    ObjectNode reply = Json.object();
    ObjectNode counts = reply.putObject("aggregations");
    if (search.path("aggs").has("sizes")) {
      counts.putObject("sizes").put("count", 1_000).put("sum", 20_000.0);
    }
    ObjectNode buckets = counts.putObject("w").putObject("buckets");
    search.path("aggs").path("w").path("filters").path("filters").properties().forEach(each -> buckets
        .putObject(each.getKey()).put("doc_count",
            OCCURRENCES.getOrDefault(each.getValue().path("term").path(Layout.WORDS).stringValue(), 0)));
    return reply;
  }
}
