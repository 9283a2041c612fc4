package dev.athanor.langchain4j;

import static dev.athanor.langchain4j.Bench.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Fork;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.trail.RunDiff;
import dev.langchain4j.data.message.ChatMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForkTest {
  private static final RunId FORK = new RunId("f1");

  private final Bench bench = new Bench();
  private final TravelDesk desk = new TravelDesk();
  private Program<String, String> program = program(desk);

  private static Program<String, String> program(TravelDesk desk) {
    TravelDesk.Assistant assistant = desk.journaled(Journaled.STRICT);
    return Journaled.STRICT.program("travel", Codec.TEXT, Codec.TEXT, text -> assistant.chat("ann", text));
  }

  @BeforeEach
  void record() {
    program = program(desk);
    assertThat(bench.runs.start(ID, program, "a trip, please").outcome()).isInstanceOf(Outcome.Done.class);
  }

  @AfterEach
  void close() {
    bench.close();
    desk.close();
  }

  /** What the model is said to have answered. */
  private static Fork saying(String path, String parts) {
    Path at = new Path(path);
    return Fork.at(at).supply(at, Json.parse("""
        {"message":{"role":"assistant","parts":[%s]},"finish":"stop","usage":{},"extra":{}}"""
        .formatted(parts)));
  }

  private List<String> lived(RunId run) {
    return bench.steps(run).stream().filter(step -> step.origin() == Origin.LIVED)
        .map(step -> step.path().value())
        .toList();
  }

  @Test
  void anotherAnswerOfTheModelTakesAnotherCourseAndTheDifferenceIsNamed() {
    Fork fork = saying("model", """
        {"type":"tool_call","id":"x","name":"weather","arguments":"{\\"city\\":\\"Bern\\"}"}""");
    assertThat(bench.runs.fork(ID, fork, FORK).outcome())
        .isEqualTo(new Outcome.Done<>("Here you are: Bern: 21 degrees"));
    assertThat(lived(FORK)).containsExactly("weather", "model[1]");
    assertThat(desk.world.bookings).hasSize(1);
    assertThat(bench.replay(FORK, program).divergence()).isEmpty();
    RunDiff diff = RunDiff.of(bench.runs.recording(ID), bench.runs.recording(FORK));
    assertThat(diff.parts()).hasValueSatisfying(change -> {
      assertThat(change).isInstanceOf(RunDiff.Answered.class);
      assertThat(change.path()).isEqualTo(new Path("model"));
    });
  }

  @Test
  void aForkDoesNotTouchTheConversationThatThePersonGoesOnWith() {
    List<ChatMessage> before = List.copyOf(desk.store.getMessages("ann"));
    Fork fork = saying("model", "{\"type\":\"text\",\"text\":\"no trips today\"}");
    assertThat(bench.runs.fork(ID, fork, FORK).outcome()).isEqualTo(new Outcome.Done<>("no trips today"));
    assertThat(desk.store.getMessages("ann")).isEqualTo(before);
  }

  @Test
  void aForkWritesNothingThatItsParentHasNotWritten() {
    Fork fork = saying("model", """
        {"type":"tool_call","id":"x","name":"book","arguments":"{\\"city\\":\\"Bern\\",\\"nights\\":1}"}""");
    assertThat(bench.runs.fork(ID, fork, FORK).outcome()).isInstanceOfSatisfying(Outcome.Done.class,
        done -> assertThat(
            done.output().toString()).contains("does not carry out book"));
    assertThat(desk.world.bookings).containsExactly("Rome 2");
    RunId allowed = new RunId("f2");
    assertThat(bench.runs.fork(ID, fork.allow("book"), allowed).outcome())
        .isEqualTo(new Outcome.Done<>("Here you are: booked in Bern as number 2"));
    assertThat(desk.world.bookings).containsExactly("Rome 2", "Bern 1");
  }

  @Test
  void aDryRunWritesNothingAndStillRemembersWhatWasSaid() {
    RunId dry = new RunId("dry");
    var outcome = bench.runs.start(dry, program, "another trip", RunOptions.PLAIN.dry()).outcome();
    assertThat(outcome.output()).contains("Rome: 21 degrees").contains("does not carry out book");
    assertThat(desk.world.bookings).containsExactly("Rome 2");
    assertThat(desk.store.getMessages("ann")).hasSize(7);
    assertThat(bench.replay(dry, program).divergence()).isEmpty();
  }

  @Test
  void theSameCallOfAnotherDrawTakesTheRecordedResult() {
    Fork fork = saying("model",
        """
            {"type":"tool_call","id":"other","name":"book","arguments":"{\\"city\\":\\"Rome\\",\\"nights\\":2}"}""");
    bench.runs.fork(ID, fork, FORK).outcome();
    Entry.Completed booked = bench.steps(FORK).stream().filter(step -> step.step().operation().equals("book"))
        .findFirst().orElseThrow();
    assertThat(booked.path()).isEqualTo(new Path("book"));
    assertThat(desk.world.bookings).hasSize(1);
  }
}
