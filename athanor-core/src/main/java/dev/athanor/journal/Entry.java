package dev.athanor.journal;

import dev.athanor.json.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One fact about a run. Within a run an entry is unique by path, kind and attempt; the journal refuses a second one, so
 * that two drivers can't both have done a step.
 */
public sealed interface Entry {
  /** Where in the run. */
  Path path();

  /** Which try at that path, from 1; 0 where tries make no sense. */
  default int attempt() {
    return 0;
  }

  /** What kind of fact it is: a stable, lower-case name. */
  default String kind() {
    return switch (this) {
      case Started _ -> "started";
      case Attempted _ -> "attempted";
      case Completed _ -> "completed";
      case Waiting _ -> "waiting";
      case Answered _ -> "answered";
      case Marked _ -> "marked";
      case Won _ -> "won";
      case Drifted _ -> "drifted";
      case Cancelled _ -> "cancelled";
      case Ended _ -> "ended";
    };
  }

  /** What makes it one of its kind in its run. */
  default Key key() {
    return new Key(kind(), path(), attempt());
  }

  /**
   * What an entry is unique by in its run.
   *
   * @param kind see {@link Entry#kind}
   */
  record Key(String kind, Path path, int attempt) {
    /** Of the cancellation of a run. */
    public static final Key CANCELLED = new Key("cancelled", Path.ROOT, 0);

    @Override
    public String toString() {
      return kind + " at " + (path.equals(Path.ROOT) ? "its root" : path) + (attempt == 0 ? "" : ", attempt "
          + attempt);
    }

    /** Of a wait. */
    public static Key waiting(Path path) {
      return new Key("waiting", path, 0);
    }
  }

  /**
   * An effect is about to be lived: written ahead of KEYED and WRITE.
   *
   * @param after the last sequence number that was committed when the step began
   */
  record Started(Path path, int attempt, Step step, long after, Instant at) implements Entry {}

  /** A try failed and another one follows, or a person said that a doubtful one did not happen. */
  record Attempted(Path path, int attempt, Failure failure, Instant at, Duration lasted, Spend spend)
      implements Entry {
    /** Whether it was lived: what did not happen costs no step. */
    public boolean lived() {
      return !failure.code().equals(Failure.NOT_HAPPENED);
    }
  }

  /**
   * The answer of a step.
   *
   * @param attempt the number of the try that it came from; 0 if nothing was tried
   * @param after the last sequence number that was committed when the step began
   * @param chunks what was streamed: an array of {@code [microseconds since the call began, chunk]}
   */
  record Completed(Path path, int attempt, Step step, Result result, Origin origin, long after,
      Instant at, Duration lasted, Spend spend, Optional<Content> chunks) implements Entry {
    /** Whether it was lived in this run: also if a person had to say how it ended, because it had been begun. */
    public boolean lived() {
      return origin == Origin.LIVED || (origin == Origin.SUPPLIED && attempt > 0);
    }
  }

  /** The run waits here for an answer from outside, or for a time. */
  record Waiting(Path path, Step step, Instant at, Optional<Instant> due) implements Entry {}

  /** A wait was answered, or its time came ({@link Failure#DEADLINE}). */
  record Answered(Path path, Result result, Instant at) implements Entry {}

  /** The code behind a change was, or was not, in place when the run first came here. */
  record Marked(Path path, boolean present) implements Entry {}

  /** A branch of a race was first. */
  record Won(Path path, int branch) implements Entry {}

  /** On resuming, the request differed from the recorded one, whose answer was used. */
  record Drifted(Path path, int attempt, Hash recorded, Hash actual) implements Entry {}

  /** A person or a program asked the run to stop. */
  record Cancelled(Path path, Instant at) implements Entry {}

  /** The run is over. */
  record Ended(Path path, End end, Instant at) implements Entry {}

  /** How a run ends. */
  sealed interface End {
    /** How many steps the run consists of. */
    int steps();

    /** Of those steps and the output. */
    Hash digest();

    /**
     * With an output.
     *
     * @param steps how many steps the run consists of
     * @param digest of those steps and the output
     */
    record Done(Content output, int steps, Hash digest) implements End {}

    /** With a failure of a step or of the program. */
    record Failed(Failure failure, int steps, Hash digest) implements End {}

    /** With a budget that allowed no more. */
    record Exhausted(Failure failure, int steps, Hash digest) implements End {}

    /** In another run, which takes over with this input. */
    record Continued(RunId successor, Content input, int steps, Hash digest) implements End {}
  }
}
