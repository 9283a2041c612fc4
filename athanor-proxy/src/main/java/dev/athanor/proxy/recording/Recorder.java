package dev.athanor.proxy.recording;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.upstream.Client;
import dev.athanor.proxy.upstream.Outgoing;
import dev.athanor.proxy.upstream.Relay;
import dev.athanor.proxy.upstream.Upstreams;
import dev.athanor.run.Handle;
import dev.athanor.run.Limits;
import dev.athanor.run.Outcome;
import dev.athanor.run.Redactor;
import dev.athanor.run.RunListener;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Records what it is asked: a run that is going on. Safe for use by many threads. */
public final class Recorder implements Desk, AutoCloseable {
  /** Streams that are open at once; each is a virtual thread. */
  private static final int MOST_AT_ONCE = 4096;
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(5);

  private final Journal journal;
  private final Upstreams upstreams;
  private final Arrivals arrivals = new Arrivals();
  private final Map<Path, Entry.Completed> replayed = new ConcurrentHashMap<>();
  private final Runs runs;
  private final Handle<?> handle;

  private Recorder(Journal journal, Upstreams upstreams, Consumer<String> warnings,
      Function<Recorder, Handle<?>> begin) {
    this.journal = journal;
    this.upstreams = upstreams;
    this.runs = new Runs(journal, new Limits(LEASE, Limits.STANDARD.patience(), MOST_AT_ONCE), new Listener(
        replayed, warnings), Redactor.NONE);
    this.handle = begin.apply(this);
  }

  /**
   * Starts a recording.
   *
   * @param version of Athanor, which the run is pinned to
   * @param warnings is told what a person should know
   */
  public static Recorder start(Journal journal, Upstreams upstreams, RunId id, RecordingProgram.Input input,
      String version, Consumer<String> warnings) {
    RunOptions options = RunOptions.PLAIN.pin("athanor", Codec.TEXT.encode(version)).pin(
        RecordingProgram.SUBSTITUTION, Substitution.CODEC.encode(Substitution.NONE));
    return new Recorder(journal, upstreams, warnings, recorder -> recorder.runs.start(id, RecordingProgram.of(
        recorder.arrivals), input, options));
  }

  /** Goes on from a recording: what is on record is answered from there, everything else is lived. */
  public static Recorder fork(Journal journal, Upstreams upstreams, Departure departure, RunId id,
      Consumer<String> warnings) {
    return new Recorder(journal, upstreams, warnings, recorder -> recorder.runs.register(RecordingProgram.of(
        recorder.arrivals)).fork(departure.parent(), departure.fork(), id));
  }

  /** Keeps what was answered without being lived, so that it can be played. */
  private record Listener(Map<Path, Entry.Completed> replayed, Consumer<String> warnings)
      implements RunListener {
    @Override
    public void onStep(RunId run, Entry.Completed step) {
      if (step.origin() != Origin.LIVED) {
        replayed.put(step.path(), step);
      }
    }

    @Override
    public void onWarning(RunId run, String warning) {
      warnings.accept("run " + run + ": " + warning);
    }
  }

  /** The run. */
  public RunId id() {
    return handle.id();
  }

  @Override
  public void serve(Asked asked, Outgoing outgoing, Client client) throws InterruptedException {
    LiveExchange exchange = new LiveExchange(asked, client, new Relay(upstreams, outgoing, client), (
        key, request) -> Optional.ofNullable(replayed.remove(RecordingProgram.path(key, request))).map(
            step -> new RecordedExchange(0, step, journal)));
    if (!arrivals.add(exchange)) {
      exchange.left();
    }
    exchange.await();
  }

  /** Ends the recording. Exchanges that are under way have two seconds; then they are broken off, and recorded so. */
  public Outcome<?> end() {
    arrivals.close();
    Thread last = Thread.ofVirtual().start(() -> {
      try {
        Thread.sleep(GRACE);
        upstreams.close();
      } catch (InterruptedException e) {
        // all is over before the time is
      }
    });
    try {
      return handle.outcome();
    } finally {
      last.interrupt();
    }
  }

  @Override
  public void close() {
    arrivals.close();
    upstreams.close();
    runs.close();
  }
}
