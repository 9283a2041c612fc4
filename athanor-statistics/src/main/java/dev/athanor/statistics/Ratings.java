package dev.athanor.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What a judge says of cases that people have labelled yes or no. A case may be judged several times, as in both orders of a pair; it is the
 * unit all the same.
 *
 * @param cases at least one
 */
public record Ratings(List<Rated> cases) {
  private static final int FEW_CASES = 40;

  /**
   * A case.
   *
   * @param label what people say
   * @param verdicts what the judge says, at least once
   */
  public record Rated(boolean label, List<Boolean> verdicts) {
    /** Checks and copies. */
    public Rated {
      verdicts = List.copyOf(verdicts);
      if (verdicts.isEmpty()) {
        throw new IllegalArgumentException("a case has no verdict; count it as unread and leave it out");
      }
    }

    int yes() {
      return (int) verdicts.stream().filter(each -> each).count();
    }
  }

  /** Checks and copies. */
  public Ratings {
    cases = List.copyOf(cases);
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("there are no rated cases; expected at least one with a verdict");
    }
  }

  /** People are the rows, the judge the columns; yes comes first. */
  public Agreement agreement() {
    return counted(cases);
  }

  private static Agreement counted(List<Rated> cases) {
    int[][] counts = new int[2][2];
    for (Rated each : cases) {
      int row = each.label() ? 0 : 1;
      counts[row][0] += each.yes();
      counts[row][1] += each.verdicts().size() - each.yes();
    }
    return new Agreement(
        Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList());
  }

  /** A measure of agreement with a percentile bootstrap interval over cases; none where the measure is not defined. */
  public Optional<Estimate> estimate(Function<Agreement, OptionalDouble> measure, double level, int draws,
      RandomGenerator random) {
    OptionalDouble value = measure.apply(agreement());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    double[] drawn = IntStream.range(0, draws)
        .mapToObj(_ -> measure.apply(counted(redrawn(random)))).flatMapToDouble(OptionalDouble::stream)
        .sorted().toArray();
    boolean varies = drawn.length >= draws * 0.9 && drawn[0] < drawn[drawn.length - 1];
    List<String> warnings = cases.size() < FEW_CASES
        ? List.of("fewer than " + FEW_CASES + " cases: " + cases.size()) : List.of();
    return Optional.of(new Estimate(value.getAsDouble(),
        varies ? Optional.of(Bootstrap.percentiles(drawn, level)) : Optional.empty(), level,
        varies ? "bootstrap over cases" : "none",
        new Estimate.Size(cases.size(), cases.size(), agreement().cases()), warnings));
  }

  private List<Rated> redrawn(RandomGenerator random) {
    return IntStream.range(0, cases.size())
        .mapToObj(_ -> cases.get(random.nextInt(cases.size()))).toList();
  }
}
