package dev.athanor.bench.durable;

/** A peer can't be had on this machine; the message says what is missing. */
final class PeerMissing extends RuntimeException {
  private static final long serialVersionUID = 1;

  PeerMissing(String message) {
    super(message);
  }
}
