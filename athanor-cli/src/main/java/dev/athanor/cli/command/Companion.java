package dev.athanor.cli.command;

import dev.athanor.cli.program.OtherProgram;
import dev.athanor.cli.terminal.Screen;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A program that runs beside us, and what becomes of it when we are asked to stop. Ctrl-C at a terminal reaches it as well as us: it
 * decides, and we end when it does, with its code. What asks us alone is passed on.
 */
final class Companion {
  private final Screen screen;
  private final CompletableFuture<Optional<Process>> begun = new CompletableFuture<>();
  private final AtomicInteger keys = new AtomicInteger();
  /** Held while the program and what it has started are made to end. */
  private final ReentrantLock ending = new ReentrantLock();
  private final CountDownLatch over = new CountDownLatch(1);

  private Companion(Screen screen) {
    this.screen = screen;
  }

  /**
   * Starts a program with these variables and waits until it ends.
   *
   * @param after is done then, in any case
   * @return its exit code; 128 and the signal's number if a signal has ended it
   */
  static int run(OtherProgram program, Map<String, String> variables, Screen screen, Runnable after) {
    Companion companion = new Companion(screen);
    try (Interruption _ = Interruption.answeredBy(companion::stop)) {
      return companion.code(program, variables, after);
    }
  }

  private int code(OtherProgram program, Map<String, String> variables, Runnable after) {
    try {
      return code(program.start(variables));
    } finally {
      begun.complete(Optional.empty());
      after.run();
      over.countDown();
    }
  }

  private int code(Process process) {
    begun.complete(Optional.of(process));
    try {
      int code = process.waitFor();
      ending.lockInterruptibly(); // what it has started may still be about to end
      ending.unlock();
      return code;
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.number();
    }
  }

  private void stop(Interruption.Kind kind) {
    begun.join().ifPresent(process -> {
      switch (kind) {
        case KEY -> key(process);
        case TERMINATION -> end(process);
        case END -> {
          end(process);
          awaitOver();
        }
      }
    });
  }

  /** The first one is the program's own business. */
  private void key(Process process) {
    if (keys.incrementAndGet() > 1) {
      end(process);
    } else if (!OtherProgram.endsSoon(process)) {
      screen.warn("the program goes on after Ctrl-C; once more ends it");
    }
  }

  private void end(Process process) {
    ending.lock();
    try {
      OtherProgram.end(process);
    } finally {
      ending.unlock();
    }
  }

  private void awaitOver() {
    try {
      if (!over.await(OtherProgram.LAST_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        screen.warn("the recording could not be ended in time; end it with: athanor resume");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
