package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EvalCommandsTest {
  @TempDir
  private Path folder;

  /** Half of the cases are answered by the old one, nine of ten by the new one. */
  private EvalProject project() {
    return EvalProject.of(folder, 100, i -> i % 2 == 0, i -> i % 10 != 3);
  }

  @Test
  void eachSystemIsShownWithItsIntervalsAndTheBaselineBesideTheOther() {
    Result result = project().evaluation("both").athanor("eval", "run", "both");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("100 cases of cases (version ", "exact decides",
        "old     0.500 [0.404, 0.596]", "new     0.900 [0.826, 0.945]",
        "new is better than old by 0.400 in exact, which is beyond chance; 1,000 answers cost $3.00 more, and the"
            + " median answer takes 1.0 s longer.",
        "exact  +0.400 [0.292, 0.492]  better", "40 wins, 0 losses, 60 ties", "10 cases impossible: c3, c13",
        "40 cases always failing: c1 (old 0/1, new 1/1)", "SLICE");
    assertThat(result.err()).contains("2 systems, 100 cases, 200 trials");
  }

  @Test
  void theJsonHasWhatPeopleAreShown() {
    JsonNode json = project().evaluation("both").athanor("eval", "run", "both", "--json").json();
    assertThat(json.propertyNames()).containsExactly("run", "evaluation", "dataset", "repeats", "primary",
        "sealed", "verdict", "systems", "comparisons", "cases", "slices", "gates", "corrected", "looks",
        "cautions");
    assertThat(json.at("/systems/1/metrics/0/estimate/value").asDouble()).isEqualTo(.9);
    assertThat(json.at("/systems/1/metrics/0/estimate/method").asString()).isEqualTo("Wilson");
    assertThat(json.at("/comparisons/0/wins").asInt()).isEqualTo(40);
    assertThat(json.at("/comparisons/0/verdict").asString()).isEqualTo("better");
    assertThat(json.at("/slices/0/systems/0/estimate/value").asDouble()).isEqualTo(1);
    assertThat(json.path("cases")).hasSize(50);
    assertThat(json.path("verdict").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "exact.lower95 >= 0.8 | 0 | passed | it is 0.9000 [0.8256, 0.9448]",
      "exact.lower95 >= 0.85 | 17 | undecided | it is 0.9000 [0.8256, 0.9448], which has the bound in it; more cases would decide",
      "exact.lower95 >= 0.95 | 16 | failed | it is 0.9000 [0.8256, 0.9448]",
      "exact >= 0.9 | 0 | passed | it is 0.9000", "exact > 0.9 | 16 | failed | it is 0.9000",
      "diff.lower95 >= 0 | 0 | passed | it is 0.4000 [", "diff.cost <= 0.001 | 16 | failed | it is 0.003000",
      "cost.p95 <= 0.01 | 0 | passed | it is 0.004000",
      "exact.lower95 >= 0.8 for old | 16 | failed | it is 0.5000",
      "exact.unscored <= 0.01 | 0 | passed | (0 of 100 trials)"})
  void gatesHoldFailOrAreUndecided(String gate, int code, String state, String explanation) {
    Result result = project().evaluation("gated", "gates: ['" + gate + "']").athanor("eval", "run", "gated");
    assertThat(result.code()).as(result.out() + result.err()).isEqualTo(code);
    assertThat(result.out().lines())
        .anySatisfy(line -> assertThat(line).startsWith(state + "  " + gate).contains(
            explanation));
  }

  @Test
  void theVerdictIsThatOfTheWorstGate() {
    EvalProject project = project().evaluation("gated",
        "gates: ['exact.lower95 >= 0.8', 'exact.lower95 >= 0.85', 'exact.lower95 >= 0.95']");
    JsonNode json = project.athanor("eval", "run", "gated", "--json").json();
    assertThat(json.path("verdict").asString()).isEqualTo("failed");
    assertThat(project.athanor("eval", "report").code()).isEqualTo(ExitCode.GATE_FAILED.number());
  }

  @Test
  void anExperimentIsReportedAgainByItsNameAndItsCasesAreShown() {
    EvalProject project = project().evaluation("both");
    Result ran = project.athanor("eval", "run", "both", "--run", "first");
    assertThat(project.athanor("eval", "report", "first").out()).isEqualTo(ran.out());
    Result one = project.athanor("eval", "report", "first", "--case", "c1");
    assertThat(one.out()).contains("asked      Question 1?", "reference  yes", "answered no", "answered yes",
        "exact  0.000");
    JsonNode json = project.athanor("eval", "report", "--case", "c1", "--json").json();
    String trial = json.at("/trials/0/run").asString();
    assertThat(project.athanor("show", trial).out()).contains("play");
    assertThat(project.athanor("replay", "first", "--json").json().path("identical").asBoolean()).isTrue();
    assertThat(project.athanor("eval").out()).contains("both", "first",
        "evaluation both: 100 cases, old, new");
    assertThat(project.athanor("eval", "report", "first", "--case", "c1000").err()).contains(
        "run first has no case \"c1000\"; nearest: c10");
  }

  @Test
  void theReportIsWrittenForAPullRequestAndForWhatReadsTestResults() throws Exception {
    Result result = project()
        .evaluation("both", "gates: ['exact.lower95 >= 0.8', 'exact.lower95 >= 0.85', 'exact > 0.95']")
        .athanor("eval", "run", "both", "--markdown", "report.md", "--junit", "junit.xml");
    assertThat(result.err()).contains("Wrote report.md", "Wrote junit.xml");
    assertThat(Files.readString(folder.resolve("report.md"))).startsWith("## both: failed\n").contains(
        "| new | 0.900 [0.826, 0.945] | $4.00 |", "**new is better than old by 0.400 in exact",
        "| exact > 0.95 | new | failed | it is 0.9000 |");
    assertThat(Files.readString(folder.resolve("junit.xml"))).contains(
        "<testsuite name=\"both\" tests=\"3\" failures=\"1\" errors=\"1\" skipped=\"0\">",
        "<testcase classname=\"both.new\" name=\"exact &gt; 0.95\"><failure message=\"it is 0.9000\"/></testcase>",
        "<error type=\"undecided\"");
    assertThat(project().athanor("eval", "report", "--junit", "no/such/junit.xml").err()).contains(
        "the report can't be written to ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--html", "--markdown", "--junit"})
  void oneCaseIsWrittenToNoFile(String form) {
    EvalProject project = project().evaluation("both");
    project.athanor("eval", "run", "both");
    Result result = project.athanor("eval", "report", "--case", "c1", form, "report");
    assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    assertThat(result.err())
        .contains("--case c1 is here beside --html, --markdown or --junit, which are about"
            + " the whole report; leave one of the two out");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void thePageNeedsNothingElseAndEscapesWhatCasesAsk() throws Exception {
    EvalProject project = project().evaluation("both", "gates: ['exact > 0.95']");
    project.write("evals/cases.jsonl",
        Files.readString(folder.resolve("evals/cases.jsonl")).replace("Question 1?",
            "<script>alert('1')</script>"));
    assertThat(project.athanor("eval", "run", "both", "--html", "report.html").err())
        .contains("Wrote report.html");
    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page).startsWith("<!doctype html>").contains("<title>both: failed</title>", "<svg",
        "exact, mean and 95% interval", "Beside old, case by case", "Cost against quality", "exact by slice",
        "<span class=\"failed\">failed</span> exact &gt; 0.95 (new)", "&lt;script&gt;alert(&#39;1&#39;)",
        "<span class=\"failed\">impossible</span> <code>c3</code>").doesNotContain("<script", "http:",
            "https:", "src=",
            "NaN");
    assertThat(page.split("<details>", -1)).hasSize(101);
  }

  @Test
  void repeatsGiveTheChanceThatAllAttemptsPassAndFlakyCasesAreNamed() {
    EvalProject project = EvalProject.of(folder, 2, i -> true, i -> true);
    project.write("evals/old.jsonl", """
        {"id": "c0", "output": "yes"}
        {"id": "c0", "output": "no"}
        {"id": "c1", "output": "yes"}
        {"id": "c1", "output": "yes"}
        """);
    project.write("evals/one.yaml", """
        dataset: cases.jsonl
        systems: [{name: old, outputs: old.jsonl}]
        scorers: [exact]
        repeats: 2
        """);
    Result result = project.athanor("eval", "run", "one");
    assertThat(result.out()).contains("each 2 times", "Several attempts of old, n = 2, by exact",
        "1  0.750 [", "2  0.500 [",
        "1.000 [", "1 case flaky: c0 (old 1/2)", "fewer than 40 independent cases (2)");
  }

  @Test
  void whatItCanTellAndWhatItCostsIsSaidBeforehandAndBetterAfterAFirstExperiment() {
    EvalProject project = project().evaluation("both");
    assertThat(project.athanor("eval", "plan", "both").out()).contains("200 trials, 100 independent cases",
        "if the systems part on 3 of 10 cases", "old: nothing is known of its cost");
    project.athanor("eval", "run", "both", "--first", "50");
    Result plan = project.athanor("eval", "plan", "both");
    assertThat(plan.out()).contains("as differences were spread in the last one (0.495)",
        "new: about $0.400 and 2 min 30 s");
    JsonNode json = project.athanor("eval", "plan", "both", "--json").json();
    assertThat(json.path("detectable").asDouble()).isBetween(.138, .139);
    assertThat(json.at("/needed/1/units").asInt()).isBetween(760, 775);
    assertThat(json.at("/needed/1/found").asDouble()).isBetween(.17, .175);
    assertThat(plan.out()).containsPattern("0\\.050 +17% +76");
  }

  @Test
  void withAMarginThePlanSaysHowManyFindTwoSystemsEquivalent() {
    EvalProject project = project().evaluation("near", "margin: 0.05").evaluation("both")
        .evaluation("wide", "margin: 0.3");
    assertThat(project.athanor("eval", "plan", "wide", "--json").json().path("needed").valueStream()
        .map(each -> each.path("difference").asDouble())).containsExactly(0.02, 0.05, 0.1, 0.2, 0.3);
    assertThat(project.athanor("eval", "plan", "wide").out()).containsPattern("0\\.300 +over 99%");
    assertThat(project.athanor("eval", "plan", "near").out()).contains(
        "To find two systems equivalent within 0.050, if they do not differ, takes 994 independent cases.");
    assertThat(project.athanor("eval", "plan", "near", "--json").json().at("/equivalence/units").asInt())
        .isEqualTo(994);
    assertThat(project.athanor("eval", "plan", "both").out()).doesNotContain("equivalent");
    assertThat(project.athanor("eval", "plan", "both", "--json").json().path("equivalence").isNull())
        .isTrue();
  }

  @Test
  void aSampleIsTheSameEachTimeAndCasesBelongTogetherByAMember() {
    EvalProject project = project().evaluation("some", "sample: 10", "cluster: page");
    JsonNode some = project.athanor("eval", "run", "some", "--json").json();
    assertThat(some.at("/dataset/cases").asInt()).isEqualTo(10);
    assertThat(project.athanor("eval", "run", "some", "--json").json().at("/dataset/version"))
        .isEqualTo(some.at(
            "/dataset/version"));
    project.write("evals/cases.jsonl", """
        {"id": "c0", "input": "a", "reference": "yes", "page": 1}
        {"id": "c1", "input": "b", "reference": "yes", "page": 1}
        {"id": "c2", "input": "c", "reference": "yes", "page": 2}
        """);
    assertThat(project.athanor("eval", "run", "some", "--json").json().at("/dataset/clusters").asInt())
        .isEqualTo(2);
  }

  @Test
  void sealedCasesShowOnlyWhetherTheGatesHoldAndEachOpeningIsWrittenDown() throws Exception {
    EvalProject project = project().evaluation("both", "gates: ['exact.lower95 >= 0.8']");
    project.write("evals/cases.jsonl",
        Files.readString(folder.resolve("evals/cases.jsonl")).replace("\"tags\"",
            "\"split\":\"test\",\"tags\""));
    Result result = project.athanor("eval", "run", "both", "--split", "test", "--run", "sealed");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().lines().toList()).hasSize(3).last().isEqualTo("sealed cases: passed");
    assertThat(result.err()).contains("The sealed cases are opened, for the 1. of 10 times.");
    assertThat(Files.readAllLines(folder.resolve("evals/cases.uses.jsonl"))).hasSize(1);
    JsonNode json = project.athanor("eval", "report", "--json").json();
    assertThat(json.path("verdict").asString()).isEqualTo("passed");
    assertThat(json.has("systems")).isFalse();
    assertThat(project.athanor("eval", "report", "--case", "c1").err()).contains("case c1 is sealed");
    assertThat(project.athanor("dataset", "show", "cases").out()).contains("test 100",
        "opened 1 of 10 times").doesNotContain("Question");
    assertThat(project.evaluation("bare").athanor("eval", "run", "bare", "--split", "test").err()).contains(
        "opens sealed cases, which show nothing but whether the gates hold, and it has no gates");
  }

  @Test
  void whoAsksAPartOfTheSealedCasesHasOpenedThemAll() throws Exception {
    EvalProject project = project().evaluation("both", "gates: ['exact >= 0']").evaluation("even",
        "gates: ['exact >= 0']", "tags: [even]", "sample: 5", "cluster: page");
    project.write("evals/cases.jsonl",
        Files.readString(folder.resolve("evals/cases.jsonl")).replace("\"tags\"",
            "\"split\":\"test\",\"tags\""));
    assertThat(project.athanor("eval", "run", "even", "--split", "test").err())
        .contains("are opened, for the 1. of 10 times");
    for (int opened = 2; opened <= 10; opened++) {
      assertThat(project.athanor("eval", "run", "both", "--split", "test", "--first", "" + opened).err())
          .contains("are opened, for the " + opened + ". of 10 times");
    }
    Result tooOften = project.athanor("eval", "run", "both", "--split", "test", "--first", "11");
    assertThat(tooOften.code()).isEqualTo(ExitCode.USER.number());
    assertThat(tooOften.err()).contains("the sealed cases were opened 10 times");
    assertThat(project.athanor("dataset", "show", "cases").out()).contains("opened 10 of 10 times");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "scorers: [exakt] | there is no scorer \"exakt\"; nearest: exact",
      "gates: [exact >> 1] | the gate \"exact >> 1\" can't be read; expected a metric, what of it, a bound",
      "gates: ['f1 >= 1'] | nothing measures \"f1\" in the evaluation bad; nearest: ",
      "gates: ['exact.pass3 >= 1'] | asks for 3 attempts, but each case is repeated 1 times; set repeats",
      "gates: ['exact >= 1 for newest'] | is for \"newest\", but the systems are old, new",
      "primary: speed | nothing measures \"speed\"", "margin: 0 | margin is 0.0; expected a number above 0",
      "repeats: 2 | has no output of case c0 for repeat 1",
      "split: train | has 100 cases, but none of the split train",
      "retries: 2 | unknown key \"retries\""})
  void whatIsWrongIsNamedBeforeOrAsItIsFound(String line, String message) {
    EvalProject project = project().evaluation("bad", line);
    if (line.startsWith("scorers")) {
      project.write("evals/bad.yaml",
          "dataset: cases.jsonl\nsystems: [{name: old, outputs: old.jsonl}]\n" + line);
    }
    Result result = project.athanor("eval", "run", "bad");
    assertThat(result.code()).as(result.out()).isNotZero();
    assertThat(result.err()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"outputs: new.jsonl", "command: [sh, bot.sh]"})
  void twoSystemsOfOneNameAreRefusedBeforeAnythingIsAsked(String second) {
    EvalProject project = project();
    project.write("bot.sh", "touch asked\n");
    project.write("evals/twice.yaml", """
        dataset: cases.jsonl
        systems: [{name: same, outputs: old.jsonl}, {name: same, %s}]
        scorers: [exact]
        """.formatted(second));
    Result result = project.athanor("eval", "run", "twice");
    assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    assertThat(result.err()).contains("two systems of the evaluation twice are called same; give one of them"
        + " another name with name");
    assertThat(folder.resolve("asked")).doesNotExist();
  }

  @Test
  void anEvaluationThatIsNotThereIsAnsweredWithThoseThatAre() {
    EvalProject project = project().evaluation("both");
    assertThat(project.athanor("eval", "run", "bth").err()).contains("there is no evaluation \"bth\" in ",
        "nearest: both");
    assertThat(project.athanor("eval", "run", "evals/both.yaml").code()).isZero();
    assertThat(project.athanor("eval", "resume").err()).contains("all experiments are over");
    assertThat(List.of(project.athanor("eval", "report", "nope").code()))
        .containsExactly(ExitCode.USER.number());
  }

  @Test
  void whoLooksAgainWithMoreCasesIsToldWhatHoldsHoweverOftenOneLooks() {
    EvalProject project = EvalProject.of(folder, 120, i -> i % 4 == 0, i -> i % 4 != 1).evaluation("grown");
    assertThat(project.athanor("eval", "run", "grown", "--first", "40", "--json").json().path("looks").size())
        .isZero();
    assertThat(project.athanor("eval", "run", "grown", "--first", "40", "--json").json().path("looks").size())
        .isZero();
    assertThat(project.athanor("eval", "run", "grown", "--first", "80").out())
        .contains(
            "looked at 2 times while cases were added: however often one looks, exact of new less old is within [");
    JsonNode third = project.athanor("eval", "run", "grown", "--json").json();
    assertThat(third.at("/looks/0/times").asInt()).isEqualTo(3);
    assertThat(third.at("/looks/0/lower").asDouble())
        .isLessThan(third.at("/comparisons/0/lower").asDouble(1));
    assertThat(third.at("/looks/0/lower").asDouble()).isPositive();
  }

  @Test
  void slicesAreComparedByTagAndByValuesOfTheMetadataAndCorrectedForHowManyThereAre() {
    EvalProject project =
        EvalProject.of(folder, 80, _ -> false, i -> i < 40).evaluation("sliced", "gates: [exact >= 0]");
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < 80; i++) {
      cases.append("{\"id\":\"c" + i + "\",\"input\":\"q\",\"reference\":\"yes\",\"metadata\":{\"half\":\""
          + (i < 40 ? "first"
              : "second")
          + "\",\"line\":" + i + ",\"all\":\"same\"}}\n");
    }
    project.write("evals/cases.jsonl", cases.toString());
    Result run = project.athanor("eval", "run", "sliced", "--markdown", "report.md");
    assertThat(run.out()).contains("half = first", "half = second", "beside old, corrected for 2 comparisons"
        + " (Benjamini-Hochberg):", "half = first: new +1.000")
        .doesNotContain("line =", "all =", "half = second: new");
    JsonNode slices = project.athanor("eval", "report", "--json").json().path("slices");
    assertThat(slices.size()).isEqualTo(2);
    assertThat(slices.at("/0/comparisons/0/adjusted").asDouble())
        .isEqualTo(2 * slices.at("/0/comparisons/0/p").asDouble());
    assertThat(slices.at("/1/comparisons/0/difference").asDouble()).isZero();
  }
}
