package dev.athanor.cli.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One start of the launcher. Both of its streams are read by threads of their own, so that it never blocks. */
final class Launch {
  /** How it ended. */
  record Result(int code, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  private static final long PATIENCE_SECONDS = 60;

  final Process process;
  private final CompletableFuture<String> out;
  private final CompletableFuture<String> err;
  private final LinkedBlockingQueue<String> errLines = new LinkedBlockingQueue<>();

  Launch(Process process) {
    this.process = process;
    out = CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()), Thread::startVirtualThread);
    err = CompletableFuture.supplyAsync(this::readLines, Thread::startVirtualThread);
  }

  Launch typing(String text) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** Waits until the launcher has said a line with these words. */
  void awaitLine(String words) throws InterruptedException {
    var seen = new StringBuilder();
    String line;
    do {
      line = errLines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("the launcher did not say \"" + words + "\", but:\n" + seen);
      }
      seen.append(line).append('\n');
    } while (!line.contains(words));
  }

  Result end() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the launcher did not end");
    }
    return new Result(process.exitValue(), out.join(), err.join());
  }

  /** Ends it and all that it has started, if it is still there. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private String readLines() {
    var all = new StringBuilder();
    try (var reader =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        all.append(line).append('\n');
        errLines.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }

  private static String readAll(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
