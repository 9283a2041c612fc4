package dev.athanor.bench.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many streams at once, one after the other on each of as many threads. */
final class Streams {
  private Streams() {}

  /**
   * What one stream took.
   *
   * @param first milliseconds until the first token
   * @param whole milliseconds until the end
   */
  record Took(double first, double whole) {}

  static List<Took> timed(Asking asking, int atOnce, int each) throws Exception {
    List<Callable<List<Took>>> threads = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      threads.add(() -> {
        List<Took> took = new ArrayList<>();
        for (int k = 0; k < each; k++) {
          took.add(one(asking));
        }
        return took;
      });
    }
    List<Took> all = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Took>> thread : executor.invokeAll(threads)) {
        all.addAll(thread.get());
      }
    }
    return all;
  }

  private static Took one(Asking asking) throws Exception {
    long start = System.nanoTime();
    long[] first = new long[1];
    asking.ask(() -> first[0] = System.nanoTime());
    return new Took((first[0] - start) / 1e6, (System.nanoTime() - start) / 1e6);
  }

  /** How many bytes of the heap are in use for each stream while all of them have begun and none has ended. */
  static long bytesEach(Asking asking, int atOnce) throws Exception {
    long before = used();
    var begun = new CountDownLatch(atOnce);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> streams = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        streams.add(executor.submit(() -> {
          asking.ask(begun::countDown);
          return null;
        }));
      }
      begun.await();
      long during = used();
      for (Future<?> stream : streams) {
        stream.get();
      }
      return (during - before) / atOnce;
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
