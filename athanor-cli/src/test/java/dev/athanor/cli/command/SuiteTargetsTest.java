package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.json.Json;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Suites of promptfoo that ask endpoints and commands, name whom a test is for, and leave it to the command line who judges. */
class SuiteTargetsTest {
  @TempDir
  private Path folder;

  private EvalProject project(String suite) {
    EvalProject project = new EvalProject(folder);
    project.write("athanor.yaml", "");
    project.write("promptfooconfig.yaml", suite);
    return project;
  }

  /** One that answers with what it is asked, in upper case, and fails for what it does not like. */
  private static HttpServer endpoint(List<JsonNode> asked, List<String> tokens) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/ask", exchange -> {
      JsonNode body =
          Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(body);
      tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Token")));
      String question = body.path("question").asString();
      byte[] answer = Json.object().set("answers", Json.MAPPER.createArrayNode()
          .add(Json.object().put("text", question.toUpperCase(java.util.Locale.ROOT)))).toString()
          .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(question.contains("bad") ? 400 : 200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    server.start();
    return server;
  }

  @Test
  void anEndpointIsSentTheFilledBodyAndItsSecretsAreInNoRecord() throws Exception {
    List<JsonNode> asked = new CopyOnWriteArrayList<>();
    List<String> tokens = new CopyOnWriteArrayList<>();
    HttpServer server = endpoint(asked, tokens);
    try {
      EvalProject project = project(
          """
              prompts: ['Say {{word}}']
              providers:
                - id: http
                  label: service
                  config:
                    url: 'http://127.0.0.1:%d/ask'
                    headers: {X-Token: 'key {{env.NO_COLOR}}'}
                    body: {question: '{{prompt}}', deep: ['{{word}}']}
                    transformResponse: json.answers[0].text
              tests:
                - {vars: {word: 'a "b"'}, assert: [{type: equals, value: 'SAY A "B"'}, {type: latency, threshold: 60000}]}
                - {vars: {word: bad}, assert: [{type: contains, value: x}]}
              """
              .formatted(server.getAddress().getPort()));
      Result result =
          CommandLineUnderTest.in(folder).typed("", "eval", "run", "promptfooconfig.yaml", "--json");
      assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.GATE_FAILED.number());
      assertThat(result.json().at("/systems/0/system").asString()).isEqualTo("service");
      assertThat(result.json().at("/systems/0/metrics/0/estimate/value").asDouble()).isEqualTo(.5);
      assertThat(asked).anySatisfy(body -> assertThat(body.toString())
          .isEqualTo("{\"deep\":[\"a \\\"b\\\"\"],\"question\":\"Say a \\\"b\\\"\"}"));
      assertThat(tokens).hasSizeGreaterThanOrEqualTo(2).containsOnly("key 1");
      assertThat(project.athanor("eval", "report", "--case", "test-2").out()).contains("400");
      String trial = project.athanor("eval", "report", "--case", "test-1", "--json").json()
          .at("/trials/0/run").asString();
      assertThat(project.athanor("show", trial, "--json").out()).contains("key ${NO_COLOR}")
          .doesNotContain("key 1");
      server.stop(0);
      assertThat(project.athanor("replay", "last", "--json").json().path("identical").asBoolean()).isTrue();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aCommandGetsPromptOptionsAndValuesAndItsFailureFailsTheTest() {
    EvalProject project = project("""
        prompts: ['{{word}}']
        providers:
          - {id: 'exec:sh "my answer.sh" first', label: script, config: {mood: kind}}
        tests:
          - {vars: {word: hello}, assert: [{type: equals, value: 'first|hello|kind|hello'}]}
          - {vars: {word: fail}, assert: [{type: contains, value: fail}]}
        """);
    project.write("my answer.sh", """
        if [ "$2" = fail ]; then echo 'out of order' >&2; exit 3; fi
        mood=$(printf %s "$3" | sed 's/.*"mood":"\\([a-z]*\\)".*/\\1/')
        word=$(printf %s "$4" | sed 's/.*"word":"\\([a-z]*\\)".*/\\1/')
        echo "$1|$2|$mood|$word"
        """);
    Result result = project.athanor("eval", "run", "promptfooconfig.yaml", "--json");
    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.GATE_FAILED.number());
    assertThat(result.json().at("/systems/0/metrics/0/estimate/value").asDouble()).isEqualTo(.5);
    assertThat(project.athanor("eval", "report", "--case", "test-1").out())
        .contains("answered first|hello|kind|hello", "passed  1");
    assertThat(project.athanor("eval", "report", "--case", "test-2").out()).contains("exit code 3",
        "out of order");
  }

  private Simulator simulator() throws Exception {
    return Simulator.start(SimulatorSettings.of(ScriptFile.read(Files.writeString(
        folder.resolve("answers.yaml"),
        """
            rules:
              - when: {user: {matches: '(?s)answer number="1">\\s+hello there\\s+</answer>.*number of the best answer'}}
                then: I choose 1.
              - when: {user: {contains: criteria}}
                then: '{"reason": "kind enough", "score": 0.7}'
              - then: All is well.
            """))));
  }

  @Test
  void theCommandLineSaysWhoJudgesWhereTheSuiteDoesNot() throws Exception {
    try (Simulator simulator = simulator()) {
      EvalProject project = project("""
          env: {OPENAI_BASE_URL: '%s/v1'}
          prompts: ['{{word}}']
          providers: [echo]
          tests: [{vars: {word: hello}, assert: [{type: llm-rubric, value: is kind, metric: tone}]}]
          """.formatted(simulator.baseUri()));
      Result unsaid = project.athanor("eval", "run", "promptfooconfig.yaml");
      assertThat(unsaid.code()).isEqualTo(ExitCode.USER.number());
      assertThat(unsaid.err())
          .contains("tests[0].assert[0]: llm-rubric asks a model to judge, and nobody says"
              + " which; name one under defaultTest.options.provider, or with --judge PROVIDER:MODEL");
      assertThat(simulator.requests()).isEmpty();
      Result said =
          project.athanor("eval", "run", "promptfooconfig.yaml", "--judge", "openai:gpt-5-mini", "--json");
      assertThat(said.code()).as(said.err()).isZero();
      assertThat(said.json().at("/systems/0/metrics/2/estimate/value").asDouble()).isEqualTo(.7);
      assertThat(simulator.requests()).singleElement().satisfies(request -> assertThat(
          request.body().orElseThrow().path("model").asString()).isEqualTo("gpt-5-mini"));
      assertThat(project.athanor("eval", "run", "promptfooconfig.yaml", "--judge", "echo").err())
          .contains("the judge \"echo\" is no model");
    }
  }

  @Test
  void theBestOfSeveralAnswersIsChosenWhenAllSystemsHaveAnswered() throws Exception {
    try (Simulator simulator = simulator()) {
      EvalProject project = project(
          """
              env: {OPENAI_BASE_URL: '%s/v1'}
              prompts: ['{{word}}', '{{word}} there']
              providers: [echo]
              tests: [{vars: {word: hello}, assert: [{type: contains, value: hello}, {type: select-best, value: is friendly}]}]
              """
              .formatted(simulator.baseUri()));
      assertThat(project.athanor("eval", "run", "promptfooconfig.yaml").err()).contains(
          "tests[0].assert[1]: select-best asks a model to judge, and nobody says which");
      Result result =
          project.athanor("eval", "run", "promptfooconfig.yaml", "--judge", "openai:gpt-5-mini", "--json");
      assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.GATE_FAILED.number());
      assertThat(result.json().at("/systems/0/metrics/0/estimate/value").asDouble()).isZero();
      assertThat(result.json().at("/systems/1/metrics/0/estimate/value").asDouble()).isEqualTo(1);
      assertThat(project.athanor("eval", "report", "--case", "test-1").out())
          .contains("not chosen by select-best");
      assertThat(simulator.requests()).hasSize(1);
      assertThat(project.athanor("replay", "last", "--json").json().path("identical").asBoolean()).isTrue();
    }
  }

  @Test
  void meaningsAreComparedInThisProcessWhereTheSuiteNamesNobody() {
    EvalProject project = project("""
        prompts: ['{{said}}']
        providers: [echo]
        tests:
          - vars: {said: The cat sits on the mat.}
            assert:
              - {type: similar, value: A cat is sitting on a mat., threshold: 0.9, metric: near}
              - {type: not-similar, value: Quarterly revenue rose by four percent., threshold: 0.7}
              - {type: 'similar:euclidean', value: The cat sits on the mat., threshold: 0.01}
        """);
    Result result = project.athanor("eval", "run", "promptfooconfig.yaml", "--json");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.json().at("/systems/0/metrics/2/metric").asString()).isEqualTo("near");
    assertThat(result.json().at("/systems/0/metrics/2/estimate/value").asDouble()).isCloseTo(.95,
        within(.05));
    assertThat(project.athanor("replay", "last", "--json").json().path("identical").asBoolean()).isTrue();
  }

  private static final String LIMITED = """
      prompts: [{label: short, raw: '{{word}}'}, {label: long, raw: 'the {{word}} is here'}]
      providers: [echo]
      tests:
        - {vars: {word: one}, assert: [{type: contains, value: one}]}
        - {vars: {word: two}, assert: [{type: equals, value: two}]}
        - {vars: {word: three}, prompts: [long], assert: [{type: contains, value: here}]}
      """;

  @Test
  void aTestIsPutToThoseItNamesAndSystemsAreComparedByWhatBothWereAsked() {
    EvalProject project = project(LIMITED);
    Result result = project.athanor("eval", "run", "promptfooconfig.yaml", "--json");
    assertThat(result.code()).isEqualTo(ExitCode.GATE_FAILED.number());
    JsonNode json = result.json();
    assertThat(json.at("/systems/0/metrics/0/estimate/trials").asInt()).isEqualTo(2);
    assertThat(json.at("/systems/1/metrics/0/estimate/trials").asInt()).isEqualTo(3);
    assertThat(json.at("/systems/1/metrics/0/estimate/value").asDouble()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(json.toString()).contains("long was asked 3 cases and short 2: their means are of different"
        + " cases, and they are compared by the 2 that both were asked");
    assertThat(json.at("/comparisons/0/difference").asDouble()).isEqualTo(-.5);
    assertThat(project.athanor("eval", "report", "--case", "test-3").out()).contains("long")
        .doesNotContain("short");
  }

  @Test
  void whatASuiteCanTellIsSaidBeforehandAndNothingIsAsked() {
    EvalProject project = project(LIMITED);
    Result plan = project.athanor("eval", "plan", "promptfooconfig.yaml");
    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("2 systems, 3 cases, 1 repeat: 5 trials, 2 independent cases",
        "long: nothing is known of its cost");
    assertThat(project.athanor("runs").out()).doesNotContain("experiment");
    project.write("promptfooconfig.yaml", LIMITED + "  - {assert: [{type: python, value: 'True'}]}\n");
    assertThat(project.athanor("eval", "plan", "promptfooconfig.yaml").err()).contains(
        "tests[3].assert[0]: \"python\" can't run here: it runs code in another language",
        "run the rest with --leave-out");
    assertThat(project.athanor("eval", "plan", "promptfooconfig.yaml", "--leave-out").code()).isZero();
  }
}
