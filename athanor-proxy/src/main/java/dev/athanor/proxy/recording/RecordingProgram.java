package dev.athanor.proxy.recording;

import dev.athanor.journal.Path;
import dev.athanor.json.Codec;
import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.run.Program;
import dev.athanor.run.Recording;
import dev.athanor.run.Run;
import dev.athanor.run.StepFailed;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The program that a recording is a run of: it takes each request as it comes, and its step answers it. */
public final class RecordingProgram {
  /** Its name. */
  public static final String NAME = "recording";

  /** What the run is pinned to: what a fork changes in its requests. */
  static final String SUBSTITUTION = "substitution";

  private static final String COLLECTION = "exchange";

  private RecordingProgram() {}

  /**
   * What is recorded.
   *
   * @param command the program and its arguments; empty for a proxy that serves whoever comes
   */
  public record Input(List<String> command) {
    /** Copies. */
    public Input {
      command = List.copyOf(command);
    }
  }

  /**
   * What was recorded.
   *
   * @param exchanges how many
   */
  public record Output(int exchanges) {}

  /** Over what comes from outside. */
  static Program<Input, Output> of(Arrivals arrivals) {
    return of(arrivals, arrivals::abandon);
  }

  /** Over what is on record and nothing else: it takes what was taken, and then ends. */
  public static Program<Input, Output> of(Recording recording) {
    Iterator<Exchange> exchanges =
        RecordedExchange.of(recording).stream().<Exchange>map(OnRecord::new).iterator();
    return of(exchanges, () -> {
      // nobody waits for an answer
    });
  }

  private static Program<Input, Output> of(Iterator<Exchange> exchanges, Runnable left) {
    return new Program<>(NAME, Codec.of(Input.class), Codec.of(Output.class),
        (run, _) -> record(run, exchanges,
            left));
  }

  private static Output record(Run run, Iterator<Exchange> exchanges, Runnable left) {
    Substitution substitution = run.pinned(SUBSTITUTION, Substitution.CODEC);
    Keys keys = new Keys();
    Counted counted = new Counted(exchanges, keys);
    boolean whole = false;
    try {
      run.serve(COLLECTION, counted, Keyed::key, (item, keyed) -> exchange(item, keyed, substitution, left));
      whole = true;
    } finally {
      if (!whole) {
        left.run();
      }
    }
    return new Output(counted.count);
  }

  /** An exchange with its name. */
  private record Keyed(String key, Exchange exchange) {}

  /** Names exchanges as they are taken. Used by the run's thread. */
  private static final class Counted implements Iterator<Keyed> {
    private final Iterator<Exchange> exchanges;
    private final Keys keys;
    private int count;

    Counted(Iterator<Exchange> exchanges, Keys keys) {
      this.exchanges = exchanges;
      this.keys = keys;
    }

    @Override
    public boolean hasNext() {
      return exchanges.hasNext();
    }

    @Override
    public Keyed next() {
      Exchange next = exchanges.next();
      count++;
      return new Keyed(next.key().orElseGet(() -> keys.next(next.asked())), next);
    }
  }

  private static void exchange(Run run, Keyed keyed, Substitution substitution, Runnable left) {
    Exchange exchange = keyed.exchange;
    boolean over = false;
    try {
      boolean changes = substitution.touches(keyed.key, exchange.asked());
      Asked asked = changes ? substitution.applied(exchange.asked()) : exchange.asked();
      Answered answered =
          run.step(asked.service().word(), exchange.operation(changes ? Optional.of(body -> substitution
              .applied(asked.service(), body)) : Optional.empty()), asked);
      exchange.answered(keyed.key, answered);
      over = true;
    } catch (StepFailed e) {
      exchange.refused(e);
      over = true;
    } finally {
      if (!over) {
        exchange.left();
        left.run();
      }
    }
  }

  /** Where the exchange of that name stands. */
  static Path scope(String key) {
    return new Path(COLLECTION).item(key);
  }

  /** Where the step of the exchange of that name stands. */
  static Path path(String key, Asked asked) {
    return scope(key).child(asked.service().word(), 0);
  }
}
