package dev.athanor.journal;

/**
 * An entry and its place in the run.
 *
 * @param sequence from 1, rising; gaps mean nothing
 */
public record Stamped(long sequence, Entry entry) {}
