package dev.athanor.simulator;

import static dev.athanor.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Fault;
import dev.athanor.simulator.answer.Latency;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.answer.RateLimit;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final String PATH = "/v1/chat/completions";
  private static final String WHOLE = json("{'model':'m','messages':[{'role':'user','content':'a'}]}");
  private static final String STREAM =
      json("{'model':'m','stream':true,'messages':[{'role':'user','content':'a'}]}");

  private static SimulatorSettings faulty(Fault fault) {
    return SimulatorSettings.of(Script.saying("one two three four five"))
        .delivered(Delivery.USUAL.with(fault));
  }

  /** All that comes over a plain socket until it ends, and how it ends. */
  private record Wire(String text, boolean reset) {
    static Wire of(Simulator simulator, String body) throws IOException {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.baseUri().getPort())) {
        socket.getOutputStream()
            .write(("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder();
        try {
          InputStream in = socket.getInputStream();
          for (int next = in.read(); next >= 0; next = in.read()) {
            text.append((char) next);
          }
          return new Wire(text.toString(), false);
        } catch (SocketException e) {
          return new Wire(text.toString(), true);
        }
      }
    }
  }

  @Test
  void resetsTheConnectionAmidAStream() throws Exception {
    try (Simulator simulator = Simulator.start(faulty(new Fault.Resets(Optional.of(3))))) {
      Wire wire = Wire.of(simulator, STREAM);

      assertThat(wire.reset()).isTrue();
      assertThat(wire.text()).doesNotContain("three").doesNotContain("[DONE]");
    }
  }

  @Test
  void closesTheConnectionAmidAStream() throws Exception {
    try (Simulator simulator = Simulator.start(faulty(new Fault.Disconnects(Optional.of(3))))) {
      Wire wire = Wire.of(simulator, STREAM);

      assertThat(wire.reset()).isFalse();
      assertThat(wire.text()).contains("\"content\":\" two\"").doesNotContain("three")
          .doesNotContain("\r\n0\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClientNoticesAConnectionThatBreaksOffAmidABody(boolean reset) {
    Fault fault = reset ? new Fault.Resets(Optional.empty()) : new Fault.Disconnects(Optional.empty());
    try (Simulator simulator = Simulator.start(faulty(fault)); Client client = new Client(simulator)) {
      assertThatThrownBy(() -> client.post(PATH, WHOLE)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> client.post(PATH, STREAM)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void endsABodyTooEarly() throws Exception {
    try (Simulator simulator = Simulator.start(faulty(new Fault.Truncates(Optional.of(2))));
        Client client = new Client(
            simulator)) {
      assertThat(client.post(PATH, STREAM).body()).contains("\"content\":\"one\"").doesNotContain("two");
      String whole = client.post(PATH, WHOLE).body();
      assertThat(whole).startsWith("{\"id\"");
      assertThatThrownBy(() -> Json.parse(whole)).isInstanceOf(AthanorException.class);
    }
  }

  @Test
  void garblesOnePieceAndGoesOn() throws Exception {
    try (Simulator simulator = Simulator.start(faulty(new Fault.Garbles(Optional.of(2))));
        Client client = new Client(
            simulator)) {
      String stream = client.post(PATH, STREAM).body();
      List<String> lines = stream.lines().filter(line -> line.startsWith("data: {")).toList();
      assertThat(lines).filteredOn(line -> !isJson(line.substring(6))).hasSize(1);
      assertThat(isJson(lines.get(2).substring(6))).isFalse();
      assertThat(stream).endsWith("data: [DONE]\n\n");
      HttpResponse<String> whole = client.post(PATH, WHOLE);
      assertThat(whole.statusCode()).isEqualTo(200);
      assertThat(isJson(whole.body())).isFalse();
    }
  }

  private static boolean isJson(String text) {
    try {
      return Json.parse(text).isObject();
    } catch (AthanorException e) {
      return false;
    }
  }

  @Test
  void dripsTheSameBytesSlowly() throws Exception {
    Queue<Duration> pauses = new ConcurrentLinkedQueue<>();
    SimulatorSettings settings = faulty(new Fault.Drips(10, Duration.ofMillis(7))).pausing(pauses::add);
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      String body = client.post(PATH, WHOLE).body();

      assertThat(Json.parse(body).at("/choices/0/message/content").stringValue())
          .isEqualTo("one two three four five");
      assertThat(pauses).hasSizeGreaterThan(body.length() / 10).containsOnly(Duration.ofMillis(7));
    }
  }

  @Test
  void waitsForTheFirstTokenAndBetweenTheOthers() throws Exception {
    Queue<Duration> pauses = new ConcurrentLinkedQueue<>();
    Delivery slow = Delivery.USUAL.after(new Latency.Fixed(Duration.ofMillis(300))).atTokensPerSecond(50);
    SimulatorSettings settings = SimulatorSettings.of(Script.saying("one two three")).delivered(slow).pausing(
        pauses::add);
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      client.post(PATH, STREAM);
      assertThat(pauses).containsExactly(Duration.ofMillis(300), Duration.ofMillis(20),
          Duration.ofMillis(20));
      pauses.clear();
      client.post(PATH, WHOLE);
      assertThat(pauses).containsExactly(Duration.ofMillis(360));
    }
  }

  @Test
  void drawsLatenciesThatAreTheSameForTheSameSeed() throws Exception {
    Delivery drawn = Delivery.USUAL.after(new Latency.LogNormal(Duration.ofMillis(200), 0.5));
    List<Duration> first = latencies(drawn, 1);

    assertThat(latencies(drawn, 1)).isEqualTo(first);
    assertThat(latencies(drawn, 2)).isNotEqualTo(first);
    assertThat(first.stream().sorted().toList().get(50)).isBetween(Duration.ofMillis(160),
        Duration.ofMillis(250));
    assertThat(
        latencies(Delivery.USUAL.after(new Latency.Uniform(Duration.ofMillis(5), Duration.ofMillis(9))), 1))
        .allMatch(time -> time.toMillis() >= 5 && time.toMillis() <= 9);
  }

  private static List<Duration> latencies(Delivery delivery, long seed) throws Exception {
    List<Duration> pauses = new ArrayList<>();
    SimulatorSettings settings =
        SimulatorSettings.of(Script.saying("x")).delivered(delivery).seeded(seed).pausing(
            pauses::add);
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      for (int i = 0; i < 100; i++) {
        client.post(PATH, WHOLE);
      }
    }
    return pauses;
  }

  @Test
  void failsAtARateTheSameWayForTheSameSeed() throws Exception {
    Delivery now = Delivery.USUAL.with(new Delivery.Chance(0.2, new Fault.Fails(Problem.of(500, "oops"))),
        new Delivery.Chance(0.25,
            new Fault.Fails(Problem.of(429, "slow").retryAfter(Duration.ofSeconds(3)))));
    List<Integer> statuses = statuses(now, 7);

    assertThat(statuses(now, 7)).isEqualTo(statuses);
    assertThat(statuses.stream().filter(status -> status == 500).count()).isBetween(25L, 55L);
    assertThat(statuses.stream().filter(status -> status == 429).count()).isBetween(25L, 55L);
  }

  private static List<Integer> statuses(Delivery delivery, long seed) throws Exception {
    SimulatorSettings settings = SimulatorSettings.of(Script.saying("x")).delivered(delivery).seeded(seed);
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        statuses.add(client.post(PATH, STREAM).statusCode());
      }
      return statuses;
    }
  }

  @Test
  void oneRulesDeliveryGoesBeforeThatOfAll() throws Exception {
    SimulatorSettings settings = SimulatorSettings
        .of(Script.of(Rule.any().firstTimes(1).says("fine").delivered(
            Delivery.USUAL.with()), Rule.any().says("x")))
        .delivered(Delivery.USUAL.with(new Fault.Fails(Problem.of(502,
            "bad gateway"))));
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      assertThat(client.post(PATH, WHOLE).statusCode()).isEqualTo(200);
      assertThat(client.post(PATH, WHOLE).statusCode()).isEqualTo(502);
      assertThat(client.post("/v1/embeddings", "{\"model\":\"e\",\"input\":\"a\"}").statusCode())
          .isEqualTo(502);
    }
  }

  @Test
  void holdsEachKeyToItsLimit() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
    SimulatorSettings settings =
        SimulatorSettings.of(Script.saying("x")).limited(new RateLimit(2, Duration.ofMinutes(
            1))).at(new SetClock(now, clock));
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      String[] key = {"Authorization", "Bearer a"};
      assertThat(client.post(PATH, WHOLE, key).statusCode()).isEqualTo(200);
      now.set(Instant.EPOCH.plusSeconds(20));
      assertThat(client.post(PATH, WHOLE, key).statusCode()).isEqualTo(200);
      HttpResponse<String> third = client.post(PATH, WHOLE, key);
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValue("retry-after")).contains("40");
      assertThat(client.post(PATH, WHOLE, "Authorization", "Bearer b").statusCode()).isEqualTo(200);
      now.set(Instant.EPOCH.plusSeconds(60));
      assertThat(client.post(PATH, WHOLE, key).statusCode()).isEqualTo(200);
    }
  }

  /** A clock that shows what it is set to. */
  private static final class SetClock extends Clock {
    private final AtomicReference<Instant> now;
    private final Clock zoned;

    SetClock(AtomicReference<Instant> now, Clock zoned) {
      this.now = now;
      this.zoned = zoned;
    }

    @Override
    public java.time.ZoneId getZone() {
      return zoned.getZone();
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return new SetClock(now, zoned.withZone(zone));
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }

  @Test
  void servesManyAtOnceAndSurvivesAClientThatGoesAway() throws Exception {
    String long_ = String.join(" ", IntStream.range(0, 20_000).mapToObj(i -> "word" + i).toList());
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(Script.saying(long_)));
        Client client = new Client(
            simulator)) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.baseUri().getPort())) {
        socket.getOutputStream()
            .write(("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + STREAM.length()
                + "\r\n\r\n" + STREAM).getBytes(StandardCharsets.UTF_8));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      List<Thread> threads = new ArrayList<>();
      Queue<String> bodies = new ConcurrentLinkedQueue<>();
      for (int i = 0; i < 8; i++) {
        threads.add(Thread.ofVirtual().start(() -> {
          try {
            bodies.add(client.post(PATH, STREAM).body());
          } catch (IOException | InterruptedException e) {
            bodies.add(e.toString());
          }
        }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(bodies).hasSize(8)
          .allMatch(body -> body.endsWith("data: [DONE]\n\n"));
    }
  }

  @Test
  void refusesABodyThatIsTooLarge() throws Exception {
    try (Simulator simulator = Simulator.start(faulty(new Fault.Truncates(Optional.of(1))));
        Client client = new Client(
            simulator)) {
      HttpResponse<String> response =
          client.post(PATH, "\"" + "x".repeat((int) Simulator.LARGEST_BODY) + "\"");

      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(response.body()).contains("The request is larger than 64 MB.");
    }
  }

  @Test
  void saysThatAPortIsTaken() {
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(Script.agreeable()))) {
      int port = simulator.baseUri().getPort();
      assertThatThrownBy(() -> Simulator.start(SimulatorSettings.of(Script.agreeable()).onPort(port)).close())
          .isInstanceOf(AthanorException.class).hasMessageContaining("port " + port + " can't be listened on")
          .hasMessageContaining("choose another one, or 0 for one that is free");
    }
  }

  @Test
  void breaksOffWhatIsUnderWayWhenItIsClosed() throws Exception {
    SimulatorSettings settings = faulty(new Fault.Drips(1, Duration.ofHours(1)));
    Simulator simulator = Simulator.start(settings);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.baseUri().getPort())) {
      socket.getOutputStream()
          .write(("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + STREAM.length()
              + "\r\n\r\n" + STREAM).getBytes(StandardCharsets.UTF_8));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      simulator.close();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .doesNotContain("[DONE]");
    }
  }
}
