package dev.athanor.journal;

/** How far a run is. */
public enum RunState {
  /** Created or being driven; if nobody drives it, it should be driven. */
  RUNNING,
  /** Waits for an answer or a time. */
  WAITING,
  /** A WRITE may or may not have happened; a person must say. */
  IN_DOUBT,
  /** Over, with an output. */
  DONE,
  /** Over, with a failure. */
  FAILED,
  /** Over, with a budget used up. */
  EXHAUSTED,
  /** Over here, and taken over by its successor. */
  CONTINUED;

  /** Whether nothing will be added. */
  public boolean over() {
    return this == DONE || this == FAILED || this == EXHAUSTED || this == CONTINUED;
  }

  /** The state that an end leads to. */
  public static RunState after(Entry.End end) {
    return switch (end) {
      case Entry.End.Done _ -> DONE;
      case Entry.End.Failed _ -> FAILED;
      case Entry.End.Exhausted _ -> EXHAUSTED;
      case Entry.End.Continued _ -> CONTINUED;
    };
  }
}
