package dev.athanor.document.parse.child;

import dev.athanor.document.parse.Elsewhere;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.ParseResult.ParseFailed;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.RawDocument;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * A few processes that read files, started when they are needed and used again. Safe to use from many threads; who comes
 * when all are busy, waits.
 *
 * <p>PDF, Office documents and books are always read there, since their libraries are large and a few bytes can grow to
 * gigabytes in them; everything else only when it is large, since its parsers take little more memory than its text.
 */
public final class ParsingProcesses implements Elsewhere, AutoCloseable {

  /** A process is replaced after so many files, whatever its libraries have kept of them. */
  private static final int DOCUMENTS_EACH = 500;
  private static final long LARGE = 1_000_000;
  private static final int OUT_OF_MEMORY = 3;
  private static final int SIGNAL = 128;
  private static final Set<String> ALWAYS = Set.of("application/pdf", "application/epub+zip",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private final ParserLimits limits;
  private final String mainClass;
  private final Semaphore free;
  private final Deque<Child> idle = new ArrayDeque<>(); // Guarded by itself.
  private boolean closed; // Guarded by idle.

  /** Processes that may use so much. */
  public ParsingProcesses(ParserLimits limits) {
    this(limits, ParsingProcess.class.getName());
  }

  ParsingProcesses(ParserLimits limits, String mainClass) {
    this.limits = limits;
    this.mainClass = mainClass;
    this.free = new Semaphore(limits.processes());
  }

  /** The parsers of every kind of file, of which some work here. */
  public Parsers parsers() {
    return Parsers.standard(this);
  }

  @Override
  public boolean takes(String mediaType, long bytes) {
    return ALWAYS.contains(mediaType) || bytes > LARGE;
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return interrupted();
    }
    try {
      Child child = take();
      Child.Answer answer = child.parse(raw, mediaType, limits.timeout());
      giveBack(child, answer);
      return result(answer);
    } catch (IOException e) {
      return new ParseFailed("no process could be started to read the file (" + e.getMessage()
          + "); see that there is memory and room for temporary files, and sync again");
    } finally {
      free.release();
    }
  }

  private Child take() throws IOException {
    synchronized (idle) {
      while (!idle.isEmpty()) {
        Child child = idle.removeLast();
        if (child.isAlive()) {
          return child;
        }
        child.close();
      }
    }
    return Child.start(mainClass, limits.memoryBytes());
  }

  private void giveBack(Child child, Child.Answer answer) {
    boolean good = answer instanceof Child.Answer.Read && child.documents() < DOCUMENTS_EACH;
    synchronized (idle) {
      if (good && !closed) {
        idle.addLast(child);
        return;
      }
    }
    child.close();
  }

  private ParseResult result(Child.Answer answer) {
    return switch (answer) {
      case Child.Answer.Read(ParseResult result) -> result;
      case Child.Answer.TooSlow() -> new ParseFailed("reading the file took longer than " + seconds()
          + " and was given up; split it, exclude it, or allow more with knowledge.parsing.timeout");
      case Child.Answer.Interrupted() -> interrupted();
      case Child.Answer.Ended(int status) when status == OUT_OF_MEMORY -> new ParseFailed(
          "the file needs more than " + limits.memoryBytes() / 1_000_000
              + " MB of memory to be read, as a zip bomb does; split it, exclude it, or allow more with"
              + " knowledge.parsing.memory");
      case Child.Answer.Ended(int status) -> new ParseFailed("the process that read the file "
          + (status > SIGNAL
              ? "was killed (signal " + (status - SIGNAL) + ")" : "ended by itself (status " + status + ")")
          + "; exclude the file, or give Java and the machine more memory if other files fail like this");
    };
  }

  private String seconds() {
    double seconds = limits.timeout().toMillis() / 1000.0;
    return (seconds == Math.rint(seconds) ? String.format(Locale.ROOT, "%.0f", seconds)
        : Double.toString(seconds))
        + " seconds";
  }

  private static ParseFailed interrupted() {
    return new ParseFailed("reading the file was interrupted; sync again");
  }

  /** Ends the idle ones now, and the busy ones when they are done. */
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(Child::close);
      idle.clear();
    }
  }
}
