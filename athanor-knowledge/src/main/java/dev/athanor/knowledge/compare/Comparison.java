package dev.athanor.knowledge.compare;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How two sides compare on questions.
 *
 * @param a the one that b is compared with
 * @param b the other one
 * @param differences by each measure, over the questions of which something is expected; empty if there are none
 * @param agreement how far both find the same, over all questions
 * @param verdict what the questions show, if of some anything is expected
 * @param results question by question, in their order
 * @param unknown what is expected and can't be found by anybody who asks, with the ids of the questions: it is left out
 */
public record Comparison(SideReport a, SideReport b, List<Difference> differences, Agreement agreement,
    Optional<Verdict> verdict, List<Result> results, Map<String, Set<String>> unknown) {
  /** Copies. */
  public Comparison {
    differences = List.copyOf(differences);
    results = List.copyOf(results);
    unknown = Collections.unmodifiableMap(new LinkedHashMap<>(unknown));
  }

  /**
   * One side.
   *
   * @param documents how many documents whoever asks can find
   * @param chunks how many chunks
   * @param lacking how many of the expected documents only the other side has: they count as not found
   * @param usual the median of the times
   * @param slow the 95th percentile of the times
   * @param characters how long the text is that the hits of a question have, on average
   */
  public record SideReport(Side side, int documents, int chunks, int lacking, Duration usual, Duration slow,
      double characters) {
  }

  /**
   * How far both find the same documents.
   *
   * @param overlap the share of the documents of the side that has more that both have, on average
   * @param rank how alike the order is, on average: {@link Ranking#overlap}
   * @param same questions for which both find the same documents in the same order
   * @param apart questions for which they have no document in common
   */
  public record Agreement(double overlap, double rank, int same, int apart) {}

  /**
   * One question.
   *
   * @param question with what is expected of it and can be found
   * @param ofA the measures; empty if nothing is expected
   * @param ofB the measures of the other side
   * @param overlap the share of the documents that both have
   */
  public record Result(Question question, Found a, Found b, Map<Measure, Double> ofA,
      Map<Measure, Double> ofB,
      double overlap) {
    /** Whether something is expected of it that can be found. */
    public boolean judged() {
      return question.judged();
    }

    /** By how much b does better by a measure. */
    public double difference(Measure measure) {
      return ofB.getOrDefault(measure, 0.0) - ofA.getOrDefault(measure, 0.0);
    }
  }

  /** How many questions have an expectation that can be met. */
  public int judged() {
    return (int) results.stream().filter(Result::judged).count();
  }
}
