package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an application is said before anything is asked. */
class ApplicationMistakesTest {
  private static final String CLASS = "example.travel.TravelDesk";
  private static final String BUILT = "[target/classes, target/lib/*.jar]";

  @TempDir
  private Path folder;
  private Simulator provider;
  private ApplicationProject project;

  @BeforeEach
  void begin() {
    provider = ApplicationProject.provider();
    project = ApplicationProject.of(folder, provider);
  }

  @AfterEach
  void end() {
    provider.close();
  }

  private String refused() {
    Result ran = project.athanor("eval", "run", "desk");
    assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(ExitCode.USER.number());
    assertThat(provider.requests()).isEmpty();
    assertThat(project.athanor("runs", "--json").out()).doesNotContain("experiment");
    return ran.err();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "example.travel.Desk | the application example.travel.Desk is not in its class path [target/classes, target/lib/*.jar]; expected the full name of a class in one of its folders or jars, a jar within a jar is not looked into",
      "example.travel.TravelDesk$Tools | the application example.travel.TravelDesk$Tools implements no dev.athanor.langchain4j.Application; expected a public class that implements dev.athanor.langchain4j.Application and can be made without parameters",
      "example.travel.Mistaken$WithParameters | has no public constructor without parameters; expected a public class",
      "example.travel.Mistaken$Hidden | is not public, or abstract; expected a public class",
      "example.travel.Mistaken$Failing | the application example.travel.Mistaken$Failing could not be started: java.lang.IllegalStateException: the database is away (at example.travel.Mistaken$Failing.program, Mistaken.java:",
      "example.travel.Mistaken$Nothing | has made no program but null; expected what Journaled.program makes",
      "example.travel.Mistaken$Unlinked | does not find a class that it needs: java.lang.ClassNotFoundException: org.springframework.boot.SpringApplication"})
  void aClassThatCanNotBeStartedIsNamedWithWhatWasExpected(String type, String message) {
    project.evaluated(type, BUILT);
    assertThat(refused()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "[target/clases, target/lib/*.jar] | \"target/clases\" in the class path of the application is not there: ",
      "[target/classes, lib/*.jar] | \"lib/*.jar\" in the class path of the application names jars in ",
      "[target/classes, target/lib/spring*.jar] | \"target/lib/spring*.jar\" in the class path of the application names no jar: there is none like that in ",
      "[target/classes, evals/cases.jsonl] | which is no jar (",
      "[target/classes] | the class path of the application has no LangChain4j; add the jars that it depends on",
      "[] | the application example.travel.TravelDesk has no class path; expected under classpath where its classes and jars are, such as [target/classes, target/lib/*.jar]"})
  void aClassPathThatIsNotThereIsNamedWithWhatToDo(String classpath, String message) {
    project.evaluated(CLASS, classpath);
    assertThat(refused()).contains(message);
  }

  @Test
  void aLangChain4jThatIsTooOldIsNamedByItsVersion() throws Exception {
    try (var jars = Files.newDirectoryStream(folder.resolve("target/lib"), "langchain4j-core-*.jar")) {
      Path core = jars.iterator().next();
      Files.move(core, core.resolveSibling("langchain4j-core-1.11.2.jar"));
    }
    project.evaluation();
    assertThat(refused()).contains(
        "the class path of the application has LangChain4j 1.11.2; expected 1.18 or newer");
  }

  @Test
  void aCaseThatTheApplicationDoesNotTakeIsNamed() {
    project.write("evals/cases.jsonl",
        "{\"id\":\"odd\",\"input\":{\"city\":\"Rome\"},\"reference\":\"Rome\"}\n");
    project.evaluation();
    assertThat(refused()).contains(
        "case odd asks {\"city\":\"Rome\"}, which the application example.travel.TravelDesk does not take: ",
        "change the case, or the codec of the program's input");
  }

  @Test
  void aSettingThatIsNotThereIsRefused() {
    project.evaluation().write("evals/desk.yaml",
        "dataset: cases.jsonl\nscorers: [exact]\nsystems: [{name: desk, langchain4j: " + CLASS
            + ", classpath: [target/classes], timeout: 5s}]\n");
    assertThat(refused()).contains("evals/desk.yaml, line 3, column ",
        "unknown key \"timeout\" in systems[0]",
        "langchain4j, classpath, answer");
  }
}
