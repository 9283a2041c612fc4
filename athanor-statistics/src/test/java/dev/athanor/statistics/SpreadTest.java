package dev.athanor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final int SYSTEMS = 10;

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static Observations passes(int cases, double chance, RandomGenerator random) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    IntStream.range(0, cases)
        .forEach(i -> values.put("c" + i, List.of(random.nextDouble() < chance ? 1.0 : 0.0)));
    return Observations.ofCases(values);
  }

  private static Spread spread(List<Observations> systems, int draws) {
    return Spread.of(systems, 0.95, draws, random(3)).orElseThrow();
  }

  @Test
  void whatIsTheSameInAllIsNotApart() {
    Observations same = passes(50, 0.5, random(1));
    Spread spread = spread(List.of(same, same, same), 199);
    assertThat(spread.value()).isZero();
    assertThat(spread.expected()).isZero();
    assertThat(spread.probability()).isEqualTo(1);
    assertThat(spread.interval().orElseThrow()).isEqualTo(new Interval(0, 0));
  }

  @Test
  void noiseAloneIsApartAsFarAsItIsExpectedAndSeldomTakenForMore() {
    int found = 0;
    double observed = 0;
    double expected = 0;
    int repetitions = 300;
    for (int i = 0; i < repetitions; i++) {
      RandomGenerator random = random(i);
      List<Observations> systems = new ArrayList<>();
      IntStream.range(0, SYSTEMS).forEach(_ -> systems.add(passes(60, 0.7, random)));
      Spread spread = Spread.of(systems, 0.95, 199, random).orElseThrow();
      found += spread.probability() <= 0.05 ? 1 : 0;
      observed += spread.value() / repetitions;
      expected += spread.expected() / repetitions;
    }
    assertThat(expected).isCloseTo(observed, within(0.01)).isGreaterThan(0.12);
    assertThat(found / (double) repetitions).isBetween(0.02, 0.08);
  }

  @Test
  void oneThatIsWorseIsFound() {
    RandomGenerator random = random(5);
    List<Observations> systems = new ArrayList<>();
    IntStream.range(0, SYSTEMS - 1).forEach(_ -> systems.add(passes(80, 0.9, random)));
    systems.add(passes(80, 0.5, random));
    Spread spread = spread(systems, 999);
    assertThat(spread.probability()).isEqualTo(0.001);
    assertThat(spread.value()).isGreaterThan(2 * spread.expected());
    assertThat(spread.interval().orElseThrow().contains(0.4)).isTrue();
  }

  @Test
  void ofTwoSystemsItAgreesWithTheTestOfTheirDifference() {
    Observations one = passes(60, 0.6, random(1));
    Observations other = passes(60, 0.8, random(2));
    Spread spread = spread(List.of(one, other), 20_000);
    double[] differences =
        IntStream.range(0, 60).mapToDouble(i -> one.means()[i] - other.means()[i]).toArray();
    assertThat(spread.probability()).isCloseTo(SignFlip.probability(differences, 20_000, random(9)),
        within(0.01));
  }

  @Test
  void casesOfOneClusterCountAsOneAndCasesThatAreNotInAllAreLeftOut() {
    Observations.Trials a = new Observations.Trials("a", List.of(1.0));
    Observations.Trials b = new Observations.Trials("b", List.of(0.0));
    Observations.Trials c = new Observations.Trials("c", List.of(1.0, 0.0));
    Observations whole = new Observations(
        List.of(new Observations.Cluster("k", List.of(a, b)), new Observations.Cluster("l", List.of(c))));
    Observations less = new Observations(List.of(new Observations.Cluster("k", List.of(b)),
        new Observations.Cluster("l", List.of(new Observations.Trials("c", List.of(0.0))))));
    Spread spread = spread(List.of(whole, less), 99);
    assertThat(spread.units()).isEqualTo(2);
    assertThat(spread.value()).isCloseTo(0.25, within(1e-12));
    Observations other = Observations.ofCases(Map.of("z", List.of(1.0)));
    assertThat(Spread.of(List.of(whole, other), 0.95, 99, random(1))).isEmpty();
    assertThat(spread(List.of(other, other), 99).interval()).isEmpty();
  }
}
