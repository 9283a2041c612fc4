package dev.athanor.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.report.ArmReport;
import dev.athanor.eval.report.Report;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.json.Codec;
import dev.athanor.run.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class EvaluationOfFileTest {
  private static final String EVALS = "evals/";

  @BeforeAll
  static void evaluationsAreOnTheClassPath() throws IOException {
    Files.createDirectories(Greeting.classPath().resolve(EVALS));
    write("letters.jsonl", lines("{\"id\": \"c%d\", \"input\": \"word%d\", \"reference\": \"WORD%d\","
        + " \"metadata\": {\"page\": \"p%d\"}}\n"));
    write("old.outputs.jsonl", lines("{\"id\": \"c%d\", \"output\": \"word%d\"}\n"));
    write("both.yaml", """
        dataset: letters.jsonl
        systems: [quiet, loud]
        scorers: [token-f1, exact]
        primary: exact
        margin: 0.05
        sample: 12
        cluster: page
        repeats: 2
        budget: {steps: 1000}
        gates: [exact >= 0.9 for loud, diff >= 0.9, latency.p95 <= 60]
        """);
    write("old.yaml", """
        dataset: letters.jsonl
        systems: [{name: old, outputs: old.outputs.jsonl}, loud]
        scorers: exact
        gates: [diff >= 0.9]
        """);
    write("formats.yaml",
        "dataset: letters.jsonl\nsystems: {system: loud, formats: 3}\nscorers: exact\ngates: exact >= 1\n");
    write("sealed.yaml",
        "dataset: letters.jsonl\nsplit: test\nsystems: loud\nscorers: exact\ngates: exact >= 1\n");
    write("ungated.yaml", "dataset: letters.jsonl\nsystems: loud\nscorers: exact\n");
    write("judged.yaml",
        "dataset: letters.jsonl\nsystems: loud\nscorers: {scorer: faithfulness, model: 'openai:gpt-5'}\ngates: faithfulness >= 1\n");
    write("broken.yaml", "dataset: letters.jsonl\nsystems: loud\nscorers: exact\nrepeat: 3\n");
    write("runs.yaml", "dataset: {runs: support}\nsystems: loud\nscorers: exact\n");
  }

  private static void write(String name, String content) throws IOException {
    Files.writeString(Greeting.classPath().resolve(EVALS + name), content);
  }

  private static String lines(String form) {
    return IntStream.range(0, 20).mapToObj(i -> form.formatted(i, i, i, i / 2)).collect(Collectors.joining());
  }

  private static Program<String, String> loud(String name, String... failing) {
    return new Program<>(name, Codec.TEXT, Codec.TEXT, (_, word) -> Set.of(failing).contains(word) ? word
        : word.toUpperCase(java.util.Locale.ROOT));
  }

  private static Program<String, String> quiet() {
    return new Program<>("quiet", Codec.TEXT, Codec.TEXT,
        (_, word) -> word.toLowerCase(java.util.Locale.ROOT));
  }

  @Within
  static final class Compared {
    @UnderTest
    final Program<String, String> quiet = quiet();
    @UnderTest
    final Program<String, String> loud = loud("loud");
    @UnderTest
    final Program<String, String> another = loud("another");

    @EvalTest(file = "evals/both.yaml", atOnce = 3)
    void isBetter(Report report, Results results) {
      assertThat(report.about().name()).isEqualTo("both");
      assertThat(report.about().cases()).isEqualTo(12);
      assertThat(report.about().clusters()).isBetween(6, 10);
      assertThat(report.about().repeats()).isEqualTo(2);
      assertThat(report.about().primary()).isEqualTo("exact");
      assertThat(report.arms()).extracting(ArmReport::name).containsExactly("quiet", "loud");
      assertThat(results.trials()).hasSize(48);
    }
  }

  @Test
  void casesScorersRepeatsAndGatesAreThoseOfTheFileAndEachSystemIsTheProgramWithItsName() {
    Tests.run(Compared.class).testEvents().assertStatistics(statistics -> statistics.started(1).succeeded(1));
  }

  @Within
  static final class Worse {
    @UnderTest
    final Program<String, String> quiet = quiet();
    @UnderTest
    final Program<String, String> loud = loud("loud", "word3", "word17");

    @EvalTest(file = "evals/all.yaml")
    void isBetter() {}
  }

  @Test
  void whatDoesNotHoldIsToldForEachSystemAndWithWhatEachOfThemHasAnswered() throws IOException {
    write("all.yaml",
        "dataset: letters.jsonl\nsystems: [quiet, loud]\nscorers: exact\nrepeats: 2\ngates: [exact >= 0.95, exact <= 0 for quiet]\n");

    assertThat(Tests.failure(Worse.class)).isInstanceOf(AssertionFailedError.class)
        .message().startsWith(
            """
                all: not all gates hold on the 20 cases of letters
                  failed  exact >= 0.95 for loud: it is 0.9000
                  passed  exact <= 0 for quiet: it is 0.000
                By exact these do not pass:
                  c3: asked "word3", expected "WORD3", quiet (0 of 2 times) answered "word3", loud (0 of 2 times) answered "word3"
                """);
  }

  @Within
  static final class WithRecorded {
    @UnderTest
    final Program<String, String> whatever = loud("whatever");

    @EvalTest(file = "evals/old.yaml")
    void isBetterThanWhatWasRecorded(Report report) {
      assertThat(report.arms()).extracting(ArmReport::name).containsExactly("old", "loud");
    }
  }

  @Test
  void theOnlyProgramIsTheOnlySystemAndRecordedOutputsNeedNoProgram() {
    Tests.run(WithRecorded.class).testEvents()
        .assertStatistics(statistics -> statistics.started(1).succeeded(1));
  }

  @Within
  static final class OnlySome {
    @UnderTest
    final Program<String, String> loud = loud("loud");

    @EvalTest(file = "evals/some.yaml", systems = "loud")
    void isLoud(Report report) {
      assertThat(report.arms()).extracting(ArmReport::name).containsExactly("loud");
    }

    @EvalTest(file = "evals/some.yaml")
    void lacksTheOther() {}
  }

  @Test
  void aSystemThatNobodySuppliesIsAnErrorUnlessTheTestSaysWhichSystemsItIsAbout() throws IOException {
    write("some.yaml",
        "dataset: letters.jsonl\nsystems: [quiet, loud]\nscorers: exact\ngates: exact >= 1 for loud\n");

    assertThat(Tests.failures(Tests.run(OnlySome.class).testEvents())).singleElement()
        .isInstanceOf(AthanorException.class).asString()
        .endsWith(
            "evals/some.yaml measures the system \"quiet\", and the test supplies only the programs [loud];"
                + " annotate a field or method with @UnderTest that is a Program with that name, or say which systems the"
                + " test is about: systems = \"loud\"");
  }

  @Within
  static final class Judged {
    @UnderTest
    final Program<String, String> loud = loud("loud");
    @UnderTest
    final Scorer faithfulness = Scorer.of(Metric.passFail("faithfulness", "1"), _ -> Score.of(1));

    @EvalTest(file = "evals/judged.yaml")
    void isFaithful(Report report) {
      assertThat(report.arms().getFirst().measures()).hasSize(1);
    }
  }

  @Test
  void aScorerOfTheTestStandsInForTheOneOfTheFileWithItsName() {
    Tests.run(Judged.class).testEvents().assertStatistics(statistics -> statistics.started(1).succeeded(1));
  }

  @Within
  static final class Refused {
    @UnderTest
    final Program<String, String> loud = loud("loud");

    @EvalTest(file = "evals/formats.yaml")
    void formats() {}

    @EvalTest(file = "evals/sealed.yaml")
    void sealed() {}

    @EvalTest(file = "evals/ungated.yaml")
    void ungated() {}

    @EvalTest(file = "evals/judged.yaml")
    void judged() {}

    @EvalTest(file = "evals/broken.yaml")
    void broken() {}

    @EvalTest(file = "evals/runs.yaml")
    void runs() {}

    @EvalTest(file = "evals/missing.yaml")
    void missing() {}

    @EvalTest(file = "org/junit/jupiter/api/Test.class")
    void packed() {}

    @EvalTest(file = "evals/both.yaml", systems = "silent")
    void unknownSystem() {}

    @EvalTest(file = "evals/both.yaml", gate = "exact >= 1", repeats = 2)
    void saidTwice() {}

    @EvalTest(file = "evals/both.yaml", dataset = "letters.jsonl")
    void both() {}

    @EvalTest
    void neither() {}

    @EvalTest(dataset = "evals/letters.jsonl", scorers = "exact", gate = "exact >= 1", systems = "loud")
    void systemsOfNoFile() {}
  }

  private static String refusal(String method) {
    return String
        .valueOf(Tests.failures(Tests.run(Refused.class, method).testEvents()).getFirst().getMessage());
  }

  @Test
  void whatCannotBeEvaluatedIsSaidBeforeACaseIsAsked() {
    Path broken = Greeting.classPath().resolve(EVALS + "broken.yaml");

    assertThat(refusal("formats"))
        .isEqualTo("system loud of evals/formats.yaml has formats: 3, which are of a prompt"
            + " of a project, and a test supplies a program; leave the system out with systems");
    assertThat(refusal("sealed"))
        .isEqualTo("evals/sealed.yaml asks the cases of the split test, which are sealed;"
            + " they are opened by athanor eval run, which writes it down. A test asks others: split: validation");
    assertThat(refusal("ungated"))
        .isEqualTo("evals/ungated.yaml has no gates, so a test of it could not fail; say"
            + " there what must hold, such as gates: ['exact.lower95 >= 0.8']");
    assertThat(refusal("judged"))
        .isEqualTo("the scorer faithfulness asks a model, which a test does not; supply a"
            + " Scorer whose metric is called faithfulness as @UnderTest, or leave it to athanor eval run");
    assertThat(refusal("broken"))
        .startsWith(broken + ", line 4, column 1: unknown key \"repeat\"; expected one of")
        .endsWith("did you mean \"repeats\"?");
    assertThat(refusal("runs"))
        .contains("the cases of this evaluation are runs, which are chosen when it is run");
    assertThat(refusal("missing")).startsWith("there is no \"evals/missing.yaml\", neither on the class path")
        .endsWith("; expected an evaluation, as athanor eval run takes it");
    assertThat(refusal("packed"))
        .startsWith("org/junit/jupiter/api/Test.class lies in an archive of the class path,"
            + " where the files that it names can't be read");
    assertThat(refusal("unknownSystem"))
        .isEqualTo("systems has \"silent\", but those of evals/both.yaml are quiet, loud");
    assertThat(refusal("saidTwice"))
        .isEqualTo("@EvalTest on saidTwice has gate, repeats beside a file, which says that"
            + " itself; write it into evals/both.yaml");
    assertThat(refusal("both"))
        .isEqualTo("@EvalTest on both has both a file and a dataset; expected either file, an"
            + " evaluation that says all, or dataset with scorers and gate");
    assertThat(refusal("neither")).startsWith("@EvalTest on neither has neither a file nor a dataset");
    assertThat(refusal("systemsOfNoFile"))
        .isEqualTo("@EvalTest on systemsOfNoFile has systems, which are chosen from"
            + " those of a file, and it has none; leave systems out");
  }
}
