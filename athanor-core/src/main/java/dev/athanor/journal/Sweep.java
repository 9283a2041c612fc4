package dev.athanor.journal;

/**
 * What a sweep removed.
 *
 * @param parts content that nothing referred to
 * @param bytes how much room it took
 */
public record Sweep(long parts, long bytes) {}
