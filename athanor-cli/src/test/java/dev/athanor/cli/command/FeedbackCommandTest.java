package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FeedbackCommandTest {
  private AskedProject project;

  @BeforeEach
  void ask(@TempDir Path folder) {
    project = AskedProject.in(folder);
  }

  private Result athanor(String... arguments) {
    return project.shell().athanor(arguments);
  }

  @Test
  void whatIsSaidOfAnAnswerIsARunThatChangesNothingOfTheAnswers() {
    String before = athanor("show", project.run(), "--json").out();
    JsonNode said =
        athanor("feedback", "last", "bad", "--reference", "30 days", "--comment", " that was last year ",
            "--by", "anna", "--json").json();
    assertThat(said.path("run").asString()).isEqualTo(project.run());
    assertThat(said.path("verdict").asString()).isEqualTo("bad");
    assertThat(said.path("comment").asString()).isEqualTo("that was last year");
    assertThat(athanor("show", project.run(), "--json").out()).isEqualTo(before);
    String run = said.path("feedback").asString();
    assertThat(athanor("runs").out()).contains("feedback on " + project.run() + ": bad, that was last year");
    assertThat(athanor("show", run).out()).contains("30 days");
    assertThat(athanor("replay", run).code()).isZero();
  }

  @Test
  void theLastRunIsTheLastAnswerAndNotWhatWasSaidOfIt() {
    assertThat(athanor("feedback", "last", "good").out())
        .contains("Run " + project.run() + " is good, as run ");
    assertThat(athanor("show", "last", "--json").json().path("run").asString()).isEqualTo(project.run());
  }

  @Test
  void whatWasMeasuredSinceIsNoAnswer() {
    assertThat(athanor("lab", "ask", "--json").json().path("run").isString()).isTrue();
    String lab = athanor("show", "last", "--json").json().path("run").asString();
    assertThat(athanor("feedback", "last", "good").out()).contains("Run " + project.run() + " is good");
    assertThat(athanor("feedback", lab, "good").err())
        .contains("run " + lab + " is no answer but a run of experiment");
  }

  @Test
  void whatIsNoVerdictOrNoRunIsNamed() {
    assertThat(athanor("feedback", "last", "meh").err())
        .contains("\"meh\" is no verdict; expected good or bad");
    assertThat(athanor("feedback", "nothing", "good").err()).contains("there is no run \"nothing\"");
    assertThat(athanor("feedback", "last").code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void aRunThatSomebodyWasNotContentWithBecomesACaseWithWhatIsRight() throws Exception {
    JsonNode answer = athanor("ask", "When is the library open?", "--json").json();
    String run = answer.path("run").asString();
    assertThat(athanor("feedback", run, "good").code()).isZero();
    assertThat(athanor("feedback", run, "bad", "--reference", "from nine to five", "--by", "anna").code())
        .isZero();
    assertThat(athanor("dataset", "collect", "said", "--feedback", "good").out()).doesNotContain(run);
    JsonNode given = athanor("dataset", "collect", "said", "--feedback", "bad", "--json").json().path("cases")
        .valueStream()
        .filter(each -> each.path("id").asString().equals(run)).findFirst().orElseThrow();
    assertThat(given.path("input").asString()).isEqualTo("When is the library open?");
    assertThat(given.path("reference").asString()).isEqualTo("from nine to five");
    assertThat(given.path("tags").toString()).isEqualTo("[\"answered\",\"feedback-bad\"]");
    assertThat(given.path("metadata").path("answered").asString()).contains("eight to six");
    assertThat(athanor("dataset", "review", "said", "--list").out()).contains("When is the library open?",
        "= from nine to five", "was answered: eight to six", "was called bad by anna");
    assertThat(athanor("dataset", "review", "said", "--accept", "all").code()).isZero();
    assertThat(athanor("dataset", "collect", "said", run).out()).contains("Nothing new to propose");
  }

  @Test
  void whatIsCalledGoodIsRightAndTheNewestRunsNeedNoVerdict() {
    String run = athanor("ask", "How much may a hotel cost?", "--json").json().path("run").asString();
    assertThat(athanor("feedback", run, "good").code()).isZero();
    JsonNode good = athanor("dataset", "collect", "good", run, "--json").json().at("/cases/0");
    assertThat(good.path("reference").asString()).isEqualTo(good.path("metadata").path("answered").asString())
        .isEqualTo("120");
    JsonNode newest = athanor("dataset", "collect", "newest", "--last", "1", "--json").json();
    assertThat(newest.path("added").asInt()).isEqualTo(1);
    assertThat(newest.at("/cases/0/id").asString()).isEqualTo(run);
    assertThat(athanor("dataset", "collect", "newest", "last", "--feedback", "bad").err())
        .contains("name runs, or choose them by --feedback, or by --system and --since");
    assertThat(athanor("dataset", "collect", "newest", "--system", "nobody").err())
        .contains("there is no such run that could be a case; see what was asked: athanor runs");
    assertThat(athanor("dataset", "collect", "newest", "--feedback", "bad").code())
        .isEqualTo(ExitCode.USER.number());
    assertThat(athanor("dataset", "collect", "newest", "--feedback", "so-so").err())
        .contains("expected good or bad");
  }
}
