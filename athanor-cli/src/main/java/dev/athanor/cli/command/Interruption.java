package dev.athanor.cli.command;

import dev.athanor.cli.terminal.InterruptKey;
import dev.athanor.cli.terminal.Screen;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What to say when the process is asked to stop in the middle of something (Ctrl-C, {@code kill}). Mostly nothing else is to
 * be done then: whatever is written is written whole or not at all, also when the power fails. So the process ends at once,
 * without the shutdown of libraries: ONNX Runtime aborts if it is shut down while it loads. Close it when the something is
 * over.
 */
final class Interruption implements AutoCloseable {
  private static final AtomicReference<Runnable> LAST_WORDS = new AtomicReference<>(() -> {
    // Nothing is under way.
  });
  private static final int TERMINATED = 143;
  private static boolean hooked;

  private final Runnable before;

  private Interruption(Runnable before) {
    this.before = before;
  }

  /** From here on, an interruption ends the process at once, also where there is nothing to say yet. */
  static void prepare() {
    hook();
  }

  /** From here on, an interruption says this. */
  static Interruption says(Screen screen, String message) {
    return does(() -> screen.error("interrupted; " + message));
  }

  /** From here on, an interruption does this, and the process ends when it is done. */
  static Interruption does(Runnable last) {
    hook();
    return new Interruption(LAST_WORDS.getAndSet(last));
  }

  private static synchronized void hook() {
    if (!hooked) {
      hooked = true;
      signals().forEach((signal, code) -> InterruptKey.on(signal, () -> {
        LAST_WORDS.get().run();
        Runtime.getRuntime().halt(code);
      }));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> LAST_WORDS.get().run(), "athanor-last-words"));
    }
  }

  /** Each with the code by which a shell knows it. */
  private static Map<String, Integer> signals() {
    return Map.of("INT", ExitCode.INTERRUPTED.number(), "TERM", TERMINATED);
  }

  @Override
  public void close() {
    LAST_WORDS.set(before);
  }
}
