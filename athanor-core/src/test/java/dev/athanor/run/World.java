package dev.athanor.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.athanor.journal.Effect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The outside of runs, which counts what was lived by idempotency key. What writes does so over HTTP, to a server on this
 * machine: it carries a KEYED request out once for each key, and a WRITE as often as it comes.
 */
public final class World implements Outside, AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int BACKLOG = 1_000;
  private final HttpServer server;
  private final URI address;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newBuilder().executor(threads).build();
  private final Map<String, AtomicInteger> lived = new ConcurrentHashMap<>();
  private final Set<String> keyed = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> written = new ConcurrentHashMap<>();

  /** A world of its own. */
  public World() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
    address =
        URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress()
            .getPort());
  }

  /** {@code POST /EFFECT/key}; with {@code ?lived} the client can't count itself. {@code GET} asks for the truth. */
  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      List<String> path = List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1));
      String key = path.get(1);
      boolean asks = exchange.getRequestMethod().equals("GET");
      if (!asks) {
        if ("lived".equals(exchange.getRequestURI().getQuery())) {
          count(key);
        }
        effect(path.getFirst(), key);
      }
      byte[] answer = (asks ? Boolean.toString(written.containsKey(key)) : Outside.answer(request)).getBytes(
          StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private void effect(String effect, String key) {
    if (effect.equals("KEYED")) {
      keyed.add(key);
    } else if (effect.equals("WRITE")) {
      written.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
    }
  }

  private void count(String key) {
    lived.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
    changed();
  }

  /** Whoever waits looks again. */
  private synchronized void changed() {
    notifyAll();
  }

  /** Waits until so many steps were lived, or the process that lives them is over. */
  public synchronized void awaitLived(int enough, Process process) throws InterruptedException {
    var _ = process.onExit().thenRun(this::changed);
    long end = System.nanoTime() + LONGEST.toNanos();
    while (lived() < enough && process.isAlive()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(
            "after " + LONGEST + " only " + lived() + " of " + enough + " steps were lived");
      }
      wait(left);
    }
  }

  /** Where it is. */
  public URI address() {
    return address;
  }

  /** Forgets everything: another run begins. */
  public void reset() {
    lived.clear();
    keyed.clear();
    written.clear();
  }

  /** How often the step with this key was lived. */
  public int lived(String key) {
    AtomicInteger times = lived.get(key);
    return times == null ? 0 : times.get();
  }

  /** How often any step was lived. */
  public int lived() {
    return lived.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** The keys whose KEYED request was carried out, once. */
  public Set<String> keyed() {
    return Set.copyOf(keyed);
  }

  /** How often the WRITE with each key was carried out. */
  public Map<String, Integer> written() {
    Map<String, Integer> times = new ConcurrentHashMap<>();
    written.forEach((key, count) -> times.put(key, count.get()));
    return times;
  }

  @Override
  public boolean happened(String key) {
    return written.containsKey(key);
  }

  @Override
  public Operation<String, String> operation(Effect effect, Act.Manner manner) {
    return new ActedOperation(effect, manner, attempt -> {
      count(attempt.key());
      meander();
    }, (request, key) -> effect.writes() ? send(effect, request, key) : Outside.answer(request));
  }

  /** Lets another thread go first, or not. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: whatever the order, the outcome is the same
  private static void meander() {
    for (int i = ThreadLocalRandom.current().nextInt(4); i > 0; i--) {
      Thread.yield();
    }
  }

  private String send(Effect effect, String request, String key) throws Exception {
    return client.send(HttpRequest.newBuilder(address.resolve("/" + effect + "/" + key)).POST(
        HttpRequest.BodyPublishers.ofString(request)).build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
    threads.close();
  }
}
