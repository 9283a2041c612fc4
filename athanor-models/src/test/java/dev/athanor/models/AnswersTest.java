package dev.athanor.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelAttempt;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Tool;
import dev.athanor.model.ToolChoice;
import dev.athanor.model.Usage;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class AnswersTest {
  private static final JsonNode CITY = Json.parse(
      """
          {"type": "object", "properties": {"city": {"type": "string", "pattern": "^[A-Z]"}}, "required": ["city"],
           "additionalProperties": false, "examples": [{"city": "Köln"}]}""");
  private static final Tool WEATHER = new Tool("weather", "Tells the weather.", CITY);

  private static ModelRequest asking(Served served, String text) {
    return ModelRequest.of(ModelName.parse(served.model()),
        List.of(Message.system("Be brief."), Message.user(text)),
        ModelSettings.NONE);
  }

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

  @ParameterizedTest
  @EnumSource(Served.class)
  void anAnswerIsStreamedAndIsOnRecordWhole(Served served) {
    try (Lab lab = lab(Rule.any().says("one two three"))) {
      ModelResponse response = lab.ask(asking(served, "Count!"));

      assertThat(response.text()).isEqualTo("one two three");
      assertThat(response.message().parts()).filteredOn(part -> !(part instanceof Part.Raw)).hasSize(1);
      assertThat(response.finish()).isEqualTo(FinishReason.STOP);
      assertThat(response.model()).contains(served.bareModel());
      assertThat(response.usage().input().orElseThrow()).isPositive();
      assertThat(response.usage().output()).contains(3L);
      assertThat(lab.chunks).extracting(chunk -> chunk.path("text").asString()).containsExactly("one", " two",
          " three");
      assertThat(sent(lab)).contains("Be brief.", "Count!");
      assertThat(lab.simulator.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void aThoughtIsStreamedAndKeptApartFromTheText(Served served) {
    try (Lab lab = lab(Rule.any().thinks("first one then two").says("done"))) {
      ModelResponse response = lab.ask(asking(served, "Think!"));

      assertThat(response.text()).isEqualTo("done");
      assertThat(response.message().parts().getFirst()).isInstanceOfSatisfying(Part.Reasoning.class,
          thought -> assertThat(thought.text()).isEqualTo("first one then two"));
      assertThat(response.message().parts()).filteredOn(part -> !(part instanceof Part.Raw)).hasSize(2);
      assertThat(lab.chunks).filteredOn(chunk -> chunk.path("type").asString().equals("reasoning"))
          .extracting(
              chunk -> chunk.path("text").asString())
          .containsExactly("first", " one", " then", " two");
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void aToolIsCalledAndItsResultGoesBackWithWhatTheModelHasSaid(Served served) {
    try (Lab lab = lab(Rule.any().onTurn(1).thinks("look it up").says("One moment.").calls("weather",
        "{\"city\":\"Köln\"}"), Rule.any().ifToolsSay("21 °C").says("Warm."))) {
      List<Message> messages = new ArrayList<>(List.of(Message.user("How warm is it?")));
      ModelResponse first = lab.ask(asking(served, messages, List.of(WEATHER), new OutputFormat.Text()));

      assertThat(first.finish()).isEqualTo(FinishReason.TOOL_CALLS);
      Part.ToolCall call = first.toolCalls().getFirst();
      assertThat(call.name()).isEqualTo("weather");
      assertThat(Json.parse(call.arguments())).isEqualTo(Json.parse("{\"city\":\"Köln\"}"));
      assertThat(lab.chunks).filteredOn(chunk -> chunk.path("type").asString().equals("tool_call"))
          .isNotEmpty().allMatch(
              chunk -> chunk.path("name").asString().equals("weather"));
      assertThat(sent(lab)).contains(CanonicalJson.text(CITY));

      messages.add(first.message());
      messages.add(Message.tool(Part.ToolResult.of(call, "21 °C")));
      ModelResponse second = lab.ask(asking(served, messages, List.of(WEATHER), new OutputFormat.Text()));
      assertThat(second.text()).isEqualTo("Warm.");
      String sent = sent(lab);
      assertThat(sent).contains("One moment.", "21 °C");
      if (served != Served.OPENAI && served != Served.RESPONSES) {
        assertThat(sent).contains("look it up");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void severalCallsOfOneAnswerGetTheirResultsTogether(Served served) {
    try (Lab lab = lab(Rule.any().onTurn(1).calls("weather", "{\"city\":\"Bonn\"}").calls("weather",
        "{\"city\":\"Trier\"}"), Rule.any().says("Both are warm."))) {
      List<Message> messages = new ArrayList<>(List.of(Message.user("How warm is it?")));
      ModelResponse first = lab.ask(asking(served, messages, List.of(WEATHER), new OutputFormat.Text()));
      assertThat(first.toolCalls()).hasSize(2).extracting(Part.ToolCall::id).doesNotHaveDuplicates();

      messages.add(first.message());
      messages.add(Message.tool(Part.ToolResult.of(first.toolCalls().get(0), "20 °C")));
      messages.add(Message.tool(Part.ToolResult.failed(first.toolCalls().get(1), "no such city")));
      assertThat(lab.ask(asking(served, messages, List.of(WEATHER), new OutputFormat.Text())).text())
          .isEqualTo(
              "Both are warm.");
      assertThat(sent(lab)).contains("20 °C", "no such city");
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void argumentsStayTheTextThatTheModelHasWrittenWhereTheProviderSendsOne(Served served) {
    try (Lab lab =
        lab(Rule.any().onTurn(1).callsBadly("weather", "{\"city\": \"Kö"), Rule.any().says("Sorry."))) {
      List<Message> messages = new ArrayList<>(List.of(Message.user("How warm is it?")));
      ModelResponse first = lab.ask(asking(served, messages, List.of(WEATHER), new OutputFormat.Text()));
      if (Set.of(Served.OPENAI, Served.RESPONSES, Served.ANTHROPIC).contains(served)) {
        Part.ToolCall call = first.toolCalls().getFirst();
        assertThat(call.arguments()).isEqualTo("{\"city\": \"Kö");
        messages.add(first.message());
        messages.add(Message.tool(Part.ToolResult.failed(call, "this is not JSON")));
        assertThat(lab.ask(asking(served, messages, List.of(WEATHER), new OutputFormat.Text())).text())
            .isEqualTo(
                "Sorry.");
        assertThat(sent(lab)).contains("Kö");
      } else {
        assertThat(first.toolCalls()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void anAnswerHasTheFormOfASchemaThatGoesToTheProviderAsItStands(Served served) {
    try (Lab lab = lab(Rule.any().saysJsonBySchema())) {
      ModelResponse response =
          lab.ask(asking(served, List.of(Message.user("A city?")), List.of(), new OutputFormat.Schema(
              "city", CITY)));

      assertThat(Json.parse(response.text()).path("city").isString()).isTrue();
      assertThat(sent(lab)).contains(CanonicalJson.text(CITY));
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void countsAreThoseOfTheProviderCachedAndThoughtOnesIncluded(Served served) {
    Usage told = new Usage(Optional.of(1000L), Optional.of(60L), Optional.of(700L), Optional.of(100L),
        Optional.of(40L));
    try (Lab lab = lab(Rule.any().says("x").counts(told))) {
      Usage usage = lab.ask(asking(served, "x")).usage();

      assertThat(usage.input()).contains(1000L);
      assertThat(usage.output()).contains(60L);
      assertThat(usage.cacheRead()).isEqualTo(served == Served.OLLAMA ? Optional.empty() : Optional.of(700L));
      assertThat(usage.cacheWrite())
          .isEqualTo(served == Served.ANTHROPIC ? Optional.of(100L) : Optional.empty());
      assertThat(usage.reasoning())
          .isEqualTo(
              Set.of(Served.OPENAI, Served.RESPONSES, Served.GEMINI).contains(served) ? Optional.of(40L)
                  : Optional.empty());
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void anAnswerThatRanOutOfTokensSaysSo(Served served) {
    try (Lab lab = lab(Rule.any().says("one two three four"))) {
      ModelRequest request =
          ModelRequest.of(ModelName.parse(served.model()), List.of(Message.user("x")),
              settings(served, 2, Map.of()));
      ModelResponse response = lab.ask(request);
      assertThat(response.text()).isEqualTo("one two");
      assertThat(response.finish()).isEqualTo(FinishReason.LENGTH);
    }
  }

  /** All of them; OpenAI's responses know no texts to stop at. */
  private static ModelSettings settings(Served served, int most, Map<String, JsonNode> extra) {
    return new ModelSettings(Optional.of(0.5), Optional.of(0.25), Optional.of(7), Optional.of(most),
        Optional.of(4_000_000_000L),
        served == Served.RESPONSES ? List.of() : List.of("END"), Optional.of("low"), extra);
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void theSimulatorsConversationOfManyTurnsKeepsItsOrder(Served served) {
    try (Lab lab = lab(Rule.any().says("turn ${turn}"))) {
      List<Message> messages = new ArrayList<>();
      for (int turn = 1; turn <= 3; turn++) {
        messages.add(Message.user("q" + turn));
        ModelResponse response = lab.ask(asking(served, messages, List.of(), new OutputFormat.Text()));
        assertThat(response.text()).isEqualTo("turn " + turn);
        messages.add(response.message());
      }
      assertThat(sent(lab).replaceAll(".*?(q1).*?(turn 1).*?(q2).*?(turn 2).*?(q3).*", "$1 $2 $3 $4 $5"))
          .isEqualTo("q1 turn 1 q2 turn 2 q3");
    }
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void aWatcherThatHasSeenEnoughGetsWhatThereIs(Served served) {
    String much = "word ".repeat(5_000);
    try (Lab lab = lab(Rule.any().says(much))) {
      lab.enough = 3;
      ModelResponse response = lab.ask(asking(served, "Talk!"));
      assertThat(lab.chunks).hasSize(3);
      assertThat(response.text()).startsWith("word word").hasSizeLessThan(much.length() / 2);
      assertThat(response.finish()).isEqualTo(FinishReason.OTHER);
    }
  }

  @Test
  void whatAWatcherThrowsIsNotForgotten() {
    try (Lab lab = lab(Rule.any().says("one two three"))) {
      ModelAttempt angry = new ModelAttempt() {
        @Override
        public RunId run() {
          return new RunId("r1");
        }

        @Override
        public int number() {
          return 1;
        }

        @Override
        public String key() {
          return "k";
        }

        @Override
        public Optional<Instant> deadline() {
          return Optional.empty();
        }

        @Override
        public boolean emit(JsonNode chunk) {
          throw new IllegalStateException("no more of " + chunk.path("text").asString());
        }

        @Override
        public void spend(Spend soFar) {}

        @Override
        public void used(Usage soFar) {}

        @Override
        public Payload store(InputStream content, String mediaType) {
          return lab.journal.store(content, mediaType);
        }

        @Override
        public InputStream open(Payload payload) {
          return lab.journal.open(payload);
        }
      };
      assertThatThrownBy(
          () -> lab.providers.named(ModelName.parse("openai:m")).ask(asking(Served.OPENAI, "x"), angry))
          .isInstanceOf(IllegalStateException.class).hasMessage("no more of one");
    }
  }
}
