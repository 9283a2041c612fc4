package dev.athanor.knowledge.embed;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Threads for what may wait: they get the cores that nobody else wants. Java's own priorities change nothing on Linux, so the
 * system is asked, whose {@code setpriority(2)} concerns the calling thread there. Elsewhere such a thread is as any other.
 */
final class Background {
  /** As {@code nice} has it: a tenth of the share of an ordinary thread, where both want a core. */
  private static final int NICE = 10;
  private static final int CALLING = 0;
  private static final int PROCESS = 0;

  private static final Optional<MethodHandle> SET_PRIORITY = lookUp();

  private Background() {}

  /** Threads of this kind that yield to others. */
  static ThreadFactory threads(ThreadFactory kind) {
    return work -> kind.newThread(() -> {
      yieldToOthers();
      work.run();
    });
  }

  @SuppressWarnings("restricted") // the signature is that of the manual page
  private static Optional<MethodHandle> lookUp() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    try {
      Linker linker = Linker.nativeLinker();
      SymbolLookup library = linker.defaultLookup();
      var signature = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT);
      return library.find("setpriority").map(found -> linker.downcallHandle(found, signature));
    } catch (IllegalCallerException | UnsupportedOperationException e) {
      // Whoever runs this allows no native calls: then there is no other priority.
      return Optional.empty();
    }
  }

  /** A refusal changes nothing. */
  private static void yieldToOthers() {
    if (SET_PRIORITY.isPresent()) {
      try {
        int _ = (int) SET_PRIORITY.get().invokeExact(PROCESS, CALLING, NICE);
      } catch (Throwable e) {
        throw new IllegalStateException("setpriority takes three numbers", e);
      }
    }
  }
}
