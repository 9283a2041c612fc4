package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.PromptPin;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.store.journal.SqliteJournal;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people and programs see of prompts. */
class PromptCommandsTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void write() {
    Handbook.write(folder.resolve("docs"));
    assertThat(CommandLineUnderTest.in(folder).athanor("init", "--docs", "docs").code()).isZero();
    prompt("greet", """
        ---
        description: Says hello.
        model: openai:gpt-5-mini
        config:
          temperature: 0.2
        input:
          default:
            tone: calm
          schema:
            name: string, who it is
            tone?: string
            times?: integer
        ---
        {{role "system"}}Be {{tone}}.
        {{> sign}}
        {{role "user"}}I am {{name}}{{#if times}}, {{times}} times{{/if}}.
        """);
    prompt("_sign", "Sign as A.\n");
    prompt("outline", "---\nathanor.reads: question\nathanor.writes: outline\n---\n{{@state.question}}\n");
    prompt("draft",
        "---\nathanor.reads: [outline, critique?]\nathanor.writes: draft\n---\n{{@state.outline}}\n");
    prompt("draft.short",
        "---\nathanor.reads: outline\nathanor.writes: draft\n---\n{{@state.outline}}, short\n");
  }

  private void prompt(String name, String text) {
    Handbook.file(folder.resolve("prompts"), name + ".prompt", text);
  }

  private String athanor(String... arguments) {
    Result result = CommandLineUnderTest.in(folder).athanor(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    return result.out();
  }

  private static String shape(String json) {
    return json.strip().replaceAll("\"[0-9a-f]{64}\"", "HASH");
  }

  /** A run that has used the prompt as it is now. */
  private void run(String id) {
    Project project = Project.open(folder);
    PromptPin pin = PromptLibrary.in(project.prompts()).load(PromptName.parse("greet")).pin();
    try (SqliteJournal journal = SqliteJournal.open(Workshop.journalFile(project));
        Runs runs = new Runs(journal)) {
      Program<String, String> program = new Program<>("echo", Codec.TEXT, Codec.TEXT, (_, input) -> input);
      runs.register(program)
          .start(new RunId(id), program, "x", RunOptions.PLAIN.pin(pin.key(), PromptPin.CODEC.encode(
              pin)))
          .outcome();
    }
  }

  @Test
  void promptsAreListedWithTheirVersions() {
    for (String[] command : new String[][]{{"prompts"}, {"prompts", "list"}}) {
      assertThat(athanor(command)).containsPattern("""
          PROMPT +VERSION +RUNS +MODEL +READS +WRITES +DESCRIPTION
          draft +[0-9a-f]{12} +0 +outline, critique\\? +draft
          draft.short +[0-9a-f]{12} +0 +outline +draft
          greet +[0-9a-f]{12} +0 +openai:gpt-5-mini +Says hello.
          outline +[0-9a-f]{12} +0 +question +outline
          """);
    }
  }

  @Test
  void aBrokenPromptIsNamedAndTheOthersAreListed() {
    prompt("broken", "---\ninput:\n  schema:\n    name: string\n---\n{{nmae}}");
    Result result = CommandLineUnderTest.in(folder).athanor("prompts", "list", "--json");
    assertThat(result.code()).isZero();
    assertThat(result.err())
        .isEqualTo("warning: the prompt broken is broken: prompts/broken.prompt, line 6, column 3: the"
            + " variable \"nmae\" is not declared by the input's schema; declare it under input.schema, or correct the name;"
            + " nearest: name\n");
    assertThat(result.json().path("prompts")).hasSize(4);
    assertThat(result.json().path("broken").path(0).propertyNames()).containsExactly("prompt", "message");
  }

  @Test
  void theJsonOfTheListIsAPromise() {
    assertThat(shape(athanor("prompts", "--json"))).contains(
        "{\"prompt\":\"draft\",\"version\":HASH,\"file\":\"prompts/draft.prompt\",\"description\":null,\"model\":null,"
            + "\"reads\":[{\"state\":\"outline\",\"optional\":false},{\"state\":\"critique\",\"optional\":true}],"
            + "\"writes\":[\"draft\"],\"partials\":[],\"runs\":0,\"used\":[]}")
        .startsWith("{\"prompts\":[").endsWith("],\"broken\":[]}");
  }

  @Test
  void aPromptIsShownWithAllThatItDependsOn() {
    assertThat(athanor("prompts", "show", "greet")).containsPattern("""
        ^greet  version [0-9a-f]{12}  prompts/greet.prompt
        Says hello.

        model     openai:gpt-5-mini
        settings  \\{"temperature":0.2.*
        partials  sign
        input     \\{"type":"object",.*

        \\{\\{role "system"}}Be \\{\\{tone}}.
        """);
    assertThat(shape(athanor("prompts", "show", "greet", "--json"))).isEqualTo(
        "{\"prompt\":\"greet\",\"version\":HASH,\"file\":\"prompts/greet.prompt\",\"description\":\"Says hello.\",\"model\":\"openai:gpt-5-mini\","
            + "\"reads\":[],\"writes\":[],\"partials\":[\"sign\"],\"settings\":{\"temperature\":0.2,\"stop\":[],\"extra\":{}},\"tools\":[],"
            + "\"input\":{\"default\":{\"tone\":\"calm\"},\"schema\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\",\"description\":\"who it is\"},"
            + "\"tone\":{\"type\":[\"string\",\"null\"]},\"times\":{\"type\":[\"integer\",\"null\"]}},\"additionalProperties\":false,\"required\":[\"name\"]}},"
            + "\"output\":{\"format\":\"text\",\"schema\":null},\"text\":\"---\\ndescription: Says hello.\\nmodel: openai:gpt-5-mini\\nconfig:\\n  temperature: 0.2\\n"
            + "input:\\n  default:\\n    tone: calm\\n  schema:\\n    name: string, who it is\\n    tone?: string\\n    times?: integer\\n---\\n"
            + "{{role \\\"system\\\"}}Be {{tone}}.\\n{{> sign}}\\n{{role \\\"user\\\"}}I am {{name}}{{#if times}}, {{times}} times{{/if}}.\\n\","
            + "\"included\":{\"sign\":\"Sign as A.\\n\"}}");
  }

  @Test
  void aRenderedPromptIsWhatAModelWouldBeTold() {
    String expected = """
        system
          Be calm.
          Sign as A.
        user
          I am 42, 3 times.
        """;
    assertThat(athanor("prompts", "render", "greet", "name=42", "times=3")).isEqualTo(expected);
    assertThat(athanor("prompts", "render", "greet", "--input", "{\"name\":\"42\",\"times\":3}"))
        .isEqualTo(expected);
    assertThat(athanor("prompts", "render", "draft", "--state", "outline=1. Begin"))
        .isEqualTo("user\n  1. Begin\n");
    assertThat(shape(athanor("prompts", "render", "greet", "name=Ada", "--json"))).isEqualTo(
        "{\"prompt\":\"greet\",\"version\":HASH,\"model\":\"openai:gpt-5-mini\",\"settings\":{\"temperature\":0.2,\"stop\":[],\"extra\":{}},"
            + "\"output\":{\"type\":\"text\"},\"tools\":[],\"messages\":[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"text\":\"Be calm.\\nSign as A.\\n\"}]},"
            + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"I am Ada.\"}]}]}");
  }

  @Test
  void aPromptIsHeldAgainstTheVersionThatARunHasUsed() {
    run("before");
    assertThat(athanor("prompts", "diff", "greet", "--run", "before")).matches(
        "The two are the same: greet [0-9a-f]{12} \\(run before\\) and greet [0-9a-f]{12} \\(project\\)\n");
    prompt("_sign", "Sign as B.\n");
    run("after");
    String changed = """
        --- greet [0-9a-f]{12} \\(run before\\)
        \\+\\+\\+ greet [0-9a-f]{12} \\(%s\\)
        partial sign
        @@ -1,2 \\+1,2 @@
        -Sign as A.
        \\+Sign as B.
        \s
        """;
    assertThat(athanor("prompts", "diff", "greet", "--run", "before")).matches(changed.formatted("project"));
    assertThat(athanor("prompts", "diff", "greet", "--run", "before", "--run", "after"))
        .matches(changed.formatted(
            "run after"));
    assertThat(shape(athanor("prompts", "diff", "greet", "--run", "before", "--json"))).isEqualTo(
        "{\"identical\":false,\"first\":{\"prompt\":\"greet\",\"version\":HASH,\"from\":\"run before\"},"
            + "\"second\":{\"prompt\":\"greet\",\"version\":HASH,\"from\":\"project\"},\"changes\":[{\"of\":\"partial sign\","
            + "\"diff\":[\"@@ -1,2 +1,2 @@\",\"-Sign as A.\",\"+Sign as B.\",\" \"]}]}");
  }

  @Test
  void twoPromptsOrFilesAreHeldBesideEachOther() {
    Handbook.file(folder, "old/draft.prompt",
        "---\nathanor.reads: outline\nathanor.writes: draft\n---\nOld\n");
    assertThat(athanor("prompts", "diff", "old/draft.prompt", "draft.short")).contains("--- draft ",
        "(old/draft.prompt)",
        "+++ draft.short ", "-Old\n+{{@state.outline}}, short\n");
  }

  @Test
  void theGraphIsDrawnAsTextOrAsAPicture() {
    assertThat(athanor("graph", "--given", "question,critique")).isEqualTo("""
        flowchart TD
          n0(["critique"])
          n1(["question"])
          n2["draft"]
          n3["greet"]
          n4["outline"]
          n5[/"draft"/]
          n4 -->|"outline"| n2
          n0 -.->|"critique"| n2
          n1 -->|"question"| n4
          n2 -->|"draft"| n5
        """);
    assertThat(athanor("graph", "--given", "question", "--format", "svg")).startsWith("<svg xmlns=")
        .endsWith("</svg>\n");
    assertThat(athanor("graph", "--given", "question", "--json")).startsWith(
        "{\"order\":[\"greet\",\"outline\",\"draft\"],\"nodes\":[{\"kind\":\"given\",\"name\":\"question\"},")
        .contains(
            "\"edges\":[{\"from\":{\"kind\":\"prompt\",\"name\":\"outline\"},\"to\":{\"kind\":\"prompt\",\"name\":\"draft\"},\"state\":\"outline\",\"optional\":false},")
        .contains("\"format\":\"mermaid\",\"drawing\":\"flowchart TD\\n");
  }

  @ParameterizedTest
  @CsvSource(delimiterString = " => ", quoteCharacter = '`', value = {
      "prompts show gret => there is no prompt 'gret'; nearest: greet",
      "prompts render greet => the input of the prompt greet does not fit its schema: $ is {'tone':'calm'}: required property 'name' not found",
      "prompts render greet name=Ada times=often => the input of the prompt greet does not fit its schema: $.times is 'often': string found, [integer, null] expected",
      "prompts render greet Ada => the variable is 'Ada'; expected KEY=VALUE, such as name=Ada",
      "prompts render greet --input [1] => --input is [1]; expected a JSON object",
      "prompts render draft => the prompt draft reads the shared state outline; give it with: --state outline=VALUE",
      "prompts diff greet => there is only one version to look at",
      "prompts diff greet draft --run last => these are more than two versions",
      "prompts diff greet --run last => there are no runs yet",
      "prompts diff greet gone.prompt => PROJECT/gone.prompt is no file; expected one that is a prompt",
      "graph => the prompt outline reads the state 'question', and nobody writes it; nearest: outline, draft; add it",
      "-C docs graph => there is no athanor.yaml in PROJECT/docs"})
  void whatIsWrongIsExplained(String line, String message) {
    Result result = CommandLineUnderTest.in(folder).athanor(line.split(" ", -1));
    assertThat(result.err().replace('"', '\''))
        .startsWith("athanor: " + message.replace("PROJECT", folder.toString()));
    assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aRunThatHasNotUsedAPromptSaysWhichItHas() {
    run("before");
    assertThat(CommandLineUnderTest.in(folder).athanor("prompts", "diff", "draft", "--run", "before").err())
        .isEqualTo(
            "athanor: the run before has not used the prompt \"draft\"; it has used greet\n");
  }

  @Test
  void aBrokenPromptIsNoReasonToDrawTheRest() {
    prompt("broken", "{{#if a}}x");
    Result result = CommandLineUnderTest.in(folder).athanor("graph", "--given", "question");
    assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    assertThat(result.err()).isEqualTo(
        "athanor: prompts/broken.prompt, line 1, column 1: {{#if}} is never closed; expected {{/if}}\n");
  }
}
