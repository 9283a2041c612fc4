package dev.athanor.bench.proxy;

import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.WorkFolder;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Streams through the recording proxy beside streams that go straight to the provider, which is the simulator. Provider,
 * proxy and client are three processes; the proxy records in SQLite on the disk, with full sync.
 */
final class ProxyBench {
  /** 200 ms until the first token, then twelve tokens, one every 100 ms: 1.4 s. */
  private static final String SCRIPT = """
      delivery: {latency: 200ms, tokens_per_second: 10}
      rules:
        - then: one two three four five six seven eight nine ten eleven twelve
      """;

  private ProxyBench() {}

  /**
   * So many at once, so often.
   *
   * @param streams at once
   * @param rounds each once straight and once through the proxy
   */
  private record Level(int streams, int rounds) {}

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    try (WorkFolder folder = WorkFolder.create(); HttpClient http = HttpClient.newBuilder().version(
        HttpClient.Version.HTTP_1_1).executor(Executors.newVirtualThreadPerTaskExecutor()).build()) {
      Path work = folder.path();
      Files.writeString(work.resolve("script.yaml"), SCRIPT);
      try (Served simulator = Served.start(work, "simulate", "--script", "script.yaml", "--port", "0")) {
        String provider = simulator.told().get("uri").stringValue() + "/v1";
        try (Served proxy = Served.start(work, "proxy", "--port", "0", "--to", "openai=" + provider)) {
          Report.heading("Streams through the recording proxy");
          Report.line("%-28s %10s %10s %10s %10s   %s".formatted("milliseconds", "first p50", "first p99",
              "whole p50", "whole p99", "proxy, MB"));
          String recorded = proxy.told().get("addresses").get("openai").stringValue();
          for (Level level : List.of(new Level(1, 40), new Level(64, 12), new Level(512, 6))) {
            measure(level, Streams.from(http, provider), Streams.from(http, recorded), proxy);
          }
        }
      }
    }
  }

  private static void measure(Level level, Streams straight, Streams through, Served proxy) throws Exception {
    straight.burst(level.streams, false);
    through.burst(level.streams, false);
    long most = 0;
    for (int round = 0; round < level.rounds; round++) {
      for (Streams lane : round % 2 == 0 ? List.of(straight, through) : List.of(through, straight)) {
        lane.burst(level.streams, true);
      }
      most = Math.max(most, proxy.megabytes());
    }
    line(level.streams + " at once, straight", straight, "");
    line(level.streams + " at once, proxy", through, Long.toString(most));
    Report.line("%-28s %10.2f %10.2f %10.2f %10.2f".formatted("  ratio",
        ratio(straight.first(), through.first(), 0.5),
        ratio(straight.first(), through.first(), 0.99), ratio(straight.whole(), through.whole(), 0.5),
        ratio(straight
            .whole(), through.whole(), 0.99)));
  }

  private static void line(String name, Streams streams, String memory) {
    Report.line("%-28s %10.1f %10.1f %10.1f %10.1f   %s".formatted(name, Streams.millis(streams.first(), 0.5),
        Streams
            .millis(streams.first(), 0.99),
        Streams.millis(streams.whole(), 0.5), Streams.millis(streams.whole(), 0.99),
        memory));
  }

  private static double ratio(List<Long> straight, List<Long> through, double share) {
    return Streams.millis(through, share) / Streams.millis(straight, share);
  }
}
