package dev.athanor.journal;

/**
 * What an append was answered.
 *
 * @param sequence the number of its last entry
 * @param cancelled whether somebody has asked the run to stop
 */
public record Appended(long sequence, boolean cancelled) {}
