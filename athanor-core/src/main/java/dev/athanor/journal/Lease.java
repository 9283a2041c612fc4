package dev.athanor.journal;

/**
 * The right to drive a run. It ends when it is not renewed; whoever takes the run over gets the next epoch, and from then on
 * every append under this one is {@link Fenced}.
 *
 * @param owner names the holder to people: host, process
 * @param epoch rises with each holder
 */
public record Lease(RunId run, String owner, long epoch) {}
