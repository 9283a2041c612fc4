package dev.athanor.run;

import dev.athanor.journal.Effect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Semaphore;

/** A {@link World} in another process, which counts everything that is lived here. */
public final class DistantWorld implements Outside, AutoCloseable {
  private final URI address;
  private final Semaphore places = new Semaphore(32);
  private final HttpClient client = HttpClient.newHttpClient();

  /** The world at this address. */
  public DistantWorld(URI address) {
    this.address = address;
  }

  @Override
  public Operation<String, String> operation(Effect effect, Act.Manner manner) {
    return new ActedOperation(effect, manner, attempt -> send("/LIFE/" + attempt.key() + "?lived", ""),
        (request,
            key) -> send("/" + effect + "/" + key, request));
  }

  @Override
  public boolean happened(String key) {
    return Boolean.parseBoolean(exchange(HttpRequest.newBuilder(address.resolve("/WRITE/" + key)).GET()));
  }

  private String send(String path, String request) {
    return exchange(
        HttpRequest.newBuilder(address.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(request)));
  }

  private String exchange(HttpRequest.Builder request) {
    places.acquireUninterruptibly();
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
