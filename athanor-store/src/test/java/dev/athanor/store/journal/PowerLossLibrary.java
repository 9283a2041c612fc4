package dev.athanor.store.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Compiles {@code src/test/c/powerloss.c}. */
final class PowerLossLibrary {
  private PowerLossLibrary() {}

  /** Where there is no compiler, the test that calls this ends here and is reported as skipped, with the reason. */
  static Path compile(Path folder) throws IOException, InterruptedException {
    Path library = folder.resolve("powerloss.so");
    Path source = Path.of("src/test/c/powerloss.c").toAbsolutePath();
    for (String compiler : List.of("cc", "gcc", "clang")) {
      Process process;
      try {
        process = new ProcessBuilder(compiler, "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o",
            library
                .toString(),
            source.toString(), "-ldl", "-lpthread").redirectErrorStream(true).start();
      } catch (IOException notThere) {
        continue;
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(compiler + " can't compile " + source + ":\n" + output);
      }
      return library;
    }
    return Assumptions
        .abort("not tested: the loss of power is tested with a small C library, and there is no C"
            + " compiler here. Install gcc and the C library's headers (Debian: apt-get install gcc libc6-dev)");
  }
}
