package dev.athanor.simulator;

import static dev.athanor.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GeminiTest {
  private static final String MODEL = "/v1beta/models/gemini-2.5-flash";
  private static final String HI = "{'contents':[{'role':'user','parts':[{'text':'hi'}]}]}";

  private static HttpResponse<String> ask(Script script, String action, String body) throws Exception {
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(script));
        Client client = new Client(simulator)) {
      return client.post(MODEL + action, json(body), "x-goog-api-key", "k");
    }
  }

  @Test
  void answersWithParts() throws Exception {
    JsonNode content = Json.parse(ask(Script.of(Rule.any().ifModel("gemini-*").thinks("hm").says(
        "${system}/${user}").calls("f", "{\"a\":1}")), ":generateContent",
        "{'systemInstruction':{'parts':[{'text':'S'}]},'contents':[{'parts':[{'text':'hi'}]}]}").body());

    assertThat(content.at("/candidates/0/content/parts").toString())
        .isEqualTo(json("[{'text':'hm','thought':true},"
            + "{'text':'S/hi'},{'functionCall':{'name':'f','args':{'a':1}}}]"));
    assertThat(content.at("/candidates/0/finishReason").stringValue()).isEqualTo("STOP");
    assertThat(content.at("/usageMetadata/thoughtsTokenCount").intValue()).isEqualTo(1);
    assertThat(content.get("modelVersion").stringValue()).isEqualTo("gemini-2.5-flash");
  }

  @Test
  void streamsServerSentEventsByteForByte() throws Exception {
    HttpResponse<String> response = ask(Script.saying("Hi there"), ":streamGenerateContent?alt=sse", HI);

    String id = Client.data(response.body()).getFirst().get("responseId").stringValue();
    assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
    assertThat(response.body()).isEqualTo("data: " + chunk("{'text':'Hi'}", "", 1, id) + "\r\n\r\ndata: "
        + chunk("{'text':' there'}", "'finishReason':'STOP',", 2, id) + "\r\n\r\n");
  }

  private static String chunk(String part, String finish, int tokens, String id) {
    return json("{'candidates':[{'content':{'role':'model','parts':[" + part + "]}," + finish
        + "'index':0}],'usageMetadata':{'promptTokenCount':4,'candidatesTokenCount':" + tokens
        + ",'totalTokenCount':" + (4 + tokens)
        + ",'promptTokensDetails':[{'modality':'TEXT','tokenCount':4}]},"
        + "'modelVersion':'gemini-2.5-flash','responseId':'" + id + "'}");
  }

  @Test
  void streamsAnArrayWithoutServerSentEvents() throws Exception {
    HttpResponse<String> response = ask(Script.saying("one two three"), ":streamGenerateContent", HI);

    assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=UTF-8");
    assertThat(response.body()).startsWith("[{").contains("},\r\n{").endsWith("}]\n");
    assertThat(Json.parse(response.body())).hasSize(3);
  }

  @Test
  void readsFunctionsAndTheirResults() throws Exception {
    Script script = Script.of(Rule.any().ifTool("f").onTurn(2).ifToolsSay("42").says("${tool_result}"));

    assertThat(ask(script, ":generateContent",
        """
            {'contents':[{'role':'user','parts':[{'text':'a'}]},{'role':'model','parts':[{'functionCall':{'name':'f','args':{}}}]},
            {'role':'user','parts':[{'functionResponse':{'name':'f','response':{'value':42}}}]}],
            'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'OBJECT'}}]}]}""")
        .body()).contains(
            "{\\\"value\\\":42}");
  }

  @Test
  void makesJsonForSchemasInCapitals() throws Exception {
    JsonNode content = Json.parse(ask(Script.agreeable(), ":generateContent",
        """
            {'contents':[{'parts':[{'text':'a'}]}],'generationConfig':{'responseMimeType':'application/json','responseSchema':
            {'type':'OBJECT','properties':{'n':{'type':'INTEGER'},'l':{'type':'ARRAY','items':{'type':'BOOLEAN'},'minItems':1}},
            'required':['n','l']}}}""")
        .body());

    JsonNode answer = Json.parse(content.at("/candidates/0/content/parts/0/text").stringValue());
    assertThat(answer.get("n").isIntegralNumber()).isTrue();
    assertThat(answer.at("/l/0").isBoolean()).isTrue();
  }

  @Test
  void reportsACallThatIsNoJson() throws Exception {
    assertThat(ask(Script.of(Rule.any().callsBadly("f", "{\"a\":")), ":generateContent", HI).body()).contains(
        "MALFORMED_FUNCTION_CALL").doesNotContain("functionCall\"");
  }

  @Test
  void failsInItsOwnWords() throws Exception {
    HttpResponse<String> limited = ask(Script.of(Rule.any().fails(Problem.of(429, "quota").retryAfter(Duration
        .ofSeconds(39)))), ":generateContent", HI);
    assertThat(limited.headers().firstValue("retry-after")).contains("39");
    assertThat(limited.body())
        .isEqualTo(json("{'error':{'code':429,'message':'quota','status':'RESOURCE_EXHAUSTED',"
            + "'details':[{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'39.000s'}]}}"));
    assertThat(ask(Script.saying("x"), ":generateContent", "{}").body()).contains("INVALID_ARGUMENT",
        "contents is not specified");
    assertThat(ask(Script.saying("x"), ":sing", HI).statusCode()).isEqualTo(404);
  }

  @Test
  void takesTheKeyFromTheQueryAndKeepsItToItself() throws Exception {
    SimulatorSettings settings =
        SimulatorSettings.of(Script.saying("x")).withKeys("right").withModels("gemini-2.5-flash");
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      HttpResponse<String> wrong = client.post(MODEL + ":generateContent?key=wrong", json(HI));

      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("API_KEY_INVALID");
      assertThat(client.post(MODEL + ":generateContent?key=right", json(HI)).statusCode()).isEqualTo(200);
      assertThat(client.get("/v1beta/models?key=right").body()).contains("models/gemini-2.5-flash");
      assertThat(simulator.requests()).extracting(ReceivedRequest::path).containsExactly(
          MODEL + ":generateContent",
          MODEL + ":generateContent", "/v1beta/models");
    }
  }

  @Test
  void countsTokensAndWorksBelowVertexsPaths() throws Exception {
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(Script.saying("x")));
        Client client = new Client(
            simulator)) {
      assertThat(client.post(MODEL + ":countTokens", json(HI)).body()).isEqualTo("{\"totalTokens\":4}");
      assertThat(
          client.post("/v1beta1/projects/p/locations/global/publishers/google/models/g:generateContent", json(
              HI)).body())
          .contains("\"modelVersion\":\"g\"");
    }
  }
}
