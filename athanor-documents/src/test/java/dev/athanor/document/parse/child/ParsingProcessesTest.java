package dev.athanor.document.parse.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.DocumentId;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.RawDocument;
import java.io.DataOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParsingProcessesTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void a_process_that_ends_by_itself_is_the_failure_of_its_file_and_the_next_file_is_read() {
    try (ParsingProcesses processes = hostile(LONG)) {
      assertThat(failure(processes, "exit"))
          .startsWith("the process that read the file ended by itself (status 7);"
              + " exclude the file");
      assertThat(text(processes, "anything")).isEqualTo("read");
      assertThat(failure(processes, "kill"))
          .startsWith("the process that read the file was killed (signal 9)");
      assertThat(text(processes, "anything")).isEqualTo("read");
      assertThat(failure(processes, "throw"))
          .startsWith("the process that read the file ended by itself (status 1)");
    }
  }

  @Test
  void what_needs_more_memory_than_allowed_is_named_with_the_cap() {
    try (ParsingProcesses processes = hostile(LONG)) {
      assertThat(failure(processes, "memory"))
          .isEqualTo("the file needs more than 64 MB of memory to be read, as a"
              + " zip bomb does; split it, exclude it, or allow more with knowledge.parsing.memory");
      assertThat(text(processes, "anything")).isEqualTo("read");
    }
  }

  @Test
  void what_takes_for_ever_is_ended_and_named_with_the_cap() {
    try (ParsingProcesses processes = hostile(Duration.ofMillis(1500))) {
      assertThat(failure(processes, "loop"))
          .isEqualTo("reading the file took longer than 1.5 seconds and was given"
              + " up; split it, exclude it, or allow more with knowledge.parsing.timeout");
    }
  }

  @Test
  void what_libraries_print_is_no_answer_and_no_key_is_inherited() {
    try (ParsingProcesses processes = hostile(LONG)) {
      assertThat(text(processes, "noise")).isEqualTo("quiet");
      assertThat(Set.of(text(processes, "environment").split(" "))).isSubsetOf("", "LANG", "LC_ALL",
          "LC_CTYPE",
          "TZ", "SystemRoot");
    }
  }

  @Test
  void a_process_is_used_again_and_there_are_never_more_than_allowed() throws Exception {
    try (ParsingProcesses processes = hostile(LONG);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(text(processes, "process")).isEqualTo(text(processes, "process"));
      List<Callable<String>> many =
          IntStream.range(0, 12).<Callable<String>>mapToObj(_ -> () -> text(processes,
              "process")).toList();
      Set<String> seen = threads.invokeAll(many).stream().map(Future::resultNow).collect(Collectors.toSet());
      assertThat(seen).hasSizeBetween(1, 2);
    }
  }

  @Test
  void a_process_ends_when_nobody_asks_any_more_even_in_the_middle_of_a_file() throws Exception {
    Process process =
        new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp", System.getProperty(
            "java.class.path"), HostileProcess.class.getName()).redirectErrorStream(true).start();
    try (var out = new DataOutputStream(process.getOutputStream())) {
      Frames.write(out, raw("loop"), "text/plain");
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static ParsingProcesses hostile(Duration timeout) {
    return new ParsingProcesses(new ParserLimits(64_000_000, timeout, 2), HostileProcess.class.getName());
  }

  private static RawDocument raw(String order) {
    return new RawDocument(new DocumentId("a.txt"), order.getBytes(UTF_8));
  }

  private static String text(ParsingProcesses processes, String order) {
    ParseResult result = processes.parse(raw(order), "text/plain");
    assertThat(result).isInstanceOf(ParseResult.Parsed.class);
    return ((ParseResult.Parsed) result).document().text();
  }

  private static String failure(ParsingProcesses processes, String order) {
    ParseResult result = processes.parse(raw(order), "text/plain");
    assertThat(result).isInstanceOf(ParseResult.ParseFailed.class);
    return ((ParseResult.ParseFailed) result).reason();
  }
}
