package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Program;
import dev.athanor.run.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNamesTest {
  private final InMemoryJournal journal = new InMemoryJournal();
  private final RunNames names = new RunNames(journal);

  private void start(String... ids) {
    Program<String, String> echo = new Program<>("echo", Codec.TEXT, Codec.TEXT, (_, input) -> input);
    try (Runs runs = new Runs(journal)) {
      for (String id : ids) {
        runs.start(new RunId(id), echo, "").outcome();
      }
    }
  }

  @Test
  void aRunIsFoundByItsNameByItsBeginningAndAsTheLast() {
    start("abc1", "abd2", "xyz3");
    assertThat(names.find("abd2").id()).isEqualTo(new RunId("abd2"));
    assertThat(names.find("abd").id()).isEqualTo(new RunId("abd2"));
    assertThat(names.find("x").id()).isEqualTo(new RunId("xyz3"));
    assertThat(names.find("last").id()).isEqualTo(new RunId("xyz3"));
  }

  @Test
  void whereThereIsNoExperimentTheWayToOneIsTold() {
    start("abc1");
    assertThatThrownBy(() -> names.experiment("last"))
        .hasMessage("there are no experiments yet; make one with: athanor eval run EVAL");
    assertThat(names.experiment("abc").id()).isEqualTo(new RunId("abc1"));
  }

  @Test
  void aWholeNameIsMeantAlsoIfAnotherOneBeginsSo() {
    start("abc", "abcd");
    assertThat(names.find("abc").id()).isEqualTo(new RunId("abc"));
  }

  @Test
  void severalRunsThatBeginSoAreNamed() {
    start("abc1", "abd2", "xyz3");
    assertThatThrownBy(() -> names.find("ab")).isInstanceOfSatisfying(AthanorException.class,
        e -> assertThat(e
            .code()).isEqualTo("run-ambiguous"))
        .hasMessage(
            "2 runs begin with \"ab\": abd2, abc1; type more of the name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcc1", "abc 1", "a/b", "ä"})
  void theNearestNamesOfAnUnknownRunAreTold(String typed) {
    start("abc1", "xyz3");
    assertThatThrownBy(() -> names.find(typed)).isInstanceOfSatisfying(AthanorException.class,
        e -> assertThat(e
            .code()).isEqualTo("run-unknown"))
        .hasMessage("there is no run \"" + typed
            + "\"; the nearest are abc1, xyz3; list all with: athanor runs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "abc"})
  void whereThereAreNoRunsTheWayToOneIsTold(String typed) {
    assertThatThrownBy(() -> names.find(typed)).hasMessage(
        "there are no runs yet; start one with: athanor ask QUESTION");
  }
}
