package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  private static final List<String> COMMANDS =
      List.of("demo", "init", "profile", "sync", "documents", "document", "knowledge", "lineage", "search",
          "ask",
          "prompts", "graph", "eval", "dataset", "judge", "blame",
          "simulate", "record",
          "proxy", "runs", "show",
          "replay", "diff", "resume", "fork", "export", "import", "doctor", "completion");

  @TempDir
  private Path folder;

  private Result athanor(String... arguments) {
    return CommandLineUnderTest.in(folder).athanor(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", ""})
  void theHelpListsEveryCommandAndEveryExitCode(String argument) {
    Result result = argument.isEmpty() ? athanor() : athanor(argument);
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(COMMANDS).allSatisfy(command -> assertThat(result.out()).containsPattern("(?m)^  " + command
        + " +[A-Z]"));
    assertThat(ExitCode.values()).allSatisfy(code -> assertThat(result.out()).containsPattern("(?m)^  " + code
        .number() + " +" + Pattern.quote(code.meaning())));
    assertThat(result.out()).contains("First time here? Try: athanor demo");
  }

  @Test
  void everyCommandExplainsItselfAndFitsOnAScreen() {
    for (String command : COMMANDS) {
      Result result = athanor(command, "--help");
      assertThat(result.code()).isZero();
      assertThat(result.out()).contains("Usage: athanor " + command, "--json");
      assertThat(result.out().lines())
          .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(
              110));
    }
  }

  @Test
  void theCommandsOfPromptsExplainThemselvesToo() {
    assertThat(athanor("prompts", "--help").out()).contains("list", "show", "diff", "render");
    for (String command : List.of("list", "show", "diff", "render")) {
      Result result = athanor("prompts", command, "--help");
      assertThat(result.code()).isZero();
      assertThat(result.out()).contains("Usage: athanor prompts " + command, "--json");
      assertThat(result.out().lines())
          .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(110));
    }
  }

  @Test
  void theCommandOfKnowledgeExplainsItselfToo() {
    assertThat(athanor("knowledge", "--help").out()).contains("compare");
    assertThat(athanor("knowledge").err()).contains("Missing required subcommand: compare A B FILE");
    Result result = athanor("knowledge", "compare", "--help");
    assertThat(result.out()).contains("Usage: athanor knowledge compare", "--qrels", "--margin", "--json");
    assertThat(result.out().lines())
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(110));
  }

  @Test
  void theCommandsOfEvaluationExplainThemselvesToo() {
    for (String command : List.of("eval plan", "eval run", "eval resume", "eval report", "dataset import",
        "dataset show", "judge calibrate", "judge correct")) {
      String[] words = command.split(" ", -1);
      Result result = athanor(words[0], words[1], "--help");
      assertThat(result.code()).isZero();
      assertThat(result.out()).contains("Usage: athanor " + command, "--json");
      assertThat(result.out().lines())
          .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(110));
    }
  }

  /** Tests run in the module's folder. */
  @Test
  void theDocumentedExitCodesAreThese() throws IOException {
    String page = Files.readString(Path.of("../docs/exit-codes.md"));
    assertThat(page.lines().filter(line -> line.matches("\\| [0-9]+ \\|.*")))
        .containsExactlyElementsOf(
            Stream.of(ExitCode.values()).map(code -> "| " + code.number() + " | " + code.meaning()
                + " |").toList());
  }

  /** Each with what stderr says; code 2, and nothing on stdout. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "rusn | unknown command 'rusn'; did you mean runs?; see athanor --help",
      "frobnicate | unknown command 'frobnicate'; see athanor --help",
      "runs --jsno | unknown option '--jsno'; did you mean --json?; see athanor runs --help",
      "prompts lst | unknown command 'lst'; did you mean list?; see athanor prompts --help",
      "prompts show | Missing required parameter: 'NAME'; see athanor prompts show --help",
      "graph --format png | Invalid value for option '--format': expected one of [mermaid, svg] (case-sensitive) but was 'png';"
          + " see athanor graph --help",
      "simulate --port many | Invalid value for option '--port': 'many' is not an int; see athanor simulate --help",
      "simulate --match path | Invalid value for option '--match': expected one of [body, order] (case-sensitive) but was 'path';"
          + " see athanor simulate --help",
      "runs surplus | unexpected argument 'surplus'; see athanor runs --help",
      "show | Missing required parameter: 'RUN'; see athanor show --help",
      "init | Missing required option: '--docs=FOLDER'; see athanor init --help",
      "fork last | Missing required option: '--at=PATH'; see athanor fork --help",
      "runs -n many | Invalid value for option '--limit': 'many' is not an int; see athanor runs --help",
      "runs --color pink | Invalid value for option '--color': expected auto, always or never but was 'pink'; see athanor"
          + " runs --help"})
  void aMalformedCommandLineIsExplained(String line, String message) {
    Result result = athanor(line.split(" ", -1));
    assertThat(result.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(result.out()).isEmpty();
    assertThat(result.err().replace('"', '\'')).isEqualTo("athanor: " + message + "\n");
  }

  @Test
  void aMalformedCommandLineIsToldToProgramsToo() {
    Result result = athanor("runs", "surplus", "--json");
    assertThat(result.json().path("error").path("code").asString()).isEqualTo("usage");
    assertThat(result.code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(athanor("--version").out()).matches("athanor [0-9]+\\.[0-9]+\\.[0-9]+\\S*\n");
  }

  @Test
  void theCompletionScriptKnowsTheCommands() {
    Result result = athanor("completion");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("complete -F", "replay", "--docs");
  }

  @Test
  void colourIsUsedWhenAskedFor() {
    assertThat(athanor("--help", "--color", "always").out()).contains("\u001b[");
    assertThat(athanor("--help").out()).doesNotContain("\u001b[");
  }
}
