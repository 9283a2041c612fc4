package dev.athanor.simulator;

import static dev.athanor.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenAiChatTest {
  private static final String PATH = "/v1/chat/completions";
  private static final String TOOLS = """
      'tools':[{'type':'function','function':{'name':'get_weather','description':'weather',
        'parameters':{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}}}]""";

  private static HttpResponse<String> ask(Script script, String body) throws Exception {
    try (Simulator simulator = Simulator.start(settings(script)); Client client = new Client(simulator)) {
      return client.post(PATH, json(body));
    }
  }

  private static SimulatorSettings settings(Script script) {
    return SimulatorSettings.of(script).at(Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC));
  }

  @Test
  void answersWithATextAndCountsItsTokens() throws Exception {
    HttpResponse<String> response = ask(Script.saying("Hello, ${user}!"),
        """
            {'model':'gpt-5-mini','messages':[{'role':'system','content':'Be kind'},{'role':'user','content':'Ünï ✓'}]}""");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    JsonNode body = Json.parse(response.body());
    assertThat(body.at("/choices/0/message/content").stringValue()).isEqualTo("Hello, Ünï ✓!");
    assertThat(body.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
    assertThat(body.get("usage").get("prompt_tokens").intValue()).isEqualTo(10);
    assertThat(body.get("usage").get("completion_tokens").intValue()).isEqualTo(5);
    assertThat(body.get("created").longValue()).isEqualTo(1_800_000_000);
  }

  @Test
  void streamsAnAnswerByteForByteInItsFraming() throws Exception {
    HttpResponse<String> response = ask(Script.saying("Hi there"), """
        {'model':'m','stream':true,'stream_options':{'include_usage':true},
         'messages':[{'role':'user','content':[{'type':'text','text':'a'}]}]}""");

    String head = response.body().substring(0, response.body().indexOf(",\"object\"")).replace("data: ", "")
        + ",\"object\":\"chat.completion.chunk\",\"created\":1800000000,\"model\":\"m\",\"service_tier\":\"default\","
        + "\"system_fingerprint\":null,";
    assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
    assertThat(response.body()).isEqualTo(json(List.of(
        "'choices':[{'index':0,'delta':{'role':'assistant','content':'','refusal':null},'logprobs':null,"
            + "'finish_reason':null}],'usage':null}",
        "'choices':[{'index':0,'delta':{'content':'Hi'},'logprobs':null,'finish_reason':null}],'usage':null}",
        "'choices':[{'index':0,'delta':{'content':' there'},'logprobs':null,'finish_reason':null}],'usage':null}",
        "'choices':[{'index':0,'delta':{},'logprobs':null,'finish_reason':'stop'}],'usage':null}",
        "'choices':[],'usage':{'prompt_tokens':4,'completion_tokens':2,'total_tokens':6,"
            + "'prompt_tokens_details':{'cached_tokens':0,'audio_tokens':0},"
            + "'completion_tokens_details':{'reasoning_tokens':0,'audio_tokens':0,"
            + "'accepted_prediction_tokens':0,'rejected_prediction_tokens':0}}}")
        .stream().map(rest -> "data: " + head + rest + "\n\n").collect(Collectors.joining()))
        + "data: [DONE]\n\n");
  }

  @Test
  void callsToolsThenAnswersFromTheirResult() throws Exception {
    Script script = Script.of(
        Rule.any().ifToolsSay("°C").says("It has ${tool_result}."),
        Rule.any().ifUserMatches("weather in (?<city>\\w+)").ifTool("get_weather").calls("get_weather",
            "{\"city\":\"${city}\"}"));
    try (Simulator simulator = Simulator.start(settings(script)); Client client = new Client(simulator)) {
      String user = "{'role':'user','content':'the weather in Paris?'}";
      JsonNode first = Json.parse(client.post(PATH, json("{'model':'m'," + TOOLS + ",'messages':[" + user
          + "]}"))
          .body());
      JsonNode call = first.at("/choices/0/message/tool_calls/0");

      assertThat(first.at("/choices/0/finish_reason").stringValue()).isEqualTo("tool_calls");
      assertThat(first.at("/choices/0/message/content").isNull()).isTrue();
      assertThat(call.at("/function/arguments").stringValue()).isEqualTo("{\"city\":\"Paris\"}");
      assertThat(call.get("id").stringValue()).startsWith("call_");

      JsonNode second = Json.parse(client.post(PATH, json("{'model':'m'," + TOOLS + ",'messages':[" + user
          + ",{'role':'assistant','content':null,'tool_calls':[" + call
          + "]},{'role':'tool','tool_call_id':'x','content':'21 °C'}]}")).body());
      assertThat(second.at("/choices/0/message/content").stringValue()).isEqualTo("It has 21 °C.");
    }
  }

  @Test
  void streamsTheArgumentsOfAToolCallInPieces() throws Exception {
    List<JsonNode> chunks = Client.data(ask(Script.of(Rule.any().thinks("hm").calls("get_weather",
        "{\"city\":\"Paris\"}")), "{'model':'m','stream':true," + TOOLS
            + ",'messages':[{'role':'user','content':'a'}]}")
        .body());

    List<JsonNode> calls = chunks.stream().map(chunk -> chunk.at("/choices/0/delta/tool_calls/0")).filter(
        call -> !call.isMissingNode()).toList();
    assertThat(chunks.get(1).at("/choices/0/delta/reasoning_content").stringValue()).isEqualTo("hm");
    assertThat(calls.getFirst().at("/function/name").stringValue()).isEqualTo("get_weather");
    assertThat(calls.stream().map(call -> call.at("/function/arguments").stringValue()).collect(Collectors
        .joining()))
        .isEqualTo("{\"city\":\"Paris\"}");
    assertThat(calls.size()).isGreaterThan(3);
    assertThat(chunks.getLast().at("/choices/0/finish_reason").stringValue()).isEqualTo("tool_calls");
  }

  @Test
  void cutsAnAnswerAtTheTokensThatTheClientWants() throws Exception {
    JsonNode body = Json.parse(ask(Script.saying("one two three"), """
        {'model':'m','max_completion_tokens':2,'messages':[{'role':'user','content':'a'}]}""").body());

    assertThat(body.at("/choices/0/message/content").stringValue()).isEqualTo("one two");
    assertThat(body.at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
  }

  @Test
  void saysJsonByTheRequestsSchema() throws Exception {
    JsonNode body = Json.parse(ask(Script.agreeable(),
        """
            {'model':'m','messages':[{'role':'user','content':'a'}],'response_format':{'type':'json_schema','json_schema':
              {'name':'p','schema':{'type':'object','properties':{'age':{'type':'integer','minimum':18,'maximum':20},
              'kind':{'enum':['a','b']}},'required':['age','kind']}}}}""")
        .body());

    JsonNode answer = Json.parse(body.at("/choices/0/message/content").stringValue());
    assertThat(answer.get("age").intValue()).isBetween(18, 20);
    assertThat(answer.get("kind").stringValue()).isIn("a", "b");
  }

  @Test
  void failsOnceAndThenGoesWell() throws Exception {
    Script script = Script.of(
        Rule.any().firstTimes(1)
            .fails(Problem.of(Problem.Kind.RATE, "slow down").retryAfter(Duration.ofMillis(
                1500))),
        Rule.any().says("well").finishes(FinishReason.CONTENT_FILTER));
    try (Simulator simulator = Simulator.start(settings(script)); Client client = new Client(simulator)) {
      String body = json("{'model':'m','messages':[{'role':'user','content':'a'}]}");
      HttpResponse<String> first = client.post(PATH, body, "Authorization", "Bearer sk-secret");
      HttpResponse<String> second = client.post(PATH, body);

      assertThat(first.statusCode()).isEqualTo(429);
      assertThat(first.headers().firstValue("retry-after")).contains("2");
      assertThat(first.body()).isEqualTo(json(
          "{'error':{'message':'slow down','type':'requests','param':null,'code':'rate_limit_exceeded'}}"));
      assertThat(Json.parse(second.body()).at("/choices/0/finish_reason").stringValue()).isEqualTo(
          "content_filter");
      assertThat(simulator.requests()).hasSize(2).allSatisfy(request -> {
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo(PATH);
        assertThat(request.body()).contains(Json.parse(body));
        assertThat(request.toString()).doesNotContain("sk-secret");
      });
    }
  }

  @Test
  void refusesAWrongKeyAnUnknownModelAndAnUnknownPath() throws Exception {
    SimulatorSettings settings = settings(Script.saying("hi")).withKeys("sk-right").withModels("gpt-5-mini");
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      String body = json("{'model':'gpt-9','messages':[{'role':'user','content':'a'}]}");
      String[] key = {"Authorization", "Bearer sk-right"};

      assertThat(client.post(PATH, body).statusCode()).isEqualTo(401);
      assertThat(client.post(PATH, body, "Authorization", "Bearer sk-wrong").body())
          .contains("invalid_api_key");
      HttpResponse<String> unknown = client.post(PATH, body, key);
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body()).contains("model_not_found", "gpt-9", "this simulator has gpt-5-mini");
      assertThat(client.post("/v1/nothing", body, key).statusCode()).isEqualTo(404);
      assertThat(client.get("/v1/models", key).body()).contains("\"id\":\"gpt-5-mini\"");
    }
  }

  @Test
  void refusesWhatIsNoRequest() throws Exception {
    try (Simulator simulator = Simulator.start(settings(Script.saying("hi"))); Client client = new Client(
        simulator)) {
      assertThat(client.post(PATH, "{\"model\":").body()).contains(
          "We could not parse the JSON body of your request");
      assertThat(client.post(PATH, "").statusCode()).isEqualTo(400);
      assertThat(client.post(PATH, "{}").body()).contains("you must provide a model parameter");
      assertThat(client.post(PATH, "{\"model\":\"m\"}").body()).contains(
          "Missing required parameter: 'messages'.");
      assertThat(client.post(PATH, "{\"model\":\"m\",\"messages\":[]}").body()).contains("empty array");
      assertThat(client.post(PATH, "{\"model\":\"m\",\"messages\":[{\"role\":\"king\"}]}").body())
          .contains("'king'");
      assertThat(client.post(PATH, "[]").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void namesTheNearestRuleWhenNoneMatches() throws Exception {
    Script script = Script.of(
        Rule.any().named("far").ifModel("x-*").ifUserSays("b").onTurn(2).says("1"),
        Rule.any().named("near").ifUserSays("a").ifTool("search").says("2"));

    HttpResponse<String> response = ask(script, "{'model':'m','messages':[{'role':'user','content':'a'}]}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Json.parse(response.body()).at("/error/message").stringValue()).isEqualTo(
        "simulator: no rule of the script matches; the nearest, rule 2 \"near\" wants the tool search, "
            + "where none is offered; change it, or end the script with a rule without \"when\"");
  }
}
