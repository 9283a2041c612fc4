package dev.athanor.eval.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Score;
import dev.athanor.journal.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One system put to one case once, and what came of it.
 *
 * @param key which one
 * @param fate how it ended
 * @param output what the system has answered, if it finished
 * @param failure how it failed, if it did
 * @param cost what it took
 * @param scores by metric
 * @param parting where it parts from the run that it replays; none if it does the same, or replays nothing
 */
public record Trial(Key key, Fate fate, Optional<Output> output, Optional<Failure> failure, Cost cost,
    Map<String, Score> scores, Optional<Parting> parting) {
  /** One that replays nothing. */
  public Trial(Key key, Fate fate, Optional<Output> output, Optional<Failure> failure, Cost cost,
      Map<String, Score> scores) {
    this(key, fate, output, failure, cost, scores, Optional.empty());
  }

  /** Copies, in the same order. */
  public Trial {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /** The same with other scores. */
  public Trial scored(Map<String, Score> others) {
    return new Trial(key, fate, output, failure, cost, others, parting);
  }

  /** The same that parts there from what it replays. */
  Trial parting(Optional<Parting> where) {
    return new Trial(key, fate, output, failure, cost, scores, where);
  }

  /**
   * Which trial.
   *
   * @param arm by its name
   * @param sample the case's id
   * @param repeat from 0
   * @param run the path of the call in the experiment's run
   */
  public record Key(String arm, String sample, int repeat, String run) {}

  /** How a trial ended. */
  public enum Fate {
    /** With an answer. */
    @JsonProperty("finished")
    FINISHED,
    /** With a failure of the system: it counts as the worst answer. */
    @JsonProperty("failed")
    FAILED,
    /** With a failure of something outside, or a budget: nothing is known of the system, and nothing is scored. */
    @JsonProperty("lost")
    LOST
  }

  /**
   * What a trial took; what was answered from the past counts as it did where it was lived.
   *
   * @param steps how many there were
   * @param lived how many of them were lived for this trial
   * @param tokens of models, in and out; empty if not known
   * @param dollars in money; empty if not known
   * @param lasted the sum of its steps; empty if not known
   * @param saved what was not spent again, of {@code dollars}
   * @param spared what was not waited for again, of {@code lasted}
   * @param redrawn how many of its steps that are sampled were answered by a draw of an earlier trial
   */
  public record Cost(int steps, int lived, Optional<Long> tokens, Optional<BigDecimal> dollars,
      Optional<Duration> lasted, BigDecimal saved, Duration spared, int redrawn) {}
}
