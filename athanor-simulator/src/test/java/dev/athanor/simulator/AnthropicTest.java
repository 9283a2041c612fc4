package dev.athanor.simulator;

import static dev.athanor.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnthropicTest {
  private static final String PATH = "/v1/messages";
  private static final String TOOLS = "'tools':[{'name':'f','description':'','input_schema':{'type':'object',"
      + "'properties':{'city':{'type':'string','enum':['Paris']}},'required':['city']}}]";

  private static HttpResponse<String> ask(Script script, String body) throws Exception {
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(script));
        Client client = new Client(simulator)) {
      return client.post(PATH, json(body), "anthropic-version", "2023-06-01");
    }
  }

  @Test
  void answersWithBlocks() throws Exception {
    JsonNode message = Json.parse(ask(Script.of(Rule.any().thinks("hm").says("${system}, ${user}").calls("f",
        "{\"city\":\"Paris\"}")), "{'model':'m','max_tokens':100,'system':[{'type':'text','text':'Be kind'}],"
            + TOOLS + ",'messages':[{'role':'user','content':'hi'}]}")
        .body());

    assertThat(message.at("/content/0/thinking").stringValue()).isEqualTo("hm");
    assertThat(message.at("/content/0/signature").stringValue()).isNotEmpty();
    assertThat(message.at("/content/1/text").stringValue()).isEqualTo("Be kind, hi");
    assertThat(message.at("/content/2/input/city").stringValue()).isEqualTo("Paris");
    assertThat(message.at("/content/2/id").stringValue()).startsWith("toolu_");
    assertThat(message.get("stop_reason").stringValue()).isEqualTo("tool_use");
  }

  @Test
  void streamsNamedEventsByteForByte() throws Exception {
    String stream = ask(Script.of(Rule.any().says("Hi there").calls("f", "{}")), """
        {'model':'m','max_tokens':100,'stream':true,'messages':[{'role':'user','content':'a'}]}""").body();

    String id = Client.data(stream).getFirst().at("/message/id").stringValue();
    String call =
        Client.data(stream).stream().filter(event -> event.at("/content_block/type").asString("").equals(
            "tool_use")).findFirst().orElseThrow().at("/content_block/id").stringValue();
    assertThat(stream).isEqualTo(json(
        """
            event: message_start
            data: {'type':'message_start','message':{'id':'%s','type':'message','role':'assistant','model':'m',\
            'content':[],'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':4,\
            'cache_creation_input_tokens':0,'cache_read_input_tokens':0,'cache_creation':{'ephemeral_5m_input_tokens':0,\
            'ephemeral_1h_input_tokens':0},'output_tokens':1,'service_tier':'standard'}}}

            event: content_block_start
            data: {'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}

            event: ping
            data: {'type':'ping'}

            event: content_block_delta
            data: {'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hi'}}

            event: content_block_delta
            data: {'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':' there'}}

            event: content_block_stop
            data: {'type':'content_block_stop','index':0}

            event: content_block_start
            data: {'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'%s','name':'f','input':{}}}

            event: content_block_delta
            data: {'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':''}}

            event: content_block_delta
            data: {'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'{'}}

            event: content_block_delta
            data: {'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'}'}}

            event: content_block_stop
            data: {'type':'content_block_stop','index':1}

            event: message_delta
            data: {'type':'message_delta','delta':{'stop_reason':'tool_use','stop_sequence':null},'usage':{'input_tokens':4,\
            'cache_creation_input_tokens':0,'cache_read_input_tokens':0,'output_tokens':5}}

            event: message_stop
            data: {'type':'message_stop'}

            """
            .formatted(id, call)));
  }

  @Test
  void readsWhatToolsHaveAnswered() throws Exception {
    Script script = Script.of(Rule.any().ifToolsSay("21").onTurn(2).says("${tool_result} for ${user}"));

    assertThat(ask(script, "{'model':'m','max_tokens':9," + TOOLS
        + """
            ,'messages':[{'role':'user','content':'weather'},
            {'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{'city':'Paris'}}]},
            {'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':[{'type':'text','text':'21'}]}]}]}""")
        .body()).contains("\"text\":\"21 for weather\"");
  }

  @Test
  void callsTheToolThatMustBeCalled() throws Exception {
    JsonNode message =
        Json.parse(ask(Script.agreeable(), "{'model':'m','max_tokens':100,'tool_choice':{'type':'any'},"
            + TOOLS + ",'messages':[{'role':'user','content':'a'}]}").body());

    assertThat(message.at("/content/0/name").stringValue()).isEqualTo("f");
    assertThat(message.at("/content/0/input/city").stringValue()).isEqualTo("Paris");
  }

  @Test
  void saysJsonByTheRequestsSchema() throws Exception {
    JsonNode message = Json.parse(ask(Script.agreeable(), """
        {'model':'m','max_tokens':100,'messages':[{'role':'user','content':'a'}],'output_config':{'format':
        {'type':'json_schema','schema':{'type':'object','properties':{'a':{'const':7}}}}}}""").body());

    assertThat(message.at("/content/0/text").stringValue()).isEqualTo("{\"a\":7}");
  }

  @Test
  void failsInItsOwnWords() throws Exception {
    String body = "{'model':'m','max_tokens':100,'messages':[{'role':'user','content':'a'}]}";

    HttpResponse<String> overloaded = ask(Script.of(Rule.any().fails(Problem.of(503, "Overloaded"))), body);
    assertThat(overloaded.statusCode()).isEqualTo(529);
    assertThat(overloaded.body()).startsWith(json(
        "{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'},'request_id':'req_"));
    HttpResponse<String> unbounded =
        ask(Script.saying("x"), "{'model':'m','messages':[{'role':'user','content':''}]}");
    assertThat(unbounded.statusCode()).isEqualTo(400);
    assertThat(unbounded.body()).contains("invalid_request_error", "max_tokens: Field required");
    assertThat(ask(Script.saying("x"), "{'model':'m','max_tokens':1,'messages':[]}").body()).contains(
        "at least one message is required");
  }

  @Test
  void refusesAWrongKeyAndAnUnknownModelAndCounts() throws Exception {
    SimulatorSettings settings = SimulatorSettings.of(Script.saying("x")).withKeys("k").withModels("claude");
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      String body = json("{'model':'claud','max_tokens':1,'messages':[{'role':'user','content':'a b'}]}");

      assertThat(client.post(PATH, body, "x-api-key", "wrong").statusCode()).isEqualTo(401);
      assertThat(client.post(PATH, body, "x-api-key", "k").body()).contains("not_found_error", "claud");
      assertThat(
          client.post("/v1/messages/count_tokens", body.replace("claud", "claude"), "x-api-key", "k").body())
          .isEqualTo("{\"input_tokens\":5}");
      assertThat(client.get("/v1/models", "x-api-key", "k", "anthropic-version", "2023-06-01").body())
          .contains(
              "\"display_name\":\"claude\"");
    }
  }
}
