package dev.athanor.langchain4j;

import static dev.athanor.langchain4j.Bench.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Replay;
import dev.athanor.run.RunOptions;
import dev.athanor.trail.BundleWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssistantTest {
  private static final String TRIP = "a trip, please";
  private static final String ANSWER =
      "Here you are: Rome: 21 degrees; booked in Rome as number 1; Oslo: 21 degrees";

  private final Bench bench = new Bench();
  private final TravelDesk desk = new TravelDesk();

  @AfterEach
  void close() {
    bench.close();
    desk.close();
  }

  static Program<String, String> program(TravelDesk desk) {
    TravelDesk.Assistant assistant = desk.journaled(Journaled.STRICT);
    return Journaled.STRICT.program("travel", Codec.TEXT, Codec.TEXT, text -> assistant.chat("ann", text));
  }

  @Test
  void theWrappedApplicationAnswersAsThePlainOne() {
    assertThat(bench.runs.start(ID, program(desk), TRIP).outcome()).isEqualTo(new Outcome.Done<>(ANSWER));
    try (TravelDesk plain = new TravelDesk()) {
      assertThat(plain.plain().chat("ann", TRIP)).isEqualTo(ANSWER);
      assertThat(desk.model.asked()).isEqualTo(plain.model.asked());
      assertThat(desk.store.getMessages("ann")).isEqualTo(plain.store.getMessages("ann"));
    }
  }

  @Test
  void whatItAsksTheOutsideAreSteps() {
    var _ = bench.runs.start(ID, program(desk), TRIP).outcome();
    assertThat(bench.paths(ID))
        .contains("memory", "retrieve", "model", "task/weather", "task[1]/book", "task[2]/weather",
            "model[1]")
        .filteredOn(path -> path.startsWith("remember")).hasSize(7);
    assertThat(bench.effect(ID, "model")).isEqualTo(Effect.SAMPLED);
    assertThat(bench.effect(ID, "task/weather")).isEqualTo(Effect.READ);
    assertThat(bench.effect(ID, "task[1]/book")).isEqualTo(Effect.WRITE);
    assertThat(bench.effect(ID, "retrieve")).isEqualTo(Effect.READ);
    assertThat(bench.effect(ID, "remember")).isEqualTo(Effect.KEYED);
  }

  @Test
  void aReplayIsIdenticalAndLivesNothing() {
    Program<String, String> program = program(desk);
    var _ = bench.runs.start(ID, program, TRIP).outcome();
    desk.model.close();
    Replay<String> replay = bench.replay(ID, program);
    assertThat(replay.divergence()).isEmpty();
    assertThat(replay.outcome()).isEqualTo(new Outcome.Done<>(ANSWER));
    assertThat(replay.steps()).isEqualTo(bench.steps(ID).size());
    assertThat(desk.world.bookings).containsExactly("Rome 2");
    assertThat(desk.world.looks).hasValue(2);
    assertThat(desk.searches).hasValue(1);
  }

  @Test
  void aReplayNeedsNothingOfTheApplicationsWorld() {
    var _ = bench.runs.start(ID, program(desk), TRIP).outcome();
    try (TravelDesk elsewhere = new TravelDesk()) {
      elsewhere.model.close();
      assertThat(bench.replay(ID, program(elsewhere)).divergence()).isEmpty();
      assertThat(elsewhere.world.bookings).isEmpty();
      assertThat(elsewhere.searches).hasValue(0);
      assertThat(elsewhere.store.getMessages("ann")).isEmpty();
    }
  }

  @Test
  void aRunKilledAtAnyWriteIsResumedAndBooksOnce() {
    int writes;
    try (Bench whole = new Bench(); TravelDesk other = new TravelDesk()) {
      writes = whole.writes(program(other), TRIP);
    }
    for (int write = 1; write <= writes; write++) {
      for (boolean durable : List.of(true, false)) {
        killed(write, durable);
      }
    }
  }

  private static void killed(int write, boolean durable) {
    try (Bench bench = new Bench(); TravelDesk desk = new TravelDesk()) {
      var first = bench.killedAt(write, durable, program(desk), TRIP);
      Outcome<String> outcome = bench.runs.start(ID, program(desk), TRIP).outcome();
      if (outcome instanceof Outcome.InDoubt<String>(var doubts)) {
        assertThat(doubts).hasSize(1).first()
            .satisfies(doubt -> assertThat(doubt.operation()).isEqualTo("book"));
        assertThat(desk.world.bookings).hasSizeLessThanOrEqualTo(1);
        bench.runs.settle(ID, doubts.getFirst().path(), desk.world.bookings.isEmpty()
            ? new dev.athanor.run.Settlement.NotHappened()
            : new dev.athanor.run.Settlement.Happened(Codec.TEXT.encode("booked in Rome as number 1")));
        outcome = bench.runs.start(ID, program(desk), TRIP).outcome();
      }
      assertThat(outcome).as("killed at write %d, %s; the first process had %s", write, durable, first)
          .isEqualTo(new Outcome.Done<>(ANSWER));
      assertThat(desk.world.bookings).containsExactly("Rome 2");
      assertThat(bench.replay(ID, program(desk)).divergence()).isEmpty();
      assertThat(desk.store.getMessages("ann")).hasSize(7);
    }
  }

  @Test
  void aReplayInAnotherJvmComesToTheSameDigest(@TempDir Path folder) throws Exception {
    Program<String, String> program = program(desk);
    var _ = bench.runs.start(ID, program, TRIP).outcome();
    Path file = folder.resolve("trip.bundle");
    new BundleWriter(bench.journal).write(ID, file);
    Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
        ReplayElsewhere.class.getName(), file
            .toString())
        .redirectErrorStream(true).start();
    assertThat(process.inputReader().lines().toList())
        .containsExactly("identical " + bench.replay(ID, program).digest()
            .hex());
  }

  @Test
  void aBudgetCountsWhatTheModelSays() {
    Outcome<String> outcome =
        bench.runs.start(ID, program(desk), TRIP, RunOptions.PLAIN.within(Budget.UNLIMITED.tokens(
            10))).outcome();
    assertThat(outcome).isInstanceOf(Outcome.Exhausted.class);
    assertThat(desk.model.times()).isEqualTo(1);
    assertThat(desk.world.bookings).isEmpty();
    assertThat(bench.replay(ID, program(desk)).divergence()).isEmpty();
  }
}
