package dev.athanor.eval.subject;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.StepFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a command. A draw: whoever wants it anew says so by its repeat. */
public final class CommandOperation implements Operation<CommandOperation.Request, CommandOperation.Said> {
  private static final int MOST = 10 << 20;
  private static final Codec<Request> REQUEST = Codec.of(Request.class);
  private static final Codec<Said> RESPONSE = Codec.of(Said.class);

  /**
   * What to run.
   *
   * @param command the program and its arguments
   * @param folder where
   * @param input what it is told
   * @param limit how long it may take
   */
  public record Request(List<String> command, String folder, String input, Duration limit) {}

  /**
   * What came of it.
   *
   * @param output what it said
   * @param errors what it said beside that
   * @param exit how it ended
   */
  public record Said(String output, String errors, int exit) {}

  @Override
  public String name() {
    return "command";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Effect effect() {
    return Effect.SAMPLED;
  }

  @Override
  public Codec<Request> request() {
    return REQUEST;
  }

  @Override
  public Codec<Said> response() {
    return RESPONSE;
  }

  @Override
  public Said live(Request request, Attempt attempt) throws InterruptedException, ExecutionException {
    Process process = started(request);
    long due = System.nanoTime() + request.limit().toNanos();
    // Never waited for: a program's child that outlives it may hold what is read here open for as long as it likes.
    ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Future<String> output = beside.submit(() -> all(process.getInputStream()));
      Future<String> errors = beside.submit(() -> all(process.getErrorStream()));
      beside.execute(() -> tell(process, request.input()));
      if (!process.waitFor(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw late(request);
      }
      return new Said(read(output, due), read(errors, due), process.exitValue());
    } catch (TimeoutException e) {
      throw late(request);
    } finally {
      end(process);
      beside.shutdownNow();
    }
  }

  private static StepFailed late(Request request) {
    return new StepFailed("command-time",
        request.command().getFirst() + " did not end within " + request.limit()
            + " and was stopped",
        false);
  }

  private static String read(Future<String> text, long due)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return text.get(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StepFailed known) {
        throw known;
      }
      throw e;
    }
  }

  private static Process started(Request request) {
    try {
      return new ProcessBuilder(request.command()).directory(Path.of(request.folder()).toFile()).start();
    } catch (IOException e) {
      throw new StepFailed("command-start",
          request.command().getFirst() + " can't be started: " + e.getMessage(), false);
    }
  }

  /** One that answers without having heard all is no failure. */
  private static void tell(Process process, String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      // it has closed its input, and says by its exit code whether that was right
    }
  }

  private static String all(InputStream stream) {
    try (stream) {
      byte[] bytes = stream.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw new StepFailed("command-output", "the command wrote more than " + MOST + " bytes", false);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
