package dev.athanor.trail;

import static dev.athanor.trail.Trails.program;
import static dev.athanor.trail.Trails.shout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.Deadline;
import dev.athanor.run.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunTreeTest {
  private final Trails trails = new Trails();

  @AfterEach
  void close() {
    trails.close();
  }

  private static List<String> lines(RunTree.Node node, String indent) {
    List<String> lines = new ArrayList<>(List.of(indent + node.path().leaf() + (node.lost() ? " lost" : "")
        + (node
            .step().isPresent() ? " step" : "")
        + (node.waiting().isPresent() ? " wait" : "") + (node.attempts().isEmpty()
            ? ""
            : " after " + node.attempts().size())
        + (node.answered().isPresent() ? " answered" : "")));
    node.children().forEach(child -> lines.addAll(lines(child, indent + "  ")));
    return lines;
  }

  @Test
  void stepsStandUnderTheirScopesInTheOrderOfFirstMention() {
    var recording = trails.record("r", program((run, _) -> {
      shout(run, "first", "a");
      run.scope("inner", scope -> shout(scope, "x", "b") + shout(scope, "x", "c"));
      run.each("items", List.of("k/1"), key -> key, (item, key) -> shout(item, "y", key));
      run.step("flaky", shout("flaky", Effect.KEYED, 2), "d");
      return run.await("asks", Signal.of("asks", "?", Codec.TEXT), Deadline.NONE);
    }), "in");
    assertThat(lines(RunTree.of(recording), "")).containsExactly("", "  first step", "  inner", "    x step",
        "    x[1] step", "  items", "    {k%2f1}", "      y step", "  flaky step after 2", "  asks wait");
  }

  @Test
  void branchesThatLostTheirRaceAreMarkedWithAllInside() {
    CountDownLatch lost = new CountDownLatch(1);
    var recording = trails.record("r", program((run, _) -> run.race("race", List.of(branch -> {
      try {
        return shout(branch, "early", "a") + branch.scope("in", scope -> shout(scope, "b", "b"))
            + branch.await("w",
                Signal.of("w", "?", Codec.TEXT), Deadline.NONE);
      } finally {
        lost.countDown();
      }
    }, branch -> {
      try {
        lost.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return shout(branch, "late", "c");
    }))), "in");
    assertThat(lines(RunTree.of(recording), "")).containsExactly("", "  race", "    {0} lost",
        "      early lost step",
        "      in lost", "        b lost step", "      w lost wait", "    {1}", "      late step");
  }

  @Test
  void theRootHoldsHowTheRunEnded() {
    RunTree.Node root = RunTree.of(trails.record("r", program((_, input) -> input), "in"));
    assertThat(root.children()).isEmpty();
    assertThat(root.entries()).hasSize(1);
  }

  @Test
  void aTreeOfTenThousandStepsIsMadeAtOnce() {
    RunTree.Node root = RunTree.of(trails.record("r", program((run, _) -> {
      for (int i = 0; i < 10_000; i++) {
        shout(run, "s", "x");
      }
      return "";
    }), "in"));
    assertThat(root.children()).hasSize(10_000);
  }
}
