package dev.athanor.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests: so many, and so many bytes in all, that a long load test does not fill the memory. Safe for use by many threads. */
final class Received {
  static final int MOST = 10_000;
  static final long MOST_BYTES = 128L << 20;

  /**
   * A request with its weight.
   *
   * @param bytes of its body
   */
  private record Kept(ReceivedRequest request, long bytes) {}

  private final Deque<Kept> latest = new ArrayDeque<>();
  private long bytes;

  synchronized void add(ReceivedRequest request, long size) {
    latest.addLast(new Kept(request, size));
    bytes += size;
    while (latest.size() > MOST || (bytes > MOST_BYTES && latest.size() > 1)) {
      bytes -= latest.removeFirst().bytes();
    }
  }

  synchronized List<ReceivedRequest> all() {
    return latest.stream().map(Kept::request).toList();
  }
}
