package dev.athanor.journal;

/** Where the answer of a step came from. Only what was lived costs. */
public enum Origin {
  /** The operation was carried out. */
  LIVED,
  /** This run's, or its parent's, own record. */
  RECORDED,
  /** Another run's record of the same request. */
  MEMO,
  /** A person or a fork gave the result. */
  SUPPLIED,
  /** A budget, a cancellation or a dry run refused to live it, or its request can't be used. */
  REFUSED
}
