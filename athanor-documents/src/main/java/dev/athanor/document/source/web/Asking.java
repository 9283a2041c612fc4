package dev.athanor.document.source.web;

import dev.athanor.document.source.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** Asks servers, each answer up to a size and a time. Does not decide what may be asked. Safe for use by many threads. */
final class Asking {
  /** Who is asking, as servers and their robots.txt see it. */
  static final String NAME = "athanor";
  static final String TAG = "etag ";
  static final String MODIFIED = "modified ";
  private static final String USER_AGENT = NAME + "/0.1 (reads pages for a knowledge base; obeys robots.txt)";

  /** The server can't be reached, or takes too long. */
  static final class NoAnswer extends IOException {
    private static final long serialVersionUID = 1;

    NoAnswer(String message, Exception cause) {
      super(message, cause);
    }
  }

  private final HttpClient client;
  private final Duration timeout;

  Asking(Duration timeout) {
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).connectTimeout(timeout)
        .version(HttpClient.Version.HTTP_1_1).build();
  }

  /**
   * One request, redirects not followed.
   *
   * @throws NoAnswer when the server can't be reached, or takes too long
   */
  Response get(URI address, Optional<Fingerprint> known, long maxBytes) throws IOException {
    FutureTask<Response> task = new FutureTask<>(() -> exchange(request(address, known), maxBytes));
    Thread thread = Thread.ofVirtual().start(task);
    try {
      return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new NoAnswer("there was no whole answer within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String message = cause instanceof ConnectException ? unreachable(address, cause)
          : cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
      throw cause instanceof ConnectException || cause instanceof HttpTimeoutException
          ? new NoAnswer(message, e)
          : new IOException(message, e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    }
  }

  /** Java itself says no more of it than that it was so. */
  private static String unreachable(URI address, Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException) {
        return "there is no machine called " + address.getHost()
            + "; see whether the address is right and the network is there";
      }
    }
    return "nobody answers at " + address.getAuthority()
        + "; see whether the server runs and the address is right";
  }

  private static HttpRequest request(URI address, Optional<Fingerprint> known) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).GET().header("User-Agent", USER_AGENT)
        .header("Accept", "text/html,application/xhtml+xml,text/*;q=0.9,*/*;q=0.5")
        .header("Accept-Encoding", "gzip");
    known.map(Fingerprint::value).ifPresent(value -> {
      if (value.startsWith(TAG)) {
        request.header("If-None-Match", value.substring(TAG.length()));
      } else if (value.startsWith(MODIFIED)) {
        request.header("If-Modified-Since", value.substring(MODIFIED.length()));
      }
    });
    return request.build();
  }

  /** Whether a server can be asked with it whether a page has changed. */
  static boolean isCondition(Fingerprint fingerprint) {
    return fingerprint.value().startsWith(TAG) || fingerprint.value().startsWith(MODIFIED);
  }

  private Response exchange(HttpRequest request, long maxBytes) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = unpacked(response)) {
      byte[] bytes = whole(body, response, maxBytes);
      if (bytes.length > maxBytes) {
        throw new IOException("it has more than the " + maxBytes
            + " bytes that a document may have; exclude it, or raise the limit");
      }
      return new Response(request.uri(), response.statusCode(), response.headers(), bytes);
    }
  }

  /** All of it, or one byte more than it may have. */
  private static byte[] whole(InputStream body, HttpResponse<?> response, long maxBytes) throws IOException {
    try {
      return body.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBytes + 1));
    } catch (IOException e) {
      String said = response.headers().firstValue("Content-Length")
          .map(length -> ", although the server says that it has " + length + " bytes").orElse("");
      throw new IOException("it breaks off before its end" + said + " (" + e.getMessage()
          + "); sync again, and if it stays so, exclude it or have the server mended", e);
    }
  }

  /** What is read of it is counted unpacked, so that a bomb is as long as it is. */
  private static InputStream unpacked(HttpResponse<InputStream> response) throws IOException {
    String encoding =
        response.headers().firstValue("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
    if (encoding.isEmpty() || encoding.equals("identity") || response.statusCode() != 200) {
      return response.body();
    }
    if (!encoding.equals("gzip") && !encoding.equals("x-gzip")) {
      response.body().close();
      throw new IOException(
          "it is packed as " + encoding + ", which was not asked for; expected gzip, or nothing");
    }
    try {
      return new GZIPInputStream(response.body(), 1 << 16);
    } catch (IOException e) {
      response.body().close();
      throw new IOException("it is said to be packed as gzip, and is not", e);
    }
  }
}
