package dev.athanor.langchain4j;

import static dev.athanor.langchain4j.Bench.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Codec;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Replay;
import dev.athanor.run.Settlement;
import dev.langchain4j.agentic.UntypedAgent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkflowTest {
  private static final String ANSWER = "It is printed as number 1: a story";

  private final Bench bench = new Bench();
  private final Newsroom newsroom = new Newsroom();

  @AfterEach
  void close() {
    bench.close();
    newsroom.close();
  }

  private static Program<String, String> program(Newsroom newsroom) {
    UntypedAgent workflow = newsroom.journaled(Journaled.STRICT);
    return Journaled.STRICT.program("news", Codec.TEXT, Codec.TEXT, topic -> Newsroom.run(workflow, topic));
  }

  @Test
  void theWrappedWorkflowAnswersAsThePlainOne() {
    assertThat(bench.runs.start(ID, program(newsroom), "rain").outcome())
        .isEqualTo(new Outcome.Done<>(ANSWER));
    try (Newsroom plain = new Newsroom()) {
      assertThat(Newsroom.run(plain.plain(), "rain")).isEqualTo(ANSWER);
      assertThat(newsroom.model.asked()).containsExactlyInAnyOrderElementsOf(plain.model.asked());
    }
  }

  @Test
  void whatRunsAtOnceHasPathsThatDoNotDependOnIt() {
    var _ = bench.runs.start(ID, program(newsroom), "rain").outcome();
    assertThat(bench.paths(ID)).containsExactlyInAnyOrder("model", "task/model", "task[1]/model", "model[1]",
        "task[2]/model", "task[3]/model", "model[2]", "task[4]/model", "task[5]/model", "model[3]",
        "model[4]", "print",
        "model[5]");
  }

  @Test
  void aReplayIsIdenticalAndLivesNothing() {
    var _ = bench.runs.start(ID, program(newsroom), "rain").outcome();
    try (Newsroom elsewhere = new Newsroom()) {
      elsewhere.model.close();
      Replay<String> replay = bench.replay(ID, program(elsewhere));
      assertThat(replay.divergence()).isEmpty();
      assertThat(replay.outcome()).isEqualTo(new Outcome.Done<>(ANSWER));
      assertThat(replay.steps()).isEqualTo(13);
      assertThat(elsewhere.press.printed).isEmpty();
    }
  }

  @Test
  void aWorkflowKilledAtAnyWriteIsResumedAndPrintsOnce() {
    int writes;
    try (Bench whole = new Bench(); Newsroom other = new Newsroom()) {
      writes = whole.writes(program(other), "rain");
    }
    for (int write = 1; write <= writes; write++) {
      for (boolean durable : List.of(true, false)) {
        killed(write, durable);
      }
    }
  }

  private static void killed(int write, boolean durable) {
    try (Bench bench = new Bench(); Newsroom newsroom = new Newsroom()) {
      var first = bench.killedAt(write, durable, program(newsroom), "rain");
      Outcome<String> outcome = bench.runs.start(ID, program(newsroom), "rain").outcome();
      if (outcome instanceof Outcome.InDoubt<String>(var doubts)) {
        assertThat(doubts).singleElement()
            .satisfies(doubt -> assertThat(doubt.operation()).isEqualTo("print"));
        bench.runs.settle(ID, doubts.getFirst().path(),
            newsroom.press.printed.isEmpty() ? new Settlement.NotHappened()
                : new Settlement.Happened(Codec.TEXT.encode("printed as number 1")));
        outcome = bench.runs.start(ID, program(newsroom), "rain").outcome();
      }
      assertThat(outcome).as("killed at write %d, %s; the first process had %s", write, durable, first)
          .isEqualTo(new Outcome.Done<>(ANSWER));
      assertThat(newsroom.press.printed).containsExactly("a story");
      assertThat(bench.replay(ID, program(newsroom)).divergence()).isEmpty();
    }
  }
}
