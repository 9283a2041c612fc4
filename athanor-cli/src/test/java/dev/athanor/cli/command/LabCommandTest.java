package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** People have asked how many days of leave they have, of a system that can be another one tomorrow. */
class LabCommandTest {
  private static final int PEOPLE = 6;
  private static final String SCRIPT =
      """
          models: [small, large]
          rules:
            - when: {system: Be brief}
              then: {json: {answerable: true, missing: "", answer: "28 days [1]."}}
            - when: {model: large}
              then: {json: {answerable: true, missing: "", answer: "Every employee has 28 days of paid leave [1]."}}
            - when: {user: "Question: Who pays"}
              then: {json: {answerable: false, missing: "It does not say who pays.", answer: ""}}
            - then: {json: {answerable: true, missing: "", answer: "An employee has 28 days of paid leave a year [1]."}}
          """;

  @TempDir
  private Path folder;
  private CommandLineUnderTest shell;
  private Simulator simulator;

  @BeforeEach
  void begin() {
    Handbook.write(folder.resolve("docs"));
    Handbook.file(folder, "script.yaml", SCRIPT);
    simulator = Simulator.start(SimulatorSettings.of(ScriptFile.read(folder.resolve("script.yaml"))));
    Handbook.file(folder, "prices.json",
        """
            {"prices": [{"model": "local:small", "input": "100", "output": "200", "date": "2026-11-01", "source": "ours"},
                        {"model": "local:large", "input": "1000", "output": "2000", "date": "2026-11-01", "source": "ours"}]}""");
    Handbook.file(folder, "athanor.yaml", """
        knowledge: {sources: [{folder: docs}]}
        models:
          default: local:small
          prices: prices.json
          providers: {local: {baseUrl: '%s/v1', keyless: true}}
        systems:
          support: {kind: rag}
          quick: {kind: extractive}
        """.formatted(simulator.baseUri()));
    shell = CommandLineUnderTest.in(folder);
    assertThat(shell.athanor("sync", "--json").code()).isZero();
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  private void ask(String system, String... questions) {
    for (String question : questions) {
      Result asked = shell.athanor("ask", "--system", system, question);
      assertThat(asked.code()).as(asked.err()).isZero();
    }
  }

  private void peopleAsk() {
    ask("support", IntStream.range(0, PEOPLE).mapToObj(i -> "How many days of leave has employee " + i + "?")
        .toArray(String[]::new));
  }

  private JsonNode lab(String... more) {
    String[] arguments = new String[more.length + 3];
    System.arraycopy(more, 0, arguments, 2, more.length);
    arguments[0] = "lab";
    arguments[1] = "support";
    arguments[more.length + 2] = "--json";
    Result result = shell.athanor(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result.json();
  }

  @Test
  void anotherModelIsAskedOnceForEachQuestionAndComparedWithWhatWasAnswered() throws Exception {
    peopleAsk();
    int before = simulator.requests().size();
    Result result =
        shell.athanor("lab", "support", "--set", "model=local:large", "--html", "lab.html", "--markdown",
            "lab.md");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(simulator.requests()).hasSize(before + PEOPLE);
    assertThat(result.out()).contains("support with model=local:large  6 cases of runs of support",
        "claim-support decides", "observed ", "baseline ", "candidate ",
        "The baseline does what was seen, in every run and step.",
        "6 of 6 answers change; most of all:", "? How many days of leave has employee ",
        "- An employee has 28 days of paid leave a year [1].",
        "+ Every employee has 28 days of paid leave [1].", "athanor diff ",
        "candidate beside baseline is ", "30 of 36 steps were answered from the past, which saved $",
        "agreement says how much answers change, not whether they get better");
    assertThat(result.err()).contains("6 runs of support from ");
    assertThat(Files.readString(folder.resolve("lab.html"))).contains("What changes for those who asked",
        "Every employee has 28 days of paid leave [1].", "Whether the replay does what was seen");
    assertThat(Files.readString(folder.resolve("lab.md")))
        .contains("| Run | Asked | Was answered | Would be answered |");
    String diff =
        result.out().lines().filter(line -> line.contains("athanor diff ")).findFirst().orElseThrow()
            .strip();
    assertThat(shell.athanor(diff.substring("athanor ".length()).split(" ")).out())
        .contains("answer: asked something else   <- here they part");
  }

  @Test
  void repeatsDrawAgainInBothLanesAfterTheFirstAndWhatWasSeenStaysOne() {
    peopleAsk();
    int before = simulator.requests().size();
    JsonNode json = lab("--set", "model=local:large", "--repeats", "3", "--name", "l1");
    // each run: by the candidate three times, by the baseline twice more
    assertThat(simulator.requests()).hasSize(before + 5 * PEOPLE);
    assertThat(json.path("repeats").asInt()).isEqualTo(3);
    assertThat(json.path("systems").valueStream().map(each -> each.at("/trials/finished").asInt()))
        .containsExactly(PEOPLE, 3 * PEOPLE, 3 * PEOPLE);
    assertThat(json.at("/replayed/changed")).hasSize(PEOPLE);
    assertThat(json.at("/replayed/parted")).isEmpty();
    assertThat(shell.athanor("replay", "l1", "--json").json().path("identical").asBoolean()).isTrue();
    assertRefused("--repeats is 0; expected at least 1", "--repeats", "0");
  }

  @Test
  void itCanBeReportedReplayedAndAskedForAgainWithoutAskingAnybody() {
    peopleAsk();
    JsonNode first = lab("--set", "model=local:large", "--name", "l1");
    int asked = simulator.requests().size();
    assertThat(shell.athanor("eval", "report", "l1", "--json").json()).isEqualTo(first);
    assertThat(shell.athanor("replay", "l1", "--json").json().path("identical").asBoolean()).isTrue();
    assertThat(shell.athanor("export", "l1", "lab.zip").code()).isZero();
    CommandLineUnderTest elsewhere = CommandLineUnderTest.in(elsewhere());
    assertThat(elsewhere.athanor("import", folder.resolve("lab.zip").toString()).code()).isZero();
    assertThat(elsewhere.athanor("eval", "report", "l1", "--json").json()).isEqualTo(first);
    assertThat(elsewhere.athanor("replay", "l1", "--json").json().path("identical").asBoolean()).isTrue();
    String observed = first.at("/replayed/changed/0/observed").asString();
    assertThat(elsewhere.athanor("replay", observed, "--json").json().path("identical").asBoolean()).isTrue();
    JsonNode again = lab("--set", "model=local:large");
    assertThat(again.at("/replayed/changed")).hasSize(PEOPLE);
    assertThat(again.at("/systems/2/reuse/lived").asInt()).isZero();
    assertThat(simulator.requests()).hasSize(asked);
  }

  /** Another project, which knows nothing of this one. */
  private Path elsewhere() {
    Path other = folder.resolve("elsewhere");
    Handbook.file(other, "athanor.yaml", "");
    return other;
  }

  @Test
  void withoutASettingTheCandidateIsTheSystemAsItIsNow() {
    peopleAsk();
    JsonNode same = lab();
    assertThat(same.path("evaluation").asString()).isEqualTo("support as it is now");
    assertThat(same.at("/replayed/changed")).isEmpty();
    assertThat(same.at("/replayed/same").asInt()).isEqualTo(PEOPLE);
    Handbook.file(folder, "prompts/athanor/rag.prompt",
        """
            ---
            input: {schema: {question: string, "evidence(array)": {number: integer, heading: string, document: string, text: string}}}
            output: {schema: {answerable: boolean, missing: string, answer: string}}
            ---
            {{role "system"}}Be brief. {{#each evidence}}[{{number}}] {{text}} {{/each}}
            {{role "user"}}{{question}}""");
    JsonNode changed = lab();
    assertThat(changed.at("/replayed/changed/0/after").asString()).isEqualTo("28 days [1].");
    assertThat(changed.at("/replayed/parted")).isEmpty();
  }

  @Test
  void anotherKindOfSystemCanTakeOver() {
    ask("quick", Handbook.QUESTION);
    Handbook.file(folder, "athanor.yaml",
        Handbook.read(folder, "athanor.yaml").replace("quick: {kind: extractive}",
            "quick: {kind: rag}"));
    Result result = shell.athanor("lab", "quick");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("agreement decides",
        "+ An employee has 28 days of paid leave a year [1].");
  }

  @Test
  void whoAskedStaysWhoAsked() {
    assertThat(shell.athanor("ask", "--system", "quick", "--as", "anna,hr", Handbook.QUESTION).code())
        .isZero();
    Result result = shell.athanor("lab", "quick", "--set", "principals=[\"boss\"]");
    assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    assertThat(result.err())
        .contains("--set principals=[\"boss\"] would answer in other names than those who asked");
    for (String[] change : new String[][]{{"--now"}, {"--set", "retrieval.k=2"}, {"--index", "main"}}) {
      String[] arguments = new String[change.length + 3];
      arguments[0] = "lab";
      arguments[1] = "quick";
      System.arraycopy(change, 0, arguments, 2, change.length);
      arguments[change.length + 2] = "--json";
      JsonNode json = shell.athanor(arguments).json();
      JsonNode pinned =
          shell.athanor("show", json.path("run").asString(), "--json").json().at("/pinned/arms");
      assertThat(pinned.path("candidate")).hasSize(1).allSatisfy(
          pins -> assertThat(pins.path("principals")).isEqualTo(pinned.path("baseline").iterator().next()
              .path("principals")));
    }
  }

  @Test
  void changesThatCannotBeMeantAreRefusedBeforeAnythingIsAsked() {
    peopleAsk();
    int before = simulator.requests().size();
    assertRefused(
        "the run is not pinned to \"modell\", so changing it would change nothing; it is pinned to [model,",
        "--set", "modell=local:large");
    assertRefused("there is no provider \"elsewhere\"", "--set", "model=elsewhere:large");
    assertRefused("--set is \"model\"; expected KEY=VALUE, such as retrieval.k=3", "--set", "model");
    assertRefused("there is no scorer \"exakt\"; nearest: exact", "--scorer", "exakt");
    assertRefused("since is \"yesterday\"; expected how long ago, such as 7d or 12h", "--since",
        "yesterday");
    assertRefused("--last is 0; expected at least 1", "--last", "0");
    assertRefused("--run names the runs, and --last and --since choose them", "--run", "last", "--last", "3");
    assertRefused("there is no index \"elsewhere\"", "--index", "elsewhere");
    assertThat(simulator.requests()).hasSize(before);
  }

  private void assertRefused(String message, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "lab";
    arguments[1] = "support";
    System.arraycopy(options, 0, arguments, 2, options.length);
    Result result = shell.athanor(arguments);
    assertThat(result.code()).as(result.out()).isEqualTo(ExitCode.USER.number());
    assertThat(result.err()).contains(message);
  }

  @Test
  void whereNobodyHasAskedItSaysHowToBegin() {
    assertRefused("no run of support is over; ask it something first: athanor ask --system support QUESTION");
    peopleAsk();
    Result other = shell.athanor("lab", "supprot");
    assertThat(other.err()).contains("there is no system \"supprot\" and no run of one; nearest: support",
        "A program that was recorded or runs elsewhere is replayed by running it: athanor replay RUN -- COMMAND");
    assertThat(shell.athanor("lab", "support", "--since", "1ms").err())
        .contains("no run of support is over since ");
  }

  @Test
  void onlyTheRunsThatAreWantedAreReplayed() {
    peopleAsk();
    assertThat(lab("--last", "2").at("/dataset/cases").asInt()).isEqualTo(2);
    ask("support", "How many days of leave has the boss?");
    JsonNode one = lab("--run", "last");
    assertThat(one.at("/dataset/cases").asInt()).isEqualTo(1);
    assertRefused("it is a fork, a dry run or a part of another run; name runs that somebody has asked for",
        "--run",
        one.path("run").asString());
  }

  @Test
  void aGateDecidesTheExitCode() {
    peopleAsk();
    assertThat(
        shell.athanor("lab", "support", "--set", "model=local:large", "--gate", "agreement >= 0.99").code())
        .isEqualTo(ExitCode.GATE_FAILED.number());
    assertThat(shell.athanor("lab", "support", "--set", "model=local:large", "--gate", "diff.cost <= 100",
        "--scorer", "token-f1", "--margin", "0.5").code()).isZero();
  }

  @Test
  void aRunThatFailedIsShownAsFailedAndMayBeAnsweredNow() {
    Handbook.file(folder, "athanor.yaml", Handbook.read(folder, "athanor.yaml")
        .replace("default: local:small", "default: down:small")
        .replace("providers: {", "providers: {down: {baseUrl: 'http://127.0.0.1:1/v1', keyless: true}, "));
    assertThat(shell.athanor("ask", "--system", "support", Handbook.QUESTION).code()).isNotZero();
    JsonNode json = lab("--set", "model=local:large");
    assertThat(json.at("/systems/0/trials/lost").asInt()).isEqualTo(1);
    assertThat(json.at("/systems/1/trials/lost").asInt()).isEqualTo(1);
    assertThat(json.at("/systems/2/trials/finished").asInt()).isEqualTo(1);
    assertThat(json.at("/replayed/changed/0/before").isNull()).isTrue();
    assertThat(json.at("/replayed/changed/0/after").asString())
        .isEqualTo("Every employee has 28 days of paid leave [1].");
  }

  @Test
  void aConversationIsOneObservationAndIsReplayedWithWhatWasSaidBefore() {
    Result chat = shell.piped("How many days?\nAnd for others?\n", "chat", "--system", "support");
    assertThat(chat.code()).as(chat.err()).isZero();
    JsonNode json = lab("--set", "model=local:large");
    assertThat(json.at("/dataset/cases").asInt()).isEqualTo(2);
    assertThat(json.at("/dataset/clusters").asInt()).isEqualTo(1);
    assertThat(json.at("/replayed/parted")).isEmpty();
    Result shown =
        shell.athanor("eval", "report", "--case", json.at("/replayed/changed/0/observed").asString());
    assertThat(shown.out()).containsAnyOf("asked      How many days?", "asked      And for others?");
  }

  @Test
  void documentsThatAreGoneCannotBeSearchedOtherwiseButThoseOfTodayCan() {
    ask("quick", Handbook.QUESTION);
    String before = shell.athanor("show", "last", "--json").json().at("/pinned/snapshot").asString();
    for (int i = 0; i < 12; i++) {
      Handbook.file(folder.resolve("docs"), "more" + i + ".md",
          "# More\n\nNumber " + i + " is more to read.\n");
      assertThat(shell.athanor("sync", "--json").code()).isZero();
    }
    Result gone = shell.athanor("lab", "quick", "--set", "retrieval.k=2");
    assertThat(gone.err()).contains("some of these runs have searched snapshot " + before
        + " of the documents, which is no longer kept", "--set snapshot=newest");
    Result today = shell.athanor("lab", "quick", "--set", "retrieval.k=2", "--set", "snapshot=newest");
    assertThat(today.code()).as(today.err()).isZero();
    assertThat(today.out()).contains("The baseline does what was seen, in every run and step.");
  }

  @Test
  void anEvaluationFileReplaysSeveralCandidatesAndItsGatesHold() {
    peopleAsk();
    Handbook.file(folder, "evals/nightly.yaml", """
        dataset: {runs: support, last: 4, since: 7d}
        systems:
          - {name: large, set: {model: "local:large"}}
          - {name: few, set: {retrieval.k: 2}}
          - {name: today, now: true}
        scorers: [claim-support]
        gates: ['diff.lower95 >= -1', 'answered >= 1']
        budget: {dollars: 50}
        """);
    Result result = shell.athanor("eval", "run", "nightly", "--json", "--run", "n1");
    assertThat(result.code()).as(result.err()).isZero();
    JsonNode json = result.json();
    assertThat(json.path("evaluation").asString()).isEqualTo("nightly");
    assertThat(json.path("run").asString()).isEqualTo("n1");
    assertThat(json.at("/dataset/cases").asInt()).isEqualTo(4);
    assertThat(json.path("systems").valueStream().map(each -> each.path("system").asString()))
        .containsExactly("observed", "baseline", "large", "few", "today");
    assertThat(json.path("gates")).hasSize(6);
    assertThat(json.at("/replayed/changed").valueStream().map(each -> each.path("system").asString()))
        .contains("large").doesNotContain("today");
    assertThat(shell.athanor("eval", "run", "nightly", "--as", "boss").err())
        .contains("the cases of nightly are runs: which of them its dataset says, and who asked is kept");
    assertThat(shell.athanor("eval", "plan", "nightly").err()).contains("nightly.yaml, line 1, column ",
        "the cases of this evaluation are runs, which are chosen when it is run");
  }

  @Test
  void mistakesInAnEvaluationOfRunsAreNamedWithTheirPlace() {
    assertMistake("dataset: {last: 4}",
        "dataset.runs is missing; expected the system whose runs are replayed");
    assertMistake("dataset: {runs: support, since: soon}", "since is \"soon\"; expected how long ago");
    assertMistake("dataset: {runs: support, run: [a], last: 3}", "dataset.run names the runs");
    assertMistake("dataset: {runs: support, lst: 3}", "unknown key \"lst\"");
    assertMistake("dataset: {runs: support}\nrepeats: 0", "repeats is 0; expected a whole number from 1");
    assertMistake("dataset: {runs: support}\nsystems: [{name: a}, {name: a}]", "two systems are called a");
  }

  private void assertMistake(String file, String message) {
    Handbook.file(folder, "evals/wrong.yaml", file + "\n");
    Result result = shell.athanor("eval", "run", "wrong");
    assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    assertThat(result.err()).contains("wrong.yaml, line ", message);
  }
}
