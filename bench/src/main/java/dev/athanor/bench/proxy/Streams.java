package dev.athanor.bench.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks one server for streams, many at once, and keeps how long each took.
 *
 * @param http the client
 * @param base such as {@code http://127.0.0.1:8089/v1}
 * @param first nanoseconds until the first piece
 * @param whole nanoseconds until the end
 */
record Streams(HttpClient http, String base, List<Long> first, List<Long> whole) {
  private static final AtomicLong QUESTIONS = new AtomicLong();

  static Streams from(HttpClient http, String base) {
    return new Streams(http, base, new ArrayList<>(), new ArrayList<>());
  }

  /** Lets so many begin at once and waits for all. */
  void burst(int streams, boolean counted) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<long[]>> all = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        all.add(threads.submit(() -> {
          start.await();
          return one();
        }));
      }
      start.countDown();
      for (Future<long[]> each : all) {
        long[] times = each.get();
        if (counted) {
          first.add(times[0]);
          whole.add(times[1]);
        }
      }
    }
  }

  private long[] one() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/chat/completions")).header(
        "authorization",
        "Bearer sk-bench-0123456789").POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Question "
                    + QUESTIONS.incrementAndGet() + "\"}]}"))
        .build();
    long began = System.nanoTime();
    HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      int letter = in.read();
      long seen = System.nanoTime();
      byte[] rest = in.readAllBytes();
      String end = new String(rest, Math.max(0, rest.length - 14), Math.min(14, rest.length),
          java.nio.charset.StandardCharsets.UTF_8);
      if (letter != 'd' || response.statusCode() != 200 || !end.equals("data: [DONE]\n\n")) {
        throw new IOException(
            "not a whole stream: status " + response.statusCode() + ", end \"" + end + "\"");
      }
      return new long[]{seen - began, System.nanoTime() - began};
    }
  }

  /** Milliseconds below which this share of the times lies. */
  static double millis(List<Long> times, double share) {
    long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
  }
}
