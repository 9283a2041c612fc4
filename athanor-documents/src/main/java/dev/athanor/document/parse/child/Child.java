package dev.athanor.document.parse.child;

import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.RawDocument;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One process that reads files, seen from the other side. For one thread at a time. */
final class Child implements AutoCloseable {

  /** All that it gets of our environment, where keys and passwords may be. */
  private static final Set<String> INHERITED = Set.of("LANG", "LC_ALL", "LC_CTYPE", "TZ", "SystemRoot");
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final Process process;
  private final Path temporary;
  private final DataInputStream in;
  private final DataOutputStream out;
  private int documents;

  private Child(Process process, Path temporary) {
    this.process = process;
    this.temporary = temporary;
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
  }

  /** What became of a file that was given to the process. */
  sealed interface Answer {
    /** It answered. */
    record Read(ParseResult result) implements Answer {
    }

    /** It did not answer in time, and was ended. */
    record TooSlow() implements Answer {
    }

    /** It was ended because our own thread was interrupted. */
    record Interrupted() implements Answer {
    }

    /** It ended with this status. */
    record Ended(int status) implements Answer {
    }
  }

  static Child start(String mainClass, long memoryBytes) throws IOException {
    Path temporary = Files.createTempDirectory("athanor-parse-");
    ProcessBuilder command = new ProcessBuilder(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java")
            .toString(),
        "-Xmx" + memoryBytes / 1024 + "k", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
        "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash", "-Xshare:auto",
        "-XX:ErrorFile=" + temporary.resolve("crash"), "-Djava.awt.headless=true", "-Djava.io.tmpdir="
            + temporary,
        "-cp", System.getProperty("java.class.path"), mainClass));
    command.environment().keySet().retainAll(INHERITED);
    command.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new Child(command.start(), temporary);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How many files it has read. */
  int documents() {
    return documents;
  }

  /** Gives it a file. After any answer but {@link Answer.Read} it is of no more use. */
  Answer parse(RawDocument raw, String mediaType, Duration timeout) {
    FutureTask<ParseResult> exchange = new FutureTask<>(() -> {
      Frames.write(out, raw, mediaType);
      return Frames.readResult(in, raw.id());
    });
    Thread.startVirtualThread(exchange);
    try {
      ParseResult result = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      documents++;
      return new Answer.Read(result);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      return new Answer.TooSlow();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return new Answer.Interrupted();
    } catch (ExecutionException e) {
      return new Answer.Ended(status());
    }
  }

  /** A process whose pipes are broken has ended or is about to. */
  private int status() {
    try {
      if (!process.waitFor(SETTLING.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** Ends it, and removes what it left on the disk. */
  @Override
  public void close() {
    process.destroyForcibly();
    Optional<IOException> problem = removed();
    // What could not be removed lies in the system's folder for such things, which is emptied by the system.
    problem.ifPresent(_ -> temporary.toFile().deleteOnExit());
  }

  private Optional<IOException> removed() {
    try (Stream<Path> all = Files.walk(temporary)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }
}
