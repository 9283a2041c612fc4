package dev.athanor.knowledge.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BackgroundTest {
  /** See proc_pid_stat(5): the 19th field, of which two are before the end of the name. */
  private static final int NICE = 19 - 3;

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_thread_of_the_background_yields_and_no_other_does() throws Exception {
    int before = nice();
    try (var background =
        Executors.newSingleThreadExecutor(Background.threads(Thread.ofPlatform().daemon().factory()))) {
      assertThat(background.submit(BackgroundTest::nice).get()).isEqualTo(10);
    }
    assertThat(nice()).isEqualTo(before).isLessThan(10);
  }

  private static int nice() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
  }
}
