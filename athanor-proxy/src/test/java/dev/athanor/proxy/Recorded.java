package dev.athanor.proxy;

import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunId;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Recorder;
import dev.athanor.proxy.recording.RecordingProgram;
import dev.athanor.proxy.upstream.Upstreams;
import dev.athanor.run.Outcome;
import dev.athanor.run.Recording;
import dev.athanor.run.Runs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A recording under way: a proxy before a provider on loopback, and a client of it. */
final class Recorded implements AutoCloseable {
  static final String KEY = "sk-proj-0123456789abcdefghij";

  final Journal journal;
  final RunId id = new RunId("r1");
  final List<String> warnings = new ArrayList<>();
  private final Recorder recorder;
  private final ProxyServer server;
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Recorded(Journal journal, URI provider) {
    this.journal = journal;
    this.recorder = Recorder.start(journal, upstreams(provider), id,
        new RecordingProgram.Input(List.of("agent")), "test", warnings::add);
    this.server = ProxyServer.start(0, recorder, journal::store);
  }

  static Recorded before(URI provider) {
    return new Recorded(new InMemoryJournal(), provider);
  }

  /** One host that speaks as all of them, as the simulator does. */
  static Upstreams upstreams(URI provider) {
    Map<Service, URI> bases = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      bases.put(service, URI.create(provider + service.root()));
    }
    return new Upstreams(bases);
  }

  HttpResponse<String> post(Service service, String path, String body, String... headers) throws IOException,
      InterruptedException {
    return http.send(request(server, service, path, body, headers), HttpResponse.BodyHandlers.ofString());
  }

  static HttpRequest request(ProxyServer server, Service service, String path, String body,
      String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.base(service) + path)).method(body
        .isEmpty() ? "GET" : "POST", body.isEmpty() ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body))
        .header("authorization", "Bearer " + KEY);
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  ProxyServer server() {
    return server;
  }

  HttpClient http() {
    return http;
  }

  /** Ends it, and gives what is on record. */
  Recording end() {
    Outcome<?> outcome = recorder.end();
    if (!(outcome instanceof Outcome.Done<?>)) {
      throw new AssertionError("the recording ended otherwise: " + outcome);
    }
    return new Runs(journal).recording(id);
  }

  @Override
  public void close() {
    server.close();
    recorder.close();
    http.close();
  }
}
