package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedbackCommandTest {
  private AskedProject project;

  @BeforeAll
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
  void whatIsNoVerdictOrNoRunIsNamed() {
    assertThat(athanor("feedback", "last", "meh").err())
        .contains("\"meh\" is no verdict; expected good or bad");
    assertThat(athanor("feedback", "nothing", "good").err()).contains("there is no run \"nothing\"");
    assertThat(athanor("feedback", "last").code()).isEqualTo(ExitCode.USAGE.number());
  }
}
