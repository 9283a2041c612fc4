package dev.athanor.cli.program;

import dev.athanor.error.AthanorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program that somebody else has written. It has our streams for its own: what it reads and writes does not pass through
 * us.
 *
 * @param command the program and its arguments
 * @param folder where it is started
 */
public record OtherProgram(List<String> command, Path folder) {
  /** The error code of a program that is not there. */
  public static final String MISSING = "command-missing";

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  /** How long a program that was told to end has for it. */
  public static final Duration LAST_PATIENCE = Duration.ofSeconds(10);

  /** Copies. */
  public OtherProgram {
    command = List.copyOf(command);
  }

  /**
   * The program that is meant.
   *
   * @param path the folders where programs are, as the shell knows them
   * @throws AthanorException {@code command-missing} if there is none
   */
  public static OtherProgram find(List<String> command, Path folder, String path) {
    String name = command.getFirst();
    boolean there = name.contains("/") ? executable(folder, name)
        : Stream.of(path.split(File.pathSeparator, -1))
            .anyMatch(each -> executable(folder, each + "/" + name));
    if (!there) {
      throw AthanorException.user(MISSING, "there is no program \"" + name + "\" " + (name.contains("/")
          ? "that can be executed"
          : "on the path") + "; give the command as you would type it in the shell, after --");
    }
    return new OtherProgram(command, folder);
  }

  private static boolean executable(Path folder, String name) {
    try {
      Path file = folder.resolve(name);
      return Files.isRegularFile(file) && Files.isExecutable(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Starts it with these variables beside those that we have. */
  public Process start(Map<String, String> variables) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    builder.environment().putAll(variables);
    try {
      return builder.start();
    } catch (IOException e) {
      throw AthanorException.user(MISSING, "\"" + command.getFirst() + "\" can't be started: " + e
          .getMessage());
    }
  }

  /** Whether it ends in a moment by itself. */
  public static boolean endsSoon(Process process) {
    try {
      return process.waitFor(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Sees to it that it ends, since we are asked to, and with it what it has started: a script's programs would be left alone. */
  public static void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    try {
      process.destroy();
      if (!process.waitFor(LAST_PATIENCE)) {
        process.destroyForcibly().waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
      started.forEach(ProcessHandle::destroy);
      for (ProcessHandle each : started) {
        end(each);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(ProcessHandle process) throws InterruptedException {
    if (!ended(process, LAST_PATIENCE)) {
      process.destroyForcibly();
      ended(process, PATIENCE);
    }
  }

  private static boolean ended(ProcessHandle process, Duration patience) throws InterruptedException {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of a process does not fail", e);
    }
  }
}
