package dev.athanor.cli.command;

import dev.athanor.cli.terminal.InterruptKey;
import dev.athanor.cli.terminal.Screen;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * What to say when the process is asked to stop in the middle of something (Ctrl-C, {@code kill}). Mostly nothing else is to
 * be done then: whatever is written is written whole or not at all, also when the power fails. So the process ends at once,
 * without the shutdown of libraries: ONNX Runtime aborts if it is shut down while it loads. Close it when the something is
 * over.
 */
final class Interruption implements AutoCloseable {
  private static final AtomicReference<Consumer<Kind>> LAST_WORDS = new AtomicReference<>(Interruption::halt);
  private static final int TERMINATED = 143;
  private static boolean hooked;

  private final Consumer<Kind> before;

  private Interruption(Consumer<Kind> before) {
    this.before = before;
  }

  /** Who asks the process to stop. */
  enum Kind {
    /** Ctrl-C. */
    KEY,
    /** {@code kill}. */
    TERMINATION,
    /** The process itself: it is about to end for another reason, such as a terminal that was closed. */
    END
  }

  /** From here on, an interruption ends the process at once, also where there is nothing to say yet. */
  static void prepare() {
    hook();
  }

  /** From here on, an interruption says this to people: it is how the command ends, and no program waits for a result. */
  static Interruption says(Screen screen, String message) {
    return does(() -> screen.error("interrupted; " + message));
  }

  /** From here on, an interruption says this, also to a program that waits for a result. */
  static Interruption says(Invocation invocation, String message) {
    Problem problem =
        new Problem(ExitCode.INTERRUPTED, "interrupted", "user", "interrupted; " + message, List.of());
    return answeredBy(kind -> {
      problem.tell(invocation.screen(), invocation.json() && kind != Kind.END);
      invocation.surroundings().streams().out().flush(); // the process is halted, which flushes nothing
      halt(kind);
    });
  }

  /** From here on, an interruption does this, and the process ends when it is done. */
  static Interruption does(Runnable last) {
    return answeredBy(kind -> {
      last.run();
      halt(kind);
    });
  }

  /** From here on, an interruption does this and nothing else: what is under way comes to its own end, and the process with it. */
  static Interruption answeredBy(Consumer<Kind> answer) {
    hook();
    return new Interruption(LAST_WORDS.getAndSet(answer));
  }

  private static synchronized void hook() {
    if (!hooked) {
      hooked = true;
      InterruptKey.on("INT", () -> LAST_WORDS.get().accept(Kind.KEY));
      InterruptKey.on("TERM", () -> LAST_WORDS.get().accept(Kind.TERMINATION));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> LAST_WORDS.get().accept(Kind.END),
          "athanor-last-words"));
    }
  }

  /** Ends the process with the code by which a shell knows the signal. */
  private static void halt(Kind kind) {
    switch (kind) {
      case KEY -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
      case TERMINATION -> Runtime.getRuntime().halt(TERMINATED);
      case END -> {
        return;
      }
    }
  }

  @Override
  public void close() {
    LAST_WORDS.set(before);
  }
}
