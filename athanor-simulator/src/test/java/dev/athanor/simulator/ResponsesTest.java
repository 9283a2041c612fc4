package dev.athanor.simulator;

import static dev.athanor.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResponsesTest {
  private static final String PATH = "/v1/responses";

  private static HttpResponse<String> ask(Script script, String body) throws Exception {
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(script));
        Client client = new Client(simulator)) {
      return client.post(PATH, json(body));
    }
  }

  @Test
  void answersWithItems() throws Exception {
    JsonNode response =
        Json.parse(ask(Script.of(Rule.any().thinks("hm").says("Hi ${user}").calls("f", "{'a':1}"
            .replace('\'', '"'))), "{'model':'m','input':'you','instructions':'be kind'}").body());

    assertThat(response.get("status").stringValue()).isEqualTo("completed");
    assertThat(response.get("instructions").stringValue()).isEqualTo("be kind");
    assertThat(response.at("/output/0/summary/0/text").stringValue()).isEqualTo("hm");
    assertThat(response.at("/output/1/content/0/text").stringValue()).isEqualTo("Hi you");
    assertThat(response.at("/output/2/arguments").stringValue()).isEqualTo("{\"a\":1}");
    assertThat(response.at("/output/2/call_id").stringValue()).startsWith("call_");
    assertThat(response.at("/usage/output_tokens_details/reasoning_tokens").intValue()).isEqualTo(1);
  }

  @Test
  void streamsTypedEventsThatAreNumbered() throws Exception {
    HttpResponse<String> response = ask(Script.saying("Hi there"), "{'model':'m','input':'a','stream':true}");

    List<JsonNode> events = Client.data(response.body());
    assertThat(events.stream().map(event -> event.get("type").stringValue())).containsExactly(
        "response.created",
        "response.in_progress", "response.output_item.added", "response.content_part.added",
        "response.output_text.delta", "response.output_text.delta", "response.output_text.done",
        "response.content_part.done", "response.output_item.done", "response.completed");
    for (int number = 0; number < events.size(); number++) {
      assertThat(events.get(number).get("sequence_number").intValue()).isEqualTo(number);
      assertThat(response.body())
          .contains("event: " + events.get(number).get("type").stringValue() + "\ndata: "
              + events.get(number) + "\n\n");
    }
    assertThat(events.getLast().at("/response/output/0/content/0/text").stringValue()).isEqualTo("Hi there");
    assertThat(events.getFirst().at("/response/usage").isNull()).isTrue();
  }

  @Test
  void streamsToolCallsAndReasoning() throws Exception {
    List<JsonNode> events = Client.data(ask(Script.of(Rule.any().thinks("hm").calls("f", "{\"a\":[1,2]}")),
        "{'model':'m','input':[{'role':'user','content':[{'type':'input_text','text':'a'}]}],'stream':true}")
        .body());

    assertThat(deltas(events, "response.reasoning_summary_text.delta")).isEqualTo("hm");
    assertThat(deltas(events, "response.function_call_arguments.delta")).isEqualTo("{\"a\":[1,2]}");
    assertThat(events.getLast().at("/response/output/1/name").stringValue()).isEqualTo("f");
  }

  private static String deltas(List<JsonNode> events, String type) {
    return events.stream().filter(event -> event.get("type").stringValue().equals(type))
        .map(event -> event.get(
            "delta").stringValue())
        .collect(Collectors.joining());
  }

  @Test
  void goesOnFromAnEarlierResponse() throws Exception {
    Script script = Script.of(Rule.any().onTurn(2).says("again ${turn}"), Rule.any().says("first"));
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(script));
        Client client = new Client(simulator)) {
      String id =
          Json.parse(client.post(PATH, json("{'model':'m','input':'a'}")).body()).get("id").stringValue();

      assertThat(
          client.post(PATH, json("{'model':'m','input':'b','previous_response_id':'" + id + "'}")).body())
          .contains("again 2");
      HttpResponse<String> lost = client.post(PATH, json(
          "{'model':'m','input':'b','previous_response_id':'resp_0'}"));
      assertThat(lost.statusCode()).isEqualTo(400);
      assertThat(lost.body()).contains("Previous response with id 'resp_0' not found.");
    }
  }

  @Test
  void saysThatAnAnswerWasCutOff() throws Exception {
    JsonNode response = Json.parse(ask(Script.saying("a b c"),
        """
            {'model':'m','max_output_tokens':1,'input':[{'type':'function_call','call_id':'c','name':'f','arguments':'{}'},
            {'type':'function_call_output','call_id':'c','output':'3'}]}""")
        .body());

    assertThat(response.get("status").stringValue()).isEqualTo("incomplete");
    assertThat(response.at("/incomplete_details/reason").stringValue()).isEqualTo("max_output_tokens");
    assertThat(response.at("/output/0/content/0/text").stringValue()).isEqualTo("a");
  }

  @Test
  void saysJsonByTheRequestsSchema() throws Exception {
    JsonNode response = Json.parse(ask(Script.agreeable(), """
        {'model':'m','input':'a','text':{'format':{'type':'json_schema','name':'n','schema':
        {'type':'object','properties':{'amount':{'anyOf':[{'type':'number'},{'type':'string'}]}}}}}}""")
        .body());

    assertThat(Json.parse(response.at("/output/0/content/0/text").stringValue()).get("amount").isNumber())
        .isTrue();
  }
}
