package dev.athanor.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Payload;
import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Tool;
import dev.athanor.model.ToolChoice;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class RequestsTest {
  private static final JsonNode CITY = Json.parse(
      """
          {"type": "object", "properties": {"city": {"type": "string", "pattern": "^[A-Z]"}}, "required": ["city"],
           "additionalProperties": false, "examples": [{"city": "Köln"}]}""");
  private static final Tool WEATHER = new Tool("weather", "Tells the weather.", CITY);

  private static ModelRequest asking(Served served, List<Message> messages, List<Tool> tools,
      OutputFormat output) {
    return new ModelRequest(ModelName.parse(served.model()), messages, tools, ToolChoice.AUTO, output,
        ModelSettings.NONE);
  }

  private static Lab lab(Rule... rules) {
    return new Lab(SimulatorSettings.of(Script.of(rules)));
  }

  /** The latest request, in the order of the alphabet: a record has no other. */
  private static String sent(Lab lab) {
    return CanonicalJson.text(lab.sent());
  }

  /** All of them; OpenAI's responses know no texts to stop at. */
  private static ModelSettings settings(Served served, int most, Map<String, JsonNode> extra) {
    return new ModelSettings(Optional.of(0.5), Optional.of(0.25), Optional.of(7), Optional.of(most),
        Optional.of(4_000_000_000L),
        served == Served.RESPONSES ? List.of() : List.of("END"), Optional.of("low"), extra);
  }

  @Test
  void responsesAreNotAskedToStopAtATextThatTheyWouldNotKnow() {
    try (Lab lab = lab(Rule.any().says("x"))) {
      assertThat(lab.failure(ModelRequest.of(ModelName.parse(Served.RESPONSES.model()),
          List.of(Message.user("x")), settings(
              Served.OPENAI, 9, Map.of())))
          .failure().message()).isEqualTo("openai-responses:gpt-5 was not asked: OpenAI's responses know "
              + "no texts to stop at; leave them out, or ask by chat completions");
    }
  }

  @Test
  void theItemsOfAResponseGoBackAsTheyCame() {
    List<Part> said = List.of(new Part.Reasoning("first", Optional.empty()),
        new Part.Reasoning("then", Optional.of(
            "openai-responses:gAAA")),
        new Part.Raw("openai-responses", "reasoning.id", Json.parse("\"rs_1\"")), new Part.Raw(
            "openai-responses", "web_search_call",
            Json.parse("{\"id\":\"ws_1\",\"type\":\"web_search_call\"}")),
        new Part.Text(
            "It is warm."),
        new Part.Raw("openai-responses", "output_text.annotations", Json.parse("[{\"url\":\"u\"}]")),
        new Part.Raw("openai-responses", "message.id", Json.parse("\"msg_1\"")),
        new Part.ToolCall("call_1", "weather", "{}"));
    try (Lab lab = lab(Rule.any().says("x"))) {
      lab.ask(asking(Served.RESPONSES,
          List.of(Message.user("a"), new Message(Role.ASSISTANT, said), Message.tool(Part.ToolResult
              .of((Part.ToolCall) said.getLast(), "21 °C"))),
          List.of(), new OutputFormat.Text()));
      assertThat(CanonicalJson.text(lab.sent().path("input"))).isEqualTo(CanonicalJson.text(Json.parse("""
          [{"type":"message","role":"user","content":[{"type":"input_text","text":"a"}]},
           {"type":"reasoning","id":"rs_1","encrypted_content":"gAAA",
            "summary":[{"type":"summary_text","text":"first"},{"type":"summary_text","text":"then"}]},
           {"type":"web_search_call","id":"ws_1"},
           {"type":"message","role":"assistant","id":"msg_1",
            "content":[{"type":"output_text","text":"It is warm.","annotations":[{"url":"u"}]}]},
           {"type":"function_call","call_id":"call_1","name":"weather","arguments":"{}"},
           {"type":"function_call_output","call_id":"call_1","output":"21 °C"}]""")));
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void settingsReachTheProviderUnderItsOwnNames(Served served) {
    try (Lab lab = lab(Rule.any().says("x"))) {
      lab.ask(ModelRequest.of(ModelName.parse(served.model()), List.of(Message.user("x")),
          settings(served, 99, Map.of(
              "extra_thing", Json.parse("{\"a\":[1]}"), "options", Json.parse("{\"num_ctx\":4096}")))));

      String expected = switch (served) {
        case OPENAI ->
            """
                {"max_completion_tokens":99,"reasoning_effort":"low","seed":4000000000,"stop":["END"],"temperature":0.5,"top_k":7,
                 "top_p":0.25,"options":{"num_ctx":4096}}""";
        case ANTHROPIC ->
            """
                {"max_tokens":99,"output_config":{"effort":"low"},"stop_sequences":["END"],"temperature":0.5,"top_k":7,"top_p":0.25,
                 "options":{"num_ctx":4096}}""";
        case GEMINI ->
            """
                {"generationConfig":{"maxOutputTokens":99,"seed":4000000000,"stopSequences":["END"],"temperature":0.5,"topK":7,
                 "topP":0.25,"thinkingConfig":{"thinkingLevel":"low"}},"options":{"num_ctx":4096}}""";
        case RESPONSES ->
            """
                {"max_output_tokens":99,"reasoning":{"effort":"low"},"temperature":0.5,"top_k":7,"top_p":0.25,
                 "options":{"num_ctx":4096}}""";
        case OLLAMA ->
            """
                {"options":{"num_ctx":4096,"num_predict":99,"seed":4000000000,"stop":["END"],"temperature":0.5,"top_k":7,
                 "top_p":0.25},"think":"low"}""";
      };
      JsonNode sent = lab.sent();
      assertThat(sent.path("extra_thing")).isEqualTo(Json.parse("{\"a\":[1]}"));
      Json.parse(expected).forEachEntry((name, value) -> {
        if (name.equals("generationConfig")) {
          value.forEachEntry(
              (member, setting) -> assertThat(sent.path(name).path(member)).as(member).isEqualTo(setting));
        } else {
          assertThat(CanonicalJson.text(sent.path(name))).as(name).isEqualTo(CanonicalJson.text(value));
        }
      });
    }
  }

  @ParameterizedTest
  @EnumSource(value = Served.class, mode = EnumSource.Mode.EXCLUDE, names = "OLLAMA")
  void aModelThatMustCallAToolCallsOneAndOneThatMustNotDoesNot(Served served) {
    try (Lab lab = lab(Rule.any().agrees())) {
      ModelRequest must =
          new ModelRequest(ModelName.parse(served.model()), List.of(Message.user("x")), List.of(WEATHER),
              ToolChoice.REQUIRED, new OutputFormat.Text(), ModelSettings.NONE);
      assertThat(lab.ask(must).toolCalls()).hasSize(1);
      ModelRequest mustNot =
          new ModelRequest(must.model(), must.messages(), must.tools(), ToolChoice.NONE, must.output(), must
              .settings());
      assertThat(lab.ask(mustNot).text()).isEqualTo("You said: x");
    }
  }

  @Test
  void ollamaIsNotAskedForWhatItCantDo() {
    try (Lab lab = lab(Rule.any().agrees())) {
      ModelRequest must =
          new ModelRequest(ModelName.parse("ollama:qwen3:8b"), List.of(Message.user("x")), List.of(WEATHER),
              ToolChoice.REQUIRED, new OutputFormat.Text(), ModelSettings.NONE);
      assertThat(lab.failure(must).failure().toString()).isEqualTo(
          "model-request: ollama:qwen3:8b was not asked: Ollama can't be made to call a tool; leave the choice to it, or ask for "
              + "JSON by a schema");
      ModelRequest link =
          ModelRequest.of(must.model(), List.of(new Message(Role.USER, List.of(new Part.Linked(
              "https://example.org/a.png", "image/png")))), ModelSettings.NONE);
      assertThat(lab.failure(link).failure().message()).isEqualTo(
          "ollama:qwen3:8b was not asked: it does not take the link https://example.org/a.png to image/png here; expected texts "
              + "and images whose bytes are there");
      assertThat(lab.simulator.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void filesGoToTheProviderWithTheirBytes(Served served) {
    try (Lab lab = lab(Rule.any().says("a picture"))) {
      Payload image =
          lab.journal.store(new ByteArrayInputStream("pixels".getBytes(StandardCharsets.UTF_8)), "image/png");
      Message message =
          new Message(Role.USER, List.of(new Part.Text("What is this?"), new Part.Stored(image, Optional.of(
              "a.png"))));
      assertThat(lab.ask(asking(served, List.of(message), List.of(), new OutputFormat.Text())).text())
          .isEqualTo("a picture");
      assertThat(sent(lab)).contains("cGl4ZWxz", "What is this?");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Served.class, names = {"ANTHROPIC", "GEMINI"})
  void aSignatureGoesBackToTheProviderThatHasSignedAndToNoOther(Served served) {
    Served other = served == Served.ANTHROPIC ? Served.GEMINI : Served.ANTHROPIC;
    Message said = new Message(Role.ASSISTANT,
        List.of(new Part.Reasoning("because", Optional.of(served.provider()
            + ":c2lnbg")), new Part.Text("yes"), new Part.Raw(served.provider(), "server_thing", Json.parse(
                "{\"id\":\"s1\",\"type\":\"server_thing\"}"))));
    List<Message> messages = List.of(Message.user("a"), said, Message.user("b"));
    try (Lab lab = lab(Rule.any().says("x"))) {
      lab.ask(asking(served, messages, List.of(), new OutputFormat.Text()));
      assertThat(sent(lab)).contains("\"c2lnbg\"", "{\"id\":\"s1\",\"type\":\"server_thing\"}");
      lab.ask(asking(other, messages, List.of(), new OutputFormat.Text()));
      assertThat(sent(lab)).contains("yes").doesNotContain("c2lnbg", "server_thing");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "OPENAI | application/pdf | {\"file\":{\"file_data\":\"data:application/pdf;base64,Ynl0ZXM=\",\"filename\":\"a\"},\"type\":\"file\"}",
      "OPENAI | audio/mpeg | {\"input_audio\":{\"data\":\"Ynl0ZXM=\",\"format\":\"mp3\"},\"type\":\"input_audio\"}",
      "RESPONSES | text/csv | {\"file_data\":\"data:text/csv;base64,Ynl0ZXM=\",\"filename\":\"a\",\"type\":\"input_file\"}",
      "ANTHROPIC | text/markdown | {\"source\":{\"data\":\"bytes\",\"media_type\":\"text/plain\",\"type\":\"text\"},\"title\":\"a\",\"type\":\"document\"}",
      "ANTHROPIC | application/pdf | {\"source\":{\"data\":\"Ynl0ZXM=\",\"media_type\":\"application/pdf\",\"type\":\"base64\"},\"title\":\"a\",\"type\":\"document\"}",
      "GEMINI | video/mp4 | {\"inlineData\":{\"data\":\"Ynl0ZXM=\",\"mimeType\":\"video/mp4\"}}"})
  void aFileOfEachKindHasTheFormOfTheProvider(Served served, String mediaType, String expected) {
    try (Lab lab = lab(Rule.any().says("x"))) {
      Payload file =
          lab.journal.store(new ByteArrayInputStream("bytes".getBytes(StandardCharsets.UTF_8)), mediaType);
      lab.ask(asking(served,
          List.of(new Message(Role.USER, List.of(new Part.Stored(file, Optional.of("a"))))), List.of(),
          new OutputFormat.Text()));
      assertThat(sent(lab)).contains(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "OPENAI | image/png | {\"image_url\":{\"url\":\"https://e.org/f\"},\"type\":\"image_url\"}",
      "RESPONSES | image/png | {\"image_url\":\"https://e.org/f\",\"type\":\"input_image\"}",
      "RESPONSES | application/pdf | {\"file_url\":\"https://e.org/f\",\"type\":\"input_file\"}",
      "ANTHROPIC | image/png | {\"source\":{\"type\":\"url\",\"url\":\"https://e.org/f\"},\"type\":\"image\"}",
      "ANTHROPIC | application/pdf | {\"source\":{\"type\":\"url\",\"url\":\"https://e.org/f\"},\"type\":\"document\"}",
      "GEMINI | image/png | {\"fileData\":{\"fileUri\":\"https://e.org/f\",\"mimeType\":\"image/png\"}}"})
  void aLinkIsFetchedByTheProviderAndNotByUs(Served served, String mediaType, String expected) {
    try (Lab lab = lab(Rule.any().says("x"))) {
      lab.ask(asking(served,
          List.of(new Message(Role.USER, List.of(new Part.Linked("https://e.org/f", mediaType)))), List.of(),
          new OutputFormat.Text()));
      assertThat(sent(lab)).contains(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "OPENAI | it does not take the link https://e.org/f to video/mp4 here; expected texts, files and links to images",
      "ANTHROPIC | it does not take the link https://e.org/f to video/mp4 here; expected texts, images, PDF and plain text"})
  void whatAProviderDoesNotTakeIsRefusedBeforeItIsAsked(Served served, String expected) {
    try (Lab lab = lab(Rule.any().says("x"))) {
      assertThat(lab.failure(asking(served,
          List.of(new Message(Role.USER, List.of(new Part.Linked("https://e.org/f",
              "video/mp4")))),
          List.of(), new OutputFormat.Text())).failure().message()).isEqualTo(served.model()
              + " was not asked: " + expected);
      assertThat(lab.simulator.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void jsonOfAnyFormIsAskedForWhereTheProviderHasIt(Served served) {
    try (Lab lab = lab(Rule.any().agrees())) {
      ModelRequest request =
          asking(served, List.of(Message.user("in JSON")), List.of(), new OutputFormat.Json());
      if (served == Served.ANTHROPIC) {
        assertThat(lab.failure(request).failure().message()).endsWith(
            "Anthropic gives JSON only by a schema; give the output a schema");
      } else {
        assertThat(Json.parse(lab.ask(request).text())).isEqualTo(Json.parse("{\"answer\":\"in JSON\"}"));
      }
    }
  }

  @Test
  void membersOfACallThatHaveNoTypeGoBackInTheCall() {
    List<Part> said = List.of(new Part.ToolCall("c1", "weather", "{}"),
        new Part.Raw("openai", "tool_call.extra_content", Json
            .parse("{\"google\":{\"thought_signature\":\"s\"}}")),
        new Part.Raw("openai", "refusal", Json.parse("\"no\"")));
    try (Lab lab = lab(Rule.any().says("x"))) {
      lab.ask(asking(Served.OPENAI,
          List.of(Message.user("a"), new Message(Role.ASSISTANT, said), Message.tool(Part.ToolResult.of(
              (Part.ToolCall) said.getFirst(), "ok"))),
          List.of(), new OutputFormat.Text()));
      assertThat(CanonicalJson.text(lab.sent().path("messages").path(1)))
          .isEqualTo(CanonicalJson.text(Json.parse(
              """
                  {"role":"assistant","content":null,"refusal":"no","tool_calls":[{"id":"c1","type":"function",
                   "function":{"name":"weather","arguments":"{}"},"extra_content":{"google":{"thought_signature":"s"}}}]}""")));
    }
  }
}
