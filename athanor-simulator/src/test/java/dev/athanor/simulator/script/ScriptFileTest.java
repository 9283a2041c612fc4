package dev.athanor.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.simulator.Client;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Fault;
import dev.athanor.simulator.answer.Latency;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.answer.RateLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptFileTest {
  @TempDir
  private Path folder;

  private ScriptFile read(String yaml) {
    try {
      return ScriptFile.read(Files.writeString(folder.resolve("script.yaml"), yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void readsEverythingThatTheManualShows() throws Exception {
    String manual = Files.readString(Path.of("../docs/simulator.md"));
    List<String> scripts = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(manual).results().map(
        found -> found.group(1)).toList();
    assertThat(scripts).isNotEmpty();
    ScriptFile file = read(scripts.getFirst());

    assertThat(file.seed()).contains(7L);
    assertThat(file.models()).containsExactly("gpt-5-mini", "claude-*");
    assertThat(file.keys()).containsExactly("sk-test");
    assertThat(file.limit()).contains(new RateLimit(60, Duration.ofMinutes(1)));
    assertThat(file.delivery().latency()).contains(new Latency.LogNormal(Duration.ofMillis(300), 0.5));
    assertThat(file.delivery().tokensPerSecond()).contains(80.0);
    assertThat(file.delivery().faults().orElseThrow().chances()).containsExactly(
        new Delivery.Chance(0.02, new Fault.Fails(Problem.of(503, "simulated error: 503"))),
        new Delivery.Chance(0.01, new Fault.Resets(Optional.empty())));
    assertThat(file.script().rules()).hasSize(5);
    assertThat(file.script().rules().get(2).then())
        .isEqualTo(new Then.Fails(Problem.of(Problem.Kind.RATE, "slow down")
            .retryAfter(Duration.ofSeconds(2))));
    assertThat(file.script().rules().getLast().then()).isInstanceOf(Then.Agrees.class);
  }

  @Test
  void answersAsItSays() throws Exception {
    Files.writeString(folder.resolve("q.jsonl"), "{\"input\":\"1+1?\",\"target\":\"2\"}");
    ScriptFile file = read(
        """
            models: [gpt-*, m]
            cases: {file: q.jsonl, accuracy: 1}
            rules:
              - when: {user: {is: all}, system: S}
                then: {reasoning: hm, text: "$${x} ${user}", json: {n: 1, s: "${model}", l: [true, null]}, finish: length,
                       usage: {input: 1, output: 2, cache_read: 3}}
              - when: {user: bad}
                then: {calls: [{name: f, arguments: "{oops"}, {name: g, arguments: by-schema}]}
                delivery: {faults: [{truncate: 2}]}
            """);
    assertThat(((Then.Says) file.script().rules().getFirst().then()).finish()).contains(FinishReason.LENGTH);
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(file));
        Client client = new Client(simulator)) {
      HttpResponse<String> all = ask(client, "gpt-9", "all");
      assertThat(Json.parse(all.body()).at("/choices/0/message/content").stringValue()).isEqualTo(
          "${x} all{\"n\":1,\"s\":\"gpt-9\",\"l\":[true,null]}");
      assertThat(Json.parse(all.body()).at("/usage/prompt_tokens_details/cached_tokens").intValue())
          .isEqualTo(3);
      assertThat(ask(client, "m", "bad").body()).doesNotContain("usage");
      assertThat(ask(client, "m", "what is 1+1?").body()).contains("\"content\":\"2\"");
      assertThat(ask(client, "m", "other").body()).contains("none of the 1 questions");
      assertThat(ask(client, "x", "other").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> ask(Client client, String model, String user) throws Exception {
    return client.post("/v1/chat/completions",
        "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"system\","
            + "\"content\":\"S\"},{\"role\":\"user\",\"content\":\"" + user + "\"}]}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "rules: [|line 1, column 9: this is not YAML",
      "rule: []|line 1, column 7: rule is unknown; expected seed, models, keys, delivery, limit, cases, rules (did you mean rules?)",
      "rules: [{then: hi, when: {usr: a}}]|rules[0].when.usr is unknown",
      "rules: [{when: {user: a}}]|column 9: rules[0] has no \"then\"",
      "rules: [{then: {text: \"${usr}\"}}]|${usr} is unknown in \"${usr}\"; there are draw, model, system, tool_result, turn, user",
      "rules: [{then: {error: 200}}]|rules[0].then.error is \"200\"; expected a whole number from 400",
      "rules: [{then: {error: 700}}]|expected a status from 400 to 599",
      "rules: [{then: {error: sad}}]|is \"sad\"; expected a status or one of request, key",
      "rules: [{then: {error: 500, text: a}}]|has \"error\" and more; expected it alone",
      "rules: [{then: {finish: soon}}]|expected one of stop, length, tool_calls, content_filter",
      "rules: [{then: hi, when: {user: {matches: \"(\"}}}]|is no regular expression: Unclosed group",
      "rules: [{then: hi, when: {user: {is: a, contains: b}}}]|has 2 tests; expected one of contains, is, matches",
      "rules: [{then: hi, when: {turn: 0}}]|is \"0\"; expected a whole number from 1",
      "rules: [{then: hi, then: ho}]|rules[0].then is there twice",
      "rules: [{then: hi, delivery: {latency: 3}}]|is \"3\"; expected a time such as 300ms, 1.5s, 2m or 1h",
      "rules: [{then: hi, delivery: {latency: {uniform: [2s, 1s]}}}]|expected [SHORTEST, LONGEST]",
      "rules: [{then: hi, delivery: {faults: [{rate: 2, reset: 1}]}}]|is \"2\"; expected a number from 0 to 1",
      "rules: [{then: hi, delivery: {faults: [{rate: 1}]}}]|has no fault; expected one of error, truncate",
      "rules: [{then: hi, delivery: {faults: [{reset: soon}]}}]|is \"soon\"; expected \"anywhere\", or a number",
      "rules: hi|rules is \"hi\"; expected a list",
      "seed: 1|line 1, column 1: the script has neither \"rules\" nor \"cases\"",
      "cases: {accuracy: 1}|cases has no \"file\"",
      "hi|the script is \"hi\"; expected keys with values"})
  void namesTheLineAndColumnOfAMistake(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml)).isInstanceOf(AthanorException.class)
        .hasMessageContaining(folder.resolve(
            "script.yaml") + ", line 1, column ")
        .hasMessageContaining(message);
  }

  @Test
  void saysThatAFileIsMissingOrEmpty() {
    assertThatThrownBy(() -> ScriptFile.read(folder.resolve("none.yaml")))
        .hasMessageContaining("can't be read");
    assertThatThrownBy(() -> read("")).hasMessageContaining("is empty; expected \"rules\"");
  }
}
