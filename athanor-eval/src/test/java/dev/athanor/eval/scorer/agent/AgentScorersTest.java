package dev.athanor.eval.scorer.agent;

import static dev.athanor.eval.scorer.fixture.Samples.reason;
import static dev.athanor.eval.scorer.fixture.Samples.score;
import static dev.athanor.eval.scorer.fixture.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.ToolUse;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.eval.scorer.agent.ToolScorers.Order;
import dev.athanor.eval.scorer.fixture.Samples;
import dev.athanor.eval.scorer.kind.Settings;
import dev.athanor.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AgentScorersTest {
  private static Sample sample(String metadata, ToolUse... tools) {
    var trail = new Trail(List.of(), Optional.of(List.of(tools)), Optional.empty(), 3, 3, Optional.of(120L),
        Optional.of(new BigDecimal("0.02")), Optional.of(Duration.ofSeconds(2)));
    return new Sample(Samples.given(Optional.empty(), (ObjectNode) Json.parse(metadata)), Output.text(""),
        trail);
  }

  private static ToolUse use(String name, String arguments) {
    return new ToolUse(name, arguments, Optional.empty(), false);
  }

  private static final String TOOLS =
      "{\"tools\": [{\"name\": \"find\", \"arguments\": {\"city\": \"Rome\", \"nights\": 2}}, \"book\"]}";

  @Test
  void callsAreMatchedInAnyOrderInOrderOrExactly() {
    ToolUse find = use("find", "{\"nights\": 2.0, \"city\": \"Rome\"}");
    Sample reversed = sample(TOOLS, use("book", "{}"), find);
    assertThat(value(ToolScorers.calls(Order.ANY, ArgumentMatch.EQUAL), reversed)).isEqualTo(1);
    assertThat(score(ToolScorers.calls(Order.IN_ORDER, ArgumentMatch.EQUAL), reversed))
        .isEqualTo(Score.of(0, "no call book"));
    Sample more = sample(TOOLS, use("look", ""), find, use("book", "{}"));
    assertThat(value(ToolScorers.calls(Order.IN_ORDER, ArgumentMatch.EQUAL), more)).isEqualTo(1);
    assertThat(score(ToolScorers.calls(Order.EXACT, ArgumentMatch.EQUAL), more))
        .isEqualTo(Score.of(0, "3 calls, expected 2"));
    assertThat(value(ToolScorers.sequence(ToolScorers.By.EDITS), more)).isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void argumentsMayBeALittleOff() {
    Sample off =
        sample(TOOLS, use("find", "{\"nights\": 2.1, \"city\": \"rome\", \"page\": 1}"), use("book", ""));
    assertThat(value(ToolScorers.calls(Order.EXACT, ArgumentMatch.EQUAL), off)).isZero();
    assertThat(value(ToolScorers.calls(Order.EXACT, new ArgumentMatch(true, 0.1, true, true, Set.of())), off))
        .isEqualTo(1);
    assertThat(
        value(ToolScorers.calls(Order.EXACT, new ArgumentMatch(true, 0.1, true, false, Set.of("page"))), off))
        .isEqualTo(1);
    assertThat(value(ToolScorers.calls(Order.EXACT, ArgumentMatch.EQUAL),
        sample(TOOLS, use("find", "{nights"), use("book", "")))).isZero();
  }

  @Test
  void withoutExpectedToolsThereIsNoScore() {
    assertThat(reason(ToolScorers.calls(Order.ANY, ArgumentMatch.EQUAL), sample("{}"))).isEqualTo(
        "case \"c1\" does not say which tools it expects, which tool-calls compares with; give its metadata a list tools");
    assertThat(value(ToolScorers.calls(Order.EXACT, ArgumentMatch.EQUAL), sample("{\"tools\": []}")))
        .isEqualTo(1);
  }

  @Test
  void repeatedIdenticalCallsAreALoop() {
    assertThat(value(ToolScorers.loops(),
        sample("{}", use("a", "{\"x\": 1, \"y\": 2}"), use("a", "{\"y\":2,\"x\":1}"),
            use("a", "{}"), use("b", "{}"))))
        .isEqualTo(1);
  }

  @Test
  void whatItTookIsCounted() {
    assertThat(value(EffortScorers.steps(), sample("{}"))).isEqualTo(3);
    assertThat(value(EffortScorers.tokens(), sample("{}"))).isEqualTo(120);
    assertThat(value(EffortScorers.cost(), sample("{}"))).isEqualTo(0.02);
    assertThat(value(EffortScorers.latency(), sample("{}"))).isEqualTo(2);
    assertThat(reason(EffortScorers.cost(), Samples.of("x")))
        .contains("nothing is known of how the answer was made");
    assertThat(value(EffortScorers.reward("reward", 1), sample("{\"reward\": 0.9999999}"))).isEqualTo(1);
    assertThat(value(EffortScorers.reward("reward", 1), sample("{\"reward\": 0.5}"))).isZero();
    assertThat(reason(EffortScorers.reward("reward", 1), sample("{}"))).contains("has a number \"reward\"");
  }

  private static Sample called(String arguments) {
    return sample(
        """
            {"functions": {"name": "geo.area", "parameters": {"required": ["side"], "properties": {
               "side": {"type": "float"}, "unit": {"type": "string"}, "holes": {"type": "array", "items": {"type": "float"}},
               "deep": {"type": "dict"}}}},
             "accepted": {"geo.area": {"side": [2.0], "unit": ["sq. cm", ""], "holes": [[1.0], ""],
               "deep": [{"a": [1, ""], "b": ["x"]}, ""]}}}""",
        use("geo_area", arguments));
  }

  @Test
  void aCallIsCheckedAsTheLeaderboardDoes() {
    assertThat(value(CallCheck.scorer(), called("{\"side\": 2}"))).isEqualTo(1);
    assertThat(value(CallCheck.scorer(), called("{\"side\": 2, \"unit\": \"SQ-CM\"}"))).isEqualTo(1);
    assertThat(value(CallCheck.scorer(), called("{\"side\": 2, \"deep\": {\"b\": \"X\"}}"))).isEqualTo(1);
    assertThat(score(CallCheck.scorer(), called("{}")))
        .isEqualTo(Score.of(0, "missing required parameter: side"));
    assertThat(score(CallCheck.scorer(), called("{\"side\": 2, \"x\": 1}")))
        .isEqualTo(Score.of(0, "unexpected parameter: x"));
    assertThat(score(CallCheck.scorer(), called("{\"side\": 3}")))
        .isEqualTo(Score.of(0, "wrong value of side: 3.0, accepted are [2.0]"));
    assertThat(score(CallCheck.scorer(), called("{\"side\": 2"))).isInstanceOfSatisfying(Score.Value.class,
        score -> assertThat(score.explanation())
            .hasValue("the arguments of geo_area are no JSON object: {\"side\": 2"));
    assertThat(reason(CallCheck.scorer(), sample("{}"))).contains("no functions and accepted");
  }

  /** The official checker looks at the types inside of a list only where the parameter may not be left out. */
  @Test
  void aWholeNumberIsNoFloatInsideOfAListThatMustBeGiven() {
    Sample optional = called("{\"side\": 2, \"holes\": [1]}");
    assertThat(value(CallCheck.scorer(), optional)).isEqualTo(1);
    var metadata =
        (ObjectNode) Json.parse(optional.given().metadata().toString().replace("[[1.0],\"\"]", "[[1.0]]"));
    Sample needed =
        new Sample(Samples.given(Optional.empty(), metadata), optional.output(), optional.trail());
    assertThat(score(CallCheck.scorer(), needed))
        .isEqualTo(Score.of(0, "wrong type of holes: [1], expected array of float"));
  }

  @Test
  void javaExpressionsAreRead() {
    assertThat(JavaValue.of("42L", "long", "").toString()).isEqualTo("42");
    assertThat(JavaValue.of("42", "long", "").isString()).isTrue();
    assertThat(JavaValue.of("new int[]{1, 2}", "Array", "integer").toString()).isEqualTo("[1,2]");
    assertThat(JavaValue.of("new ArrayList<>(Arrays.asList(\"a\", \"b\"))", "ArrayList", "String").toString())
        .isEqualTo("[\"a\",\"b\"]");
    assertThat(JavaValue
        .of("new HashMap<String, Object>() {{ put(\"k\", 1); put(\"l\", true); }}", "HashMap", "").toString())
        .isEqualTo("{\"k\":1,\"l\":true}");
  }

  @Test
  void whatIsNotKnownOfAnAnswerIsUnscoredAndNotTheBestValue() {
    Trail silent = sample("{}").trail().opaque();
    Sample unknown =
        new Sample(Samples.given(Optional.empty(), (ObjectNode) Json.parse(TOOLS)), Output.text(""), silent);
    assertThat(reason(EffortScorers.tokens(), unknown))
        .isEqualTo("tokens is not known: the system does not say what it took");
    assertThat(reason(EffortScorers.cost(), unknown)).startsWith("cost is not known");
    assertThat(value(EffortScorers.latency(), unknown)).isEqualTo(2);
    for (Scorer scorer : List.of(ToolScorers.calls(Order.ANY, ArgumentMatch.EQUAL), ToolScorers.loops(),
        ToolScorers.failures(), ToolScorers.sequence(ToolScorers.By.EDITS))) {
      assertThat(reason(scorer, unknown)).isEqualTo("which tools were called is not known, which "
          + scorer.metric().name() + " needs; recorded outputs tell of them by messages");
    }
  }

  @Test
  void aBudgetLimitsWhatIsKnownAndNeedsALimit() {
    Trail silent = sample("{}").trail().opaque();
    Sample unknown = new Sample(sample("{}").given(), Output.text(""), silent);
    assertThat(reason(budget("{\"tokens\": 5, \"dollars\": 1}"), unknown))
        .isEqualTo("how many tokens and dollars"
            + " the answer took is not known, which the budget limits: the system does not say");
    assertThat(value(budget("{\"tokens\": 5, \"seconds\": 1}"), unknown)).isZero();
    assertThat(value(budget("{\"seconds\": 2}"), unknown)).isEqualTo(1);
    assertThatThrownBy(() -> budget("{}"))
        .hasMessage("the scorer budget has no limit, so that every answer would"
            + " keep within it; give it at least one of steps, tokens, dollars and seconds");
  }

  private static Scorer budget(String settings) {
    return EffortScorers.KINDS.stream().filter(kind -> kind.name().equals("budget")).findFirst().orElseThrow()
        .make(new Settings("budget", (ObjectNode) Json.parse(settings)));
  }
}
