package dev.athanor.knowledge.sync;

import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;

/**
 * A source that could not be listed. All that is indexed of it stays as it is, but that a rule may let fewer read it.
 *
 * @param reason what is wrong and what to do
 */
public record FailedSource(SourceId source, String reason) {
  private static final String UNCHANGED = " Nothing was changed.";

  /** Why the problem kept it from being listed or read. */
  public static FailedSource of(SourceId source, AthanorException problem) {
    String reason = String.valueOf(problem.getMessage());
    // A source speaks for itself: of the others something may well be changed.
    return new FailedSource(source, reason.endsWith(UNCHANGED)
        ? reason.substring(0, reason.length() - UNCHANGED.length())
        : reason);
  }

  /** For people. */
  String told() {
    return "source \"" + source + "\" could not be listed, so that its documents stay as they are: " + reason;
  }
}
