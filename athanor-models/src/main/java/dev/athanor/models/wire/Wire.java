package dev.athanor.models.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The connections to one provider. Safe for use by many threads. */
public final class Wire implements AutoCloseable {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledThreadPoolExecutor clockwork = new ScheduledThreadPoolExecutor(1,
      Thread.ofPlatform().daemon().name("athanor-watch").factory());
  private final HttpClient http;

  /**
   * Connects when it is needed.
   *
   * @param connect how long a connection may take
   */
  public Wire(Duration connect) {
    clockwork.setRemoveOnCancelPolicy(true);
    // A redirect could carry a key elsewhere. One connection for each request can be broken off without touching another.
    this.http = HttpClient.newBuilder().connectTimeout(connect).executor(executor)
        .version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).build();
  }

  /**
   * Gets something that is not streamed.
   *
   * @throws IOException also for any status but 200
   */
  public String get(URI uri, Authorization authorization, Duration limit)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(limit);
    authorization.apply(request);
    HttpResponse<String> answered = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answered.statusCode() != 200) {
      throw new IOException("status " + answered.statusCode());
    }
    return authorization.secret().mask(answered.body());
  }

  HttpClient http() {
    return http;
  }

  Watch watch(long due, Runnable end) {
    return new Watch(clockwork, due, end);
  }

  /** Ends all connections. */
  @Override
  public void close() {
    http.shutdownNow();
    clockwork.shutdownNow();
    executor.shutdownNow();
  }
}
