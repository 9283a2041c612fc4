package dev.athanor.journal;

/**
 * A record of some run that may answer the same question in another.
 *
 * @param run where it was lived
 */
public record Memo(RunId run, Entry.Completed completed) {}
