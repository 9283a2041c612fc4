package dev.athanor.simulator;

import static dev.athanor.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OllamaTest {
  private static HttpResponse<String> ask(Script script, String body) throws Exception {
    SimulatorSettings settings =
        SimulatorSettings.of(script).withModels("qwen3:8b").at(Clock.fixed(Instant.parse(
            "2026-11-25T06:00:00Z"), ZoneOffset.UTC));
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      return client.post("/api/chat", json(body));
    }
  }

  @Test
  void streamsLinesOfJsonUnlessToldOtherwise() throws Exception {
    HttpResponse<String> response =
        ask(Script.of(Rule.any().thinks("hm").says("Hi there").calls("f", "{\"a\":1}")),
            "{'model':'qwen3:8b','messages':[{'role':'user','content':'a'}]}");

    assertThat(response.headers().firstValue("content-type")).contains("application/x-ndjson");
    String head =
        "{'model':'qwen3:8b','created_at':'2026-11-25T06:00:00Z','message':{'role':'assistant','content':";
    assertThat(response.body()).isEqualTo(json(head + "'','thinking':'hm'},'done':false}\n"
        + head + "'Hi'},'done':false}\n"
        + head + "' there'},'done':false}\n"
        + head + "'','tool_calls':[{'function':{'name':'f','arguments':{'a':1}}}]},'done':false}\n"
        + head + "''},'done_reason':'stop','done':true,'prompt_eval_count':4,'eval_count':11}\n"));
  }

  @Test
  void answersAtOnceWithJsonByTheSchema() throws Exception {
    JsonNode answer = Json.parse(ask(Script.agreeable(), """
        {'model':'qwen3:8b','stream':false,'messages':[{'role':'user','content':'a','images':['AAAA']}],
        'format':{'type':'object','properties':{'a':{'const':1}}}}""").body());

    assertThat(answer.at("/message/content").stringValue()).isEqualTo("{\"a\":1}");
    assertThat(answer.get("done").booleanValue()).isTrue();
  }

  @Test
  void leavesACallThatIsNoJsonInTheText() throws Exception {
    assertThat(ask(Script.of(Rule.any().callsBadly("f", "{oops")),
        "{'model':'qwen3:8b','stream':false,'messages':[{'role':'tool','tool_name':'f','content':'1'}]}")
        .body())
        .contains("\"content\":\"{oops\"").doesNotContain("tool_calls");
  }

  @Test
  void knowsItsModels() throws Exception {
    HttpResponse<String> unknown = ask(Script.saying("x"), "{'model':'other','messages':[]}");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).startsWith("{\"error\":\"");

    SimulatorSettings settings = SimulatorSettings.of(Script.saying("x")).withModels("qwen3:8b");
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      assertThat(client.get("/api/tags").body()).contains("\"name\":\"qwen3:8b\"");
      assertThat(client.post("/v1/chat/completions", json(
          "{'model':'qwen3:8b','messages':[{'role':'user','content':'a'}]}")).statusCode()).isEqualTo(200);
    }
  }
}
