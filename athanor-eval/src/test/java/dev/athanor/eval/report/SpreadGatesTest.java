package dev.athanor.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.report.GateResult.State;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Score;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Gates on how far a system is apart in several formattings of its prompt. */
class SpreadGatesTest {
  private static final Metric PASSED = Metric.passFail("passed", "1");
  private static final Metric LOOPS = Metric.cost("loops", "1");
  private static final Trial.Cost COST =
      new Trial.Cost(1, 1, Optional.empty(), Optional.empty(), Optional.empty(),
          BigDecimal.ZERO, Duration.ZERO, 0);
  private static final List<Arm> FORMATS = Stream.of("sorter", "sorter-upper", "sorter-bars")
      .map(name -> new Arm(name, "toy", Optional.of(new Arm.Written("sorter", name)))).toList();

  private static Experiment experiment(int cases, List<Arm> arms) {
    return new Experiment("formats",
        new Dataset("cases",
            IntStream.range(0, cases).mapToObj(i -> new Case("c" + i, Codec.TEXT.encode("q" + i),
                Optional.empty(), List.of(), Json.object(), new TreeSet<>(), Optional.empty(),
                Split.VALIDATION)).toList()),
        arms, 1, List.of(), "");
  }

  private static List<GateResult> gates(Experiment experiment, BiFunction<String, Integer, Integer> score,
      String... gates) {
    List<Trial> trials = new ArrayList<>();
    for (Arm arm : experiment.arms()) {
      for (int i = 0; i < experiment.dataset().cases().size(); i++) {
        double value = score.apply(arm.name(), i);
        trials.add(new Trial(new Trial.Key(arm.name(), "c" + i, 0, "trial"), Trial.Fate.FINISHED,
            Optional.of(Output.text("a")), Optional.empty(), COST,
            Map.of(PASSED.name(), Score.of(value), LOOPS.name(), Score.of(3 * value))));
      }
    }
    return Reporting.of(experiment, new Results(List.of(PASSED, LOOPS), trials),
        new ReportSettings(Optional.empty(), Optional.empty(), List.of(gates))).gates();
  }

  /** One formatting of three fails on every so manieth case. */
  private static BiFunction<String, Integer, Integer> failingEvery(int count) {
    return (arm, i) -> arm.equals("sorter-upper") && i % count == 0 ? 0 : 1;
  }

  @Test
  void theSpreadAndTheEndsOfItsIntervalPassFailOrAreUndecidedByTheInterval() {
    List<GateResult> gates = gates(experiment(60, FORMATS), failingEvery(5), "spread <= 0.2", "spread < 0.2",
        "spread.upper95 <= 0.15", "spread.upper95 <= 0.05", "spread.upper95 <= 0.5",
        "spread.upper80 <= 0.25");

    assertThat(gates).extracting(GateResult::state).containsExactly(State.PASSED, State.FAILED,
        State.UNDECIDED,
        State.FAILED, State.PASSED, State.UNDECIDED);
    assertThat(gates).extracting(GateResult::arm).containsOnly("sorter");
    assertThat(gates.get(2).explanation()).startsWith("it is 0.2000 [0.1")
        .endsWith("which has the bound in it; more cases would decide");
  }

  @Test
  void anotherMetricThanThePrimaryOneCanBeNamed() {
    assertThat(
        gates(experiment(60, FORMATS), failingEvery(5), "spread.loops <= 0.5", "spread.loops.upper95 <= 2"))
        .extracting(GateResult::state).containsExactly(State.FAILED, State.PASSED);
  }

  @Test
  void whereAllFormatsAnswerTheSameTheNumberOfCasesDecides() {
    assertThat(gates(experiment(40, FORMATS), (_, i) -> i % 2, "spread.upper95 <= 0.15")).singleElement()
        .satisfies(gate -> {
          assertThat(gate.state()).isEqualTo(State.PASSED);
          assertThat(gate.explanation()).isEqualTo("it is 0.000 [0.000, 0.08810]");
        });
    assertThat(gates(experiment(10, FORMATS), (_, i) -> i % 2, "spread.upper95 <= 0.15",
        "spread.loops.upper95 <= 1"))
        .extracting(GateResult::state).containsExactly(State.UNDECIDED, State.UNDECIDED);
  }

  @Test
  void aSpreadIsOfSystemsWithFormatsAndOfNothingElse() {
    List<Arm> plain = List.of(new Arm("old", "toy"), new Arm("new", "toy"));
    assertThatThrownBy(() -> check(plain, "spread <= 0.1"))
        .hasMessage(
            "the gate \"spread <= 0.1\" asks how far a system is apart in several formattings of its prompt,"
                + " and no system has any; write the system as {system: NAME, formats: 10}");
    List<Arm> mixed = Stream.concat(plain.stream(), FORMATS.stream()).toList();
    assertThatThrownBy(() -> check(mixed, "spread <= 0.1 for old"))
        .hasMessage(
            "the gate \"spread <= 0.1 for old\" is for \"old\", but the systems with formats are sorter");
    assertThatThrownBy(() -> check(mixed, "spread.p95 <= 0.1")).hasMessageContaining(
        "asks a spread for what it has not; of a spread there are its mean, lower95 and upper95");
    assertThat(gates(experiment(40, mixed), failingEvery(5), "spread >= 0.1", "spread >= 0.1 for sorter"))
        .hasSize(2).extracting(GateResult::arm).containsOnly("sorter");
  }

  private static void check(List<Arm> arms, String gate) {
    Reporting.check(experiment(3, arms), List.of(PASSED, LOOPS),
        new ReportSettings(Optional.empty(), Optional.empty(), List.of(gate)));
  }
}
