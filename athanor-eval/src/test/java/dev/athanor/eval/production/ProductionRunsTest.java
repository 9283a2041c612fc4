package dev.athanor.eval.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.eval.dataset.Case;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunRecord;
import dev.athanor.json.Codec;
import dev.athanor.run.Fork;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProductionRunsTest {
  private final Counter counter = new Counter();

  @AfterEach
  void close() {
    counter.close();
  }

  private static List<String> names(ProductionRuns runs) {
    return runs.runs().stream().map(RunRecord::id).map(RunId::value).toList();
  }

  private ProductionRuns newest(int last) {
    return ProductionRuns.newest(counter.journal, Counter.wanted(last));
  }

  @Test
  void onlyWhatSomebodyHasAskedInEarnestCounts() {
    counter.ask("earnest", "a");
    counter.ask("dry", "b", Counter.pinned(Counter.POLITE).dry());
    counter.ask("trial", "c", Counter.pinned(Counter.POLITE).memo("draw"));
    counter.ask("elsewhere", "d",
        Counter.pinned(Counter.POLITE).pin("system", Codec.TEXT.encode("other")));
    counter.runs.fork(new RunId("earnest"), Fork.at(Path.ROOT), new RunId("fork")).outcome();
    assertThat(names(newest(10))).containsExactly("earnest");
  }

  @Test
  void theTrialsOfALabAreNoRunsOfTheNextOne() {
    counter.ask("p0", "a");
    counter.replayed("lab", counter.cases(), Counter.CURT);
    assertThat(names(newest(10))).containsExactly("p0");
  }

  @Test
  void theNewestAreTakenAndStandInTheirOrder() {
    IntStream.range(0, 6).forEach(i -> counter.ask("p" + i, "q" + i));
    assertThat(names(newest(3))).containsExactly("p3", "p4", "p5");
    ProductionRuns.Wanted since = new ProductionRuns.Wanted(Set.of("counter"), _ -> true, 10,
        Optional.of(counter.journal.find(new RunId("p4")).orElseThrow().header().created()));
    assertThat(names(ProductionRuns.newest(counter.journal, since))).containsExactly("p4", "p5");
  }

  @Test
  void oneThatStillWaitsIsLeftOutAndCounted() {
    counter.ask("p0", "a");
    counter.ask("p1", "wait for me");
    ProductionRuns runs = newest(10);
    assertThat(names(runs)).containsExactly("p0");
    assertThat(runs.unfinished()).isEqualTo(1);
  }

  @Test
  void oneThatIsNamedAndCannotBeReplayedIsAnErrorThatSaysWhatToDo() {
    counter.ask("waiting", "wait for me");
    counter.ask("dry", "b", Counter.pinned(Counter.POLITE).dry());
    counter.ask("elsewhere", "d", Counter.pinned(Counter.POLITE).pin("system", Codec.TEXT.encode("other")));
    assertProblem("waiting",
        "run waiting can't be replayed here: it is not over (waiting); go on with it: athanor"
            + " resume waiting");
    assertProblem("dry",
        "it is a fork, a dry run or a part of another run; name runs that somebody has asked for");
    assertProblem("elsewhere",
        "it was not answered by this system; see what it is pinned to: athanor show --json"
            + " elsewhere");
    assertProblem("nobody", "run nobody can't be replayed here: it is unknown; list them with: athanor runs");
  }

  private void assertProblem(String run, String message) {
    assertThatThrownBy(
        () -> ProductionRuns.named(counter.journal, Counter.wanted(1), List.of(new RunId(run))))
        .hasMessageContaining(message);
  }

  @Test
  void runsThatAskTheSameAreOneObservation() {
    counter.ask("p0", "the same");
    counter.ask("p1", "the same");
    counter.ask("p2", "something else");
    RunCases cases = counter.cases();
    assertThat(cases.dataset().cases().stream().map(Case::unit).distinct()).hasSize(2);
    assertThat(cases.pins()).hasSize(1);
    assertThat(Counter.report(cases, counter.replayed("lab", cases, Counter.CURT)).about().clusters())
        .isEqualTo(2);
  }
}
