package dev.athanor.eval.experiment;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.journal.Failure;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.CallOptions;
import java.util.Objects;
import java.util.Optional;

/**
 * The run that a case was taken from: what people really asked, and what they were answered. It is in the case's metadata under
 * {@value #MEMBER}.
 *
 * @param run its name
 * @param pins by which the part of an arm's manifest is found that stands for what the run was pinned to
 * @param abstained whether it said that it can't answer
 * @param failure how it ended, if it failed
 */
public record Observed(RunId run, String pins, boolean abstained, Optional<Failure> failure) {
  /** As JSON. */
  public static final Codec<Observed> CODEC = Codec.of(Observed.class);
  /** The member of a case's metadata. */
  public static final String MEMBER = "observed";
  /** The kind of the arm that shows what was answered then. */
  public static final String KIND = "observed";

  /** Checks. */
  public Observed {
    Objects.requireNonNull(run);
    Objects.requireNonNull(pins);
  }

  /**
   * Of a case.
   *
   * @throws AthanorException {@code case-unobserved} if it was taken from no run
   */
  public static Observed of(Case given) {
    if (!given.metadata().path(MEMBER).isObject()) {
      throw AthanorException.user("case-unobserved", "case " + given.id()
          + " was taken from no run, so there is nothing to replay; its metadata has no member \"" + MEMBER
          + "\"");
    }
    return CODEC.decode(given.metadata().get(MEMBER));
  }

  /**
   * How it is replayed under an arm: its record answers where it may, and the arm says what it is pinned to. The first repeat is the replay; what is
   * sampled is drawn again in the others, since the record has one draw only.
   */
  CallOptions under(Arm arm, int repeat) {
    CallOptions replayed = CallOptions.pinnedTo(arm.pins() + "." + pins).like(run);
    return repeat == 0 ? replayed : replayed.redrawing();
  }
}
