package dev.athanor.eval.calibration;

import dev.athanor.error.AthanorException;
import dev.athanor.statistics.Agreement;
import dev.athanor.statistics.Comparing;
import dev.athanor.statistics.Comparison;
import dev.athanor.statistics.Estimate;
import dev.athanor.statistics.Means;
import dev.athanor.statistics.Observations;
import dev.athanor.statistics.Ratings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A judge beside people on the same cases. The case is the unit, whether it was judged in one order or in both. */
public final class Calibration {
  private static final double LEVEL = 0.95;
  private static final int DRAWS = 2_000;

  private final Judge judge;
  private final Task task;
  private final List<Judged> cases;

  Calibration(Judge judge, Task task, List<Judged> cases) {
    this.judge = judge;
    this.task = task;
    this.cases = List.copyOf(cases);
    if (cases.stream().allMatch(each -> each.read().isEmpty())) {
      throw AthanorException.user("verdicts-unread",
          "none of the judge's verdicts can be read; expected " + task.word(true) + " or " + task.word(false)
              + ", and the first is: " + cases.getFirst().verdicts().getFirst().words());
    }
  }

  /** Who judged. */
  public Judge judge() {
    return judge;
  }

  /** What was asked. */
  public Task task() {
    return task;
  }

  /** How many cases there are. */
  public int size() {
    return cases.size();
  }

  /** How many verdicts there are, those included that can't be read. */
  public int verdicts() {
    return cases.stream().mapToInt(each -> each.verdicts().size()).sum();
  }

  /** Verdicts that can't be read, by their words, as often as they are. */
  public Map<String, Long> unread() {
    return cases.stream().flatMap(each -> each.verdicts().stream()).filter(each -> each.answer().isEmpty())
        .collect(Collectors.groupingBy(Judged.Verdict::words, LinkedHashMap::new, Collectors.counting()));
  }

  /** What can be read. */
  public Ratings ratings() {
    return new Ratings(
        cases.stream().filter(each -> !each.read().isEmpty()).map(Judged::rated).toList());
  }

  /** The part of all verdicts that are as people's; one that can't be read is not. */
  public Estimate accuracy() {
    return rate(_ -> true, each -> right(each, each.verdicts())).orElseThrow();
  }

  /** The part of the readable verdicts that are as people's. */
  public Estimate agreement() {
    return readable(_ -> true).orElseThrow();
  }

  /** Of the cases that people call positive, the part that the judge does too; none if there are none. */
  public Optional<Estimate> sensitivity() {
    return readable(Judged::label);
  }

  /** Of the cases that people call negative, the part that the judge does too; none if there are none. */
  public Optional<Estimate> specificity() {
    return readable(each -> !each.label());
  }

  /** Cohen's kappa; none where all is of one kind. */
  public Optional<Estimate> kappa(RandomGenerator random) {
    return ratings().estimate(each -> each.kappa(Agreement.Weighting.NOMINAL), LEVEL, DRAWS, random);
  }

  /** Krippendorff's alpha; none where all is of one kind. */
  public Optional<Estimate> alpha(RandomGenerator random) {
    return ratings().estimate(Agreement::alpha, LEVEL, DRAWS, random);
  }

  /** Of the pairs that were shown in both orders, the part on which the verdict is the same; one that can't be read is not. */
  public Optional<Estimate> swapAgreement() {
    return rate(each -> each.verdicts().size() == 2, each -> List.of(share(
        each.isRead() && each.verdicts().getFirst().answer().equals(each.verdicts().getLast().answer()))));
  }

  /** How much more often than people the judge takes what is shown first; none where no pair can be read in all its orders. */
  public Optional<Bias> position(RandomGenerator random) {
    return bias(each -> task == Task.PAIRWISE && each.isRead(),
        (_, verdict, answer) -> answer != verdict.swapped(), random);
  }

  /** How much more often than people the judge takes the longer output; none where lengths are not known or all the same. */
  public Optional<Bias> length(RandomGenerator random) {
    return bias(
        each -> each.isRead() && each.lengths().filter(both -> both.first() != both.second()).isPresent(),
        (each, _, answer) -> answer == each.lengths().filter(both -> both.first() > both.second())
            .isPresent(),
        random);
  }

  /**
   * A liking.
   *
   * @param judge how often the judge takes it
   * @param people how often people do
   * @param comparison the judge less people, case by case
   */
  public record Bias(Estimate judge, Estimate people, Comparison comparison) {}

  /** Whether an answer takes what the bias is about. */
  private interface Liking {
    boolean takes(Judged judged, Judged.Verdict verdict, boolean answer);
  }

  private Optional<Bias> bias(Predicate<Judged> wanted, Liking liking, RandomGenerator random) {
    Optional<Observations> people = observed(wanted, each -> each.read().stream()
        .map(verdict -> share(liking.takes(each, verdict, each.label()))).toList());
    Optional<Observations> said = observed(wanted, each -> each.read().stream()
        .map(verdict -> share(liking.takes(each, verdict, verdict.answer().orElseThrow()))).toList());
    return people.flatMap(baseline -> said.map(candidate -> new Bias(Means.rate(candidate, LEVEL),
        Means.rate(baseline, LEVEL), Comparing.usual().compare(baseline, candidate, random))));
  }

  private Optional<Estimate> readable(Predicate<Judged> wanted) {
    return rate(wanted.and(each -> !each.read().isEmpty()), each -> right(each, each.read()));
  }

  private static List<Double> right(Judged judged, List<Judged.Verdict> verdicts) {
    return verdicts.stream().map(each -> share(each.answer().equals(Optional.of(judged.label())))).toList();
  }

  private Optional<Estimate> rate(Predicate<Judged> wanted, Function<Judged, List<Double>> values) {
    return observed(wanted, values).map(each -> Means.rate(each, LEVEL));
  }

  private Optional<Observations> observed(Predicate<Judged> wanted, Function<Judged, List<Double>> values) {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    cases.stream().filter(wanted).forEach(each -> all.put(each.id(), values.apply(each)));
    return all.isEmpty() ? Optional.empty() : Optional.of(Observations.ofCases(all));
  }

  private static double share(boolean holds) {
    return holds ? 1 : 0;
  }
}
