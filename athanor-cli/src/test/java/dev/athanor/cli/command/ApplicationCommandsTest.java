package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody's application on LangChain4j, which is asked in this process and asks a provider over HTTP. */
class ApplicationCommandsTest {
  private static final String ROUTE = "Say what it is about.";
  private static final String REUSE = "/systems/0/reuse";

  @TempDir
  private Path folder;
  @TempDir
  private Path elsewhere;
  private Simulator provider;
  private ApplicationProject project;

  @BeforeEach
  void begin() {
    provider = ApplicationProject.provider();
    project = ApplicationProject.of(folder, provider).evaluation();
  }

  @AfterEach
  void end() {
    provider.close();
  }

  private JsonNode run(String... more) {
    List<String> arguments = new ArrayList<>(List.of("eval", "run", "desk", "--json"));
    arguments.addAll(List.of(more));
    Result ran = project.athanor(arguments.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.json();
  }

  private String trial(String id) {
    return project.athanor("eval", "report", "--case", id, "--json").json().at("/trials/0/run").asString();
  }

  private static double mean(JsonNode report, String metric) {
    return report.at("/systems/0/metrics").valueStream()
        .filter(each -> each.path("metric").asString().equals(metric))
        .findFirst().orElseThrow().at("/estimate/value").asDouble();
  }

  @Test
  void anApplicationIsMeasuredByItsStepsAndOnlyWhatAChangeTouchesIsAskedAgain() {
    JsonNode report = run();
    assertThat(mean(report, "contains")).isEqualTo(2 / 3.0);
    assertThat(mean(report, "tool-calls")).isEqualTo(1);
    assertThat(mean(report, "tool-failures")).isBetween(.33, .34);
    assertThat(mean(report, "hit@1")).as("the document is the one that the segment is from").isEqualTo(1);
    assertThat(report.at("/systems/0/tokens").asDouble()).isGreaterThan(100);
    assertThat(report.at("/systems/0/dollarsPerThousand").asDouble()).isGreaterThan(.05);
    assertThat(project.athanor("show", trial("sun")).out()).contains("├─ route ", "model openai:gpt-5-mini",
        "├─ retrieve ", "├─ weather ", "└─ answer[1] ");
    assertThat(project.athanor("eval", "report", "--case", "room").out())
        .contains("asked      A room in Rome, please.", "this run does not carry out book (WRITE)");
    assertThat(project.bookings()).doesNotExist();
    assertThat(folder.resolve("bookings.txt.closed")).as("it is closed in the end").exists();

    int asked = provider.requests().size();
    JsonNode again = run();
    assertThat(provider.requests()).as("nobody is asked again").hasSize(asked);
    assertThat(again.at(REUSE + "/lived").asInt()).isZero();
    assertThat(again.at(REUSE + "/draws").asInt()).isEqualTo(asked);
    assertThat(again.at(REUSE + "/saved").asDouble()).isGreaterThan(0);

    project.settings(provider.baseUri() + "/v1", ROUTE, "Help, please.");
    JsonNode changed = run();
    assertThat(provider.requests().size() - asked).as("three are answered, two of them in two turns")
        .isEqualTo(5);
    assertThat(changed.at(REUSE + "/lived").asInt()).isEqualTo(5);
    assertThat(changed.at(REUSE + "/draws").asInt()).as("what it is about was not asked again").isEqualTo(3);
  }

  @Test
  void whatWritesIsAllowedByItsName() throws Exception {
    project.evaluation("allow: [book]");
    assertThat(mean(run("--fresh"), "contains")).isEqualTo(1);
    assertThat(Files.readString(project.bookings())).isEqualTo("Rome\n");
  }

  @Test
  void theExperimentIsReplayedElsewhereWithoutTheApplicationAndATrialWithIt() {
    run("--run", "e1");
    String trial = trial("sun");
    assertThat(project.athanor("export", "e1", "e1.run").code()).isZero();
    provider.close();
    EvalProject other = new EvalProject(elsewhere);
    other.write("athanor.yaml", "");
    Result imported = other.athanor("import", folder.resolve("e1.run").toString());
    assertThat(imported.code()).as(imported.err()).isZero();

    assertThat(other.athanor("replay", "e1", "--json").json().path("identical").asBoolean()).isTrue();
    assertThat(other.athanor("eval", "report", "e1").out()).isEqualTo(project.athanor("eval", "report", "e1")
        .out());
    assertThat(other.athanor("replay", trial).err())
        .contains("\"target/classes\" in the class path of the application is not there: "
            + elsewhere.resolve("target/classes"), "build the application first");
    assertThat(project.athanor("replay", trial, "--json").json().path("identical").asBoolean()).isTrue();

    project.settings(provider.baseUri() + "/v1", ROUTE, "Help, please.");
    Result now = project.athanor("replay", trial);
    assertThat(now.code()).as("what the application does now is to be seen")
        .isEqualTo(ExitCode.DIVERGED.number());
    assertThat(now.out()).contains("at answer the record has model with another request",
        "\"Help.\" -> \"Help, please.\"");
  }

  @Test
  void theStepToBlameIsFoundInAnApplicationAsItWas() {
    run();
    Result blamed = project.athanor("blame", "last", "--case", "room", "--scorer", "contains",
        "--draws", "1", "--json");
    assertThat(blamed.code()).as(blamed.err()).isZero();
    assertThat(blamed.json().path("steps").valueStream().map(step -> step.path("path").asString()))
        .containsExactly("route", "answer", "answer[1]");
    project.settings(provider.baseUri() + "/v1", ROUTE, "Help, please.");
    assertThat(project.athanor("blame", "last", "--case", "room", "--scorer", "contains").err())
        .contains(
            "the application example.travel.TravelDesk has changed since the experiment began: its class path"
                + " [target/classes, target/lib/*.jar] holds something else now; put it back, or start another experiment");
  }

  @Test
  void aProviderThatFailsLosesTheTrialAndIsNoFaultOfTheApplication() {
    project.settings("http://127.0.0.1:1/v1", ROUTE, "Help.");
    JsonNode report = run();
    assertThat(project.athanor("eval", "report", "--case", "sun").out())
        .contains("failed   model-unreachable");
    assertThat(report.at("/systems/0/trials/lost").asInt()).isEqualTo(3);
    assertThat(report.at("/systems/0/trials/failed").asInt()).isZero();
  }

  @Test
  void anApplicationMayTakeAConversationAndAnswerWithJson() {
    project.write("evals/cases.jsonl",
        """
            {"id":"long","input":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello."},{"role":"user","content":"More"}],"reference":"3"}
            {"id":"short","input":"Hi","reference":"1"}
            """);
    project.write("evals/desk.yaml",
        """
            dataset: cases.jsonl
            systems:
              - {name: chat, langchain4j: example.travel.TravelChat, classpath: [target/classes, target/lib/*.jar], answer: /messages}
              - {name: whole, langchain4j: example.travel.TravelChat, classpath: [target/classes, target/lib/*.jar]}
            scorers: [exact]
            """);
    assertThat(mean(run(), "exact")).isEqualTo(1);
    assertThat(project.athanor("eval", "report", "--case", "long").out())
        .contains("answered {\"text\":\"travel\",\"messages\":3}");
  }
}
