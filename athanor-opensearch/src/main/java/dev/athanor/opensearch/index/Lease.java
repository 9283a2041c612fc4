package dev.athanor.opensearch.index;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.opensearch.index.State.Writer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to write, for as long as its holder shows that it is there. It keeps two writers out of each other's way; it is
 * not what keeps snapshots whole, since a generation belongs to one session, and a commit needs the lease in the state.
 */
final class Lease implements AutoCloseable {
  static final Duration STANDARD = Duration.ofSeconds(60);

  private final StateDocument document;
  private final InstantSource clock;
  private final Duration term;
  private final String token = UUID.randomUUID().toString();
  private final Thread heart;
  private volatile boolean lost;

  private Lease(StateDocument document, InstantSource clock, Duration term) {
    this.document = document;
    this.clock = clock;
    this.term = term;
    this.heart = Thread.ofVirtual().name("keeps the lease of " + document.index()).unstarted(this::beat);
  }

  /** A lease and the state in which it began. */
  record Begun(Lease lease, State state) {}

  /** Takes it, or says who has it. */
  static Begun take(StateDocument document, InstantSource clock, Duration term) {
    var lease = new Lease(document, clock, term);
    State state = document.change(lease::taken);
    lease.heart.start();
    return new Begun(lease, state);
  }

  private State taken(State before) {
    Instant now = clock.instant();
    State free = before;
    if (before.writer().isPresent()) {
      Writer writer = before.writer().get();
      if (writer.token().equals(token)) {
        // An answer was lost, but not what it would have said.
        return before;
      }
      if (isThere(writer, now, term)) {
        throw busy(document.index(), writer, term);
      }
      free = before.abandoning(writer.generation(), now);
    }
    State begun = free.begun();
    return begun.in(before.entries().orElse(document.index() + Layout.PART + begun.generations()))
        .writtenBy(Optional
            .of(new Writer(token, begun.generations(), host(), ProcessHandle.current().pid(), now, now)));
  }

  /** Whether it may still be there: on this host its process says so, elsewhere when it was last seen. */
  private static boolean isThere(Writer writer, Instant now, Duration term) {
    boolean recent = now.isBefore(writer.seen().plus(term));
    boolean ended = writer.host().equals(host()) && ProcessHandle.of(writer.process()).isEmpty();
    return recent && !ended;
  }

  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unnamed host";
    }
  }

  private static AthanorException busy(String index, Writer writer, Duration term) {
    return new AthanorException("index-busy", Category.USER, true, "the index " + index
        + " is being written by another process (" + writer.process() + " on " + writer.host() + ", since "
        + writer.since().truncatedTo(ChronoUnit.SECONDS)
        + "); expected one writer at a time: wait until its sync ends, or " + term.toSeconds()
        + " s if it was killed, then try again");
  }

  /** Throws if somebody writes there. */
  static void refuseWriter(State state, String index, InstantSource clock, Duration term) {
    state.writer().filter(writer -> isThere(writer, clock.instant(), term)).ifPresent(writer -> {
      throw busy(index, writer, term);
    });
  }

  /** Throws if somebody else has it by now. */
  void check() {
    if (lost) {
      throw lost();
    }
  }

  /** What is said to who has lost it. */
  AthanorException lost() {
    return new AthanorException("index-busy", Category.USER, true,
        "this process was away for so long that another one"
            + " writes the index " + document.index()
            + " now; nothing of what it wrote is seen; sync again when that one has"
            + " ended");
  }

  /** Goes on with another generation. */
  State advance(boolean abandon) {
    return document.change(before -> {
      Writer own = own(before);
      State state = abandon ? before.abandoning(own.generation(), clock.instant()) : before;
      State begun = state.begun();
      return begun.writtenBy(Optional.of(own.at(begun.generations())));
    });
  }

  /** Makes a snapshot of the generation, and goes on with another. */
  State commit(Committed next, int numbers, int kept) {
    return document.change(before -> {
      Writer own = own(before);
      if (before.newest().filter(each -> each.generation() == next.generation()).isPresent()) {
        // An answer was lost, and the state was changed since, if only by what shows that the holder is there.
        return before;
      }
      State begun = before.committing(next, numbers, kept, clock.instant()).begun();
      return begun.writtenBy(Optional.of(own.at(begun.generations())));
    });
  }

  /** Lets the next one in. */
  void release(boolean abandon) {
    close();
    document.change(before -> {
      if (before.writer().filter(writer -> writer.token().equals(token)).isEmpty()) {
        return before;
      }
      State state = abandon ? before.abandoning(own(before).generation(), clock.instant()) : before;
      return state.writtenBy(Optional.empty());
    });
  }

  private Writer own(State state) {
    return state.writer().filter(writer -> writer.token().equals(token)).orElseThrow(this::lost);
  }

  private void beat() {
    try {
      while (!lost) {
        Thread.sleep(term.dividedBy(4));
        beatOnce();
      }
    } catch (InterruptedException e) {
      // The session is over.
    }
  }

  /** A cluster that can't be reached now may be there again in time; if another one has written by then, the lease is lost. */
  private void beatOnce() {
    try {
      document.change(before -> before.writtenBy(Optional.of(own(before).seenAt(clock.instant()))));
    } catch (AthanorException e) {
      lost = e.code().equals("index-busy");
    }
  }

  @Override
  public void close() {
    heart.interrupt();
  }
}
