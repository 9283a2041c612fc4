package dev.athanor.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.fixture.Samples;
import dev.athanor.eval.scorer.registry.Scorers;
import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/** What the documentation shows can be written so. */
class DocumentedEvaluationTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TEST =
      Pattern.compile("scorers = \\{(\"[^}]*)}, gate = \\{(\"[^}]*)}, repeats = ([0-9]+)");

  private static String page(String name) throws IOException {
    return Files.readString(Path.of("..", "docs", name));
  }

  private static void made(JsonNode scorers, int repeats, Optional<String> primary, Optional<Double> margin,
      JsonNode gates) {
    List<Metric> metrics =
        scorers.valueStream().map(each -> Scorers.offline().make(each).metric()).toList();
    assertThat(metrics).hasSizeGreaterThan(1);
    Experiment experiment = new Experiment("documented",
        new Dataset("questions", List.of(Samples.given(Optional.empty(), Json.object()))),
        Stream.of("ask", "support").map(name -> new Arm(name, "rag")).toList(), repeats, List.of(), "");
    assertThat(gates.size()).isPositive();
    assertThatCode(() -> Reporting.check(experiment, metrics, new ReportSettings(primary, margin,
        gates.valueStream().map(JsonNode::asString).toList()))).doesNotThrowAnyException();
  }

  @Test
  void everyScorerAndGateOfTheExampleIsThere() throws IOException {
    Matcher example = YAML.matcher(page("evaluation.md"));
    assertThat(example.find()).isTrue();
    JsonNode file = Json.MAPPER.valueToTree(
        (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(example.group(1)));
    made(file.path("scorers"), file.path("repeats").asInt(), Optional.of(file.path("primary").asString()),
        Optional.of(file.path("margin").asDouble()), file.path("gates"));
  }

  @Test
  void everyScorerAndGateOfTheTestsExampleIsThere() throws IOException {
    Matcher example = TEST.matcher(page("junit.md"));
    assertThat(example.find()).isTrue();
    made(Json.parse("[" + example.group(1) + "]"), Integer.parseInt(example.group(3)), Optional.empty(),
        Optional.empty(), Json.parse("[" + example.group(2) + "]"));
  }
}
