package dev.athanor.knowledge.sync;

/** The points between which a sync changes something. A test may cut it off at any of them. */
@FunctionalInterface
interface Checkpoint {

  /** Nobody stops here. */
  Checkpoint NONE = step -> {
  };

  enum Step {
    LISTED, PREPARED, EMBEDDED, KEPT, RECORDED, INDEXED, REMOVED, COMMITTED, SETTLED
  }

  void passed(Step step);
}
