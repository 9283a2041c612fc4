package dev.athanor.simulator;

import static dev.athanor.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import dev.athanor.simulator.cassette.Interaction;
import dev.athanor.simulator.cassette.Recordings;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the simulator streams, beside what the providers have streamed. */
class FramingTest {
  /** A stream's frames around their JSON, of equal ones in a row the first; and the names that the JSON has. */
  private record Shape(List<String> frames, Set<String> names) {
    static Shape of(String stream) {
      List<String> frames = new ArrayList<>();
      Set<String> names = new TreeSet<>();
      for (String event : Recordings.events(stream)) {
        int begin = event.indexOf('{');
        int end = event.lastIndexOf('}') + 1;
        JsonNode data = Json.parse(event.substring(begin, end));
        names(data.path("type").asString(""), data, names);
        String frame =
            event.substring(0, begin) + "JSON" + event.substring(end).stripIndent().replaceFirst("^ +", "");
        if (frames.isEmpty() || !frames.getLast().equals(frame)) {
          frames.add(frame);
        }
      }
      return new Shape(frames, names);
    }

    private static void names(String at, JsonNode value, Set<String> names) {
      if (value.isArray()) {
        value.forEach(item -> names(at, item, names));
      }
      value.forEachEntry((name, member) -> {
        names.add(at + "/" + name);
        names(at + "/" + name, member, names);
      });
    }

    Set<String> without(Shape other) {
      Set<String> rest = new TreeSet<>(names);
      rest.removeAll(other.names);
      return rest;
    }
  }

  private static Shape recorded(String name) throws Exception {
    return Shape.of(Cassettes.named(name).getFirst().answered().text());
  }

  private static Shape simulated(Script script, String path, String body) throws Exception {
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(script));
        Client client = new Client(simulator)) {
      return Shape.of(client.post(path, json(body)).body());
    }
  }

  @Test
  void anthropicsEventsComeAsRecorded() throws Exception {
    Shape recorded = recorded("anthropic/test_request_stream_fallback_for_high_max_tokens");
    Shape simulated = simulated(Script.saying("2"), "/v1/messages",
        "{'model':'m','max_tokens':9,'stream':true,'messages':[{'role':'user','content':'1+1?'}]}");

    assertThat(simulated.frames()).isEqualTo(recorded.frames());
    assertThat(simulated.without(recorded)).isEmpty();
    assertThat(recorded.without(simulated)).containsExactly("message_start/message/usage/inference_geo");
  }

  @Test
  void theResponsesEventsComeAsRecorded() throws Exception {
    Shape recorded = recorded("openai/test_openai_instructions_with_responses_logprobs_streaming");
    Shape simulated =
        simulated(Script.saying("The capital of Minas Gerais is Belo Horizonte."), "/v1/responses",
            "{'model':'m','stream':true,'instructions':'i','input':'capital?'}");

    assertThat(simulated.frames()).isEqualTo(recorded.frames());
    assertThat(simulated.without(recorded)).isEmpty();
    assertThat(recorded.without(simulated)).allMatch(name -> name.matches(
        ".*/(logprobs|obfuscation)(/.*)?|.*/response/(completed_at|frequency_penalty|max_tool_calls|presence_penalty"
            + "|prompt_cache_key|prompt_cache_retention|safety_identifier)"));
  }

  @Test
  void geminisEventsComeAsRecorded() throws Exception {
    Shape recorded = recorded("google/test_google_stream_usage_is_live_mid_stream");
    Shape simulated = simulated(Script.of(Rule.any().thinks("hm").says("1 2 3")),
        "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
        "{'contents':[{'role':'user','parts':[{'text':'count'}]}]}");

    assertThat(simulated.frames()).isEqualTo(recorded.frames());
    assertThat(simulated.without(recorded)).containsExactly("/candidates/content/parts/thought");
    assertThat(recorded.without(simulated)).containsExactly("/usageMetadata/serviceTier");
  }

  @Test
  void wholeAnswersHaveTheMembersThatAreRecorded() throws Exception {
    Interaction openAi = Cassettes.named("openai/test_openai_tool_output").getFirst();
    Interaction gemini =
        Cassettes.named("google/test_google_tool_config_any_with_tool_without_args").getFirst();
    Script script = Script.agreeable();
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(script));
        Client client = new Client(simulator)) {
      assertThat(missing(openAi, client)).isEmpty();
      assertThat(missing(gemini, client)).containsExactlyInAnyOrder("/candidates/avgLogprobs",
          "/usageMetadata/candidatesTokensDetails", "/usageMetadata/candidatesTokensDetails/modality",
          "/usageMetadata/candidatesTokensDetails/tokenCount");
    }
  }

  private static Set<String> missing(Interaction interaction, Client client) throws Exception {
    String body = interaction.asked().body().orElseThrow().toString();
    Shape simulated = Shape.of(client.post(interaction.asked().path(), body).body());
    return Shape.of(interaction.answered().text()).without(simulated);
  }
}
