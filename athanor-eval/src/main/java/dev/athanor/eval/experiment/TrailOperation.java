package dev.athanor.eval.experiment;

import dev.athanor.eval.scorer.Trail;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Reads what a called run has done out of its record. A READ: the request names the call and not the run, so that a fork takes over what its
 * parent has read.
 *
 * @param journal where runs are recorded
 * @param passages finds what was retrieved
 */
public record TrailOperation(Supplier<Journal> journal, Passages passages)
    implements Operation<Path, TrailOperation.Read> {
  /** The step that is written once a trial is over. */
  public static final String NAME = "trail";

  private static final Codec<Path> REQUEST = Codec.of(Path.class);
  private static final Codec<Read> RESPONSE = Codec.of(Read.class);

  /**
   * What was read.
   *
   * @param trail what was done
   * @param saved dollars of it that were not spent again
   * @param spared time of it that was not waited for again
   * @param redrawn how many of its SAMPLED steps were answered by a draw of an earlier trial
   */
  public record Read(Trail trail, BigDecimal saved, Duration spared, int redrawn) {}

  /** What a run has done that is over. */
  public static Trail of(Journal journal, Passages passages, RunId run) {
    TrailReading reading = new TrailReading(journal, passages);
    reading.read(run);
    return reading.read().trail();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Effect effect() {
    return Effect.READ;
  }

  @Override
  public Codec<Path> request() {
    return REQUEST;
  }

  @Override
  public Codec<Read> response() {
    return RESPONSE;
  }

  @Override
  public Read live(Path call, Attempt attempt) {
    TrailReading reading = new TrailReading(journal.get(), passages);
    reading.called(attempt.run(), call);
    return reading.read();
  }
}
