package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SystemCommandsTest {
  private static final String SCRIPT =
      """
          models: [small, large]
          rules:
            - when: {system: numbered pieces of evidence, user: How many days}
              then: {json: {answerable: true, missing: "", answer: "An employee has 28 days of paid leave a year [1]."}}
            - when: {system: numbered pieces of evidence, user: "Question: Who pays"}
              then: {json: {answerable: false, missing: "It does not say who pays.", answer: ""}}
            - when: {user: Nobody knows}
              then: {json: {answerable: true, missing: "", answer: "Nobody can know who that is."}}
            - when: {system: numbered pieces of evidence, user: "Question: Who is"}
              then: {json: {answerable: true, missing: "", answer: "Nobody knows who that is."}}
            - when: {user: "can't be used"}
              then: {json: {answerable: true, missing: "", answer: "A certificate is needed from the fourth day on [1]."}}
            - when: {system: numbered pieces of evidence, user: certificate}
              then: {json: {answerable: true, missing: "", answer: "A certificate is needed at once."}}
            - when: {user: What is my name, turn: 2}
              then: "You said it: ${turn}."
            - when: {user: in French, model: large}
              then: "Large says bonjour."
            - when: {user: in French}
              then: "Bonjour."
            - when: {user: it breaks, first: 1}
              then: "An answer that is cut off in the middle of it all."
              delivery: {faults: [{disconnect: 4}], tokens_per_second: 20}
            - when: {user: it breaks}
              then: "An answer that comes to its end."
            - when: {user: it stumbles, first: 1}
              then: "An answer that is cut off in the middle of it all."
              delivery: {faults: [{truncate: 4}]}
            - when: {user: it stumbles}
              then: "An answer that comes to its end."
            - when: {user: policy}
              then: {error: policy}
            - when: {user: too long}
              then: {error: context}
            - then: "Hello, ${user}"
          """;

  @TempDir
  private static Path folder;
  private static Simulator simulator;
  private static CommandLineUnderTest shell;

  @BeforeAll
  static void begin() {
    Handbook.write(folder.resolve("docs"));
    Handbook.file(folder, "script.yaml", SCRIPT);
    simulator = Simulator.start(SimulatorSettings.of(ScriptFile.read(folder.resolve("script.yaml"))));
    Handbook.file(folder, "prompts/greet.prompt", """
        ---
        model: local:small
        input:
          default:
            language: English
          schema:
            name: string
            language: string
        ---
        Greet {{name}} in {{language}}.""");
    Handbook.file(folder, "prompts/brief.prompt", """
        ---
        input:
          schema:
            question: string
        ---
        Briefly and in French: {{question}}""");
    Handbook.file(folder, "prices.json",
        """
            {"prices": [{"model": "local:large", "input": "1000", "output": "2000", "date": "2026-11-01", "source": "ours"}]}""");
    project("");
    shell = CommandLineUnderTest.in(folder);
    assertThat(shell.athanor("sync", "--json").code()).isZero();
  }

  private static void project(String more) {
    Handbook.file(folder, "athanor.yaml", """
        knowledge:
          sources:
            - folder: docs
        models:
          default: local:small
          prices: prices.json
          providers:
            local:
              baseUrl: %s/v1
            keyed:
              baseUrl: %s/v1
              keyVariable: MY_KEY
            claude:
              baseUrl: %s/v1
              protocol: anthropic
              keyless: true
            down:
              baseUrl: http://127.0.0.1:1/v1
        systems:
          support:
            kind: rag
          chat:
            kind: prompt
          greeter:
            kind: prompt
            prompt: greet
          claude:
            kind: prompt
            model: claude:small
          poor:
            kind: prompt
            budget: {tokens: 900}
          rescued:
            kind: prompt
            model: down:small
            fallback: local:small
        %s""".formatted(simulator.baseUri(), simulator.baseUri(), simulator.baseUri(), more));
  }

  @AfterAll
  static void end() {
    simulator.close();
  }

  private static Result ask(String system, String... more) {
    String[] all = new String[more.length + 3];
    all[0] = "ask";
    all[1] = "--system";
    all[2] = system;
    System.arraycopy(more, 0, all, 3, more.length);
    return shell.athanor(all);
  }

  @Test
  void aModelAnswersFromTheDocumentsWithCitations() {
    Result result = ask("support", "--json", Handbook.QUESTION);
    assertThat(result.code()).as(result.err()).isZero();
    JsonNode json = result.json();
    assertThat(json.path("outcome").asString()).isEqualTo("answered");
    assertThat(json.path("answer").asString()).isEqualTo("An employee has 28 days of paid leave a year [1].");
    JsonNode citation = json.path("citations").path(0);
    assertThat(citation.path("number").asInt()).isEqualTo(1);
    assertThat(citation.path("document").asString()).isEqualTo("leave.md");
    assertThat(citation.path("quote").asString())
        .isEqualTo("Every employee has 28 days of paid leave a year.");
    String run = json.path("run").asString();
    assertThat(shell.athanor("replay", "--json", run).json().path("identical").asBoolean()).isTrue();
    Result shown = shell.athanor("show", run);
    assertThat(shown.out()).contains(Handbook.QUESTION, "support (rag)", "model local:small", "sampled",
        "fit: about ", "tokens go to the model");
    assertThat(shell.athanor("show", "--step", "answer", run).out()).contains("local:small",
        "system\n  You answer questions from"
            + " numbered pieces of evidence",
        "user\n  Evidence:\n  [1] Leave > Paid leave\n", "assistant\n", "ended by stop");
  }

  @Test
  void anAnswerWithoutCitationsIsRepaired() {
    Result result = ask("support", "--json", "When is a certificate needed?");
    assertThat(result.json().path("answer").asString())
        .isEqualTo("A certificate is needed from the fourth day on [1].");
    assertThat(shell.athanor("show", result.json().path("run").asString()).out()).contains("repair");
  }

  @Test
  void whatAModelSaidThatIsNotBorneOutIsShownByTheCommandThatTheAbstentionNames() {
    Result result = ask("support", "--json", "Who is paid?");
    String run = result.json().path("run").asString();
    String command = "athanor show --step repair " + run;
    assertThat(result.json().path("explanation").asString()).endsWith(". What it said: " + command);
    assertThat(shell.athanor("show", run).out().replaceAll("\\s+", " ")).contains(command);
    assertThat(shell.athanor("show", "--step", "repair", run).out()).contains("Nobody can know who that is.");
  }

  @Test
  void anAbstentionSaysWhy() {
    Result result = ask("support", "--json", "Who pays for it?");
    assertThat(result.code()).isZero();
    assertThat(result.json().path("outcome").asString()).isEqualTo("abstained");
    assertThat(result.json().path("reason").asString()).isEqualTo("not-in-evidence");
    assertThat(result.json().path("explanation").asString())
        .contains("It does not say who pays; ask in other words");
  }

  @Test
  void atATerminalTheAnswerComesAsTheModelGivesIt() {
    Result result = shell.typed("", "ask", "--system", "support", Handbook.QUESTION);
    assertThat(result.out())
        .startsWith("An employee has 28 days of paid leave a year [1].\n\n[1] Leave > Paid leave  leave.md")
        .contains(
            "    Every employee has 28 days of paid leave a year.")
        .doesNotContain("answerable");
    assertThat(result.out().split("An employee has 28 days", -1)).hasSize(2);
  }

  @Test
  void whatIsRepairedIsVisiblyVoid() {
    assertThat(shell.typed("", "ask", "--system", "support", "When is a certificate needed?").out())
        .startsWith(
            "A certificate is needed at once.\n(void: the model is asked again)\nA certificate is needed from the fourth day on [1].\n");
  }

  @Test
  void whatBrokeOffIsVisiblyVoid() {
    assertThat(shell.typed("", "ask", "--system", "chat", "it breaks").out()).matches(
        "(?s)An answer.*\n\\(void: the answer broke off; the model is asked again\\)\nAn answer that comes to its end.\n");
  }

  @Test
  void theQuestionIsThePromptsOpenValueAndOthersAreGiven() {
    assertThat(ask("greeter", "Ada").out()).startsWith("Hello, Greet Ada in English.");
    assertThat(ask("greeter", "--value", "language=French", "Ada").out()).startsWith("Bonjour.");
    Result wrong = ask("greeter", "--value", "tone=mild", "Ada");
    assertThat(wrong.code()).isEqualTo(ExitCode.USER.number());
    assertThat(wrong.err()).contains(
        "the input of the prompt greet does not fit its schema: $ is {\"language\":\"English\",\"tone\":\"mild\"");
  }

  @Test
  void anotherModelIsAskedWhenTheFirstIsDown() {
    Result result = ask("rescued", "--json", "you");
    assertThat(result.json().path("answer").asString()).isEqualTo("Hello, you");
    assertThat(shell.athanor("show", result.json().path("run").asString()).out()).contains(
        "model-unreachable", "answer[1]",
        "model down:small", "model local:small");
  }

  @Test
  void aForkMayHaveAnotherModelOrAnotherPrompt() {
    String run = ask("greeter", "--json", "--value", "language=French", "Ada").json().path("run").asString();
    Result large = shell.athanor("fork", run, "--at", "answer", "--set", "model=local:large");
    assertThat(large.code()).as(large.err()).isZero();
    assertThat(large.out()).contains("Large says bonjour.");
    assertThat(shell.athanor("show", "last").out()).containsPattern("ok [0-9]+ tokens \\$0\\.0[0-9]+");
    String chat = ask("chat", "--json", "good day").json().path("run").asString();
    Result brief = shell.athanor("fork", chat, "--at", "fit", "--set", "prompt=brief");
    assertThat(brief.code()).as(brief.err()).isZero();
    assertThat(brief.out()).contains("Bonjour.");
    Result none = shell.athanor("fork", chat, "--at", "fit", "--set", "prompt=breif");
    assertThat(none.err()).contains("there is no prompt \"breif\"", "nearest: brief");
    assertThat(shell.athanor("fork", chat, "--at", "fit", "--set", "model=lokal:large").err()).contains(
        "there is no provider \"lokal\"; the nearest: local");
  }

  @Test
  void aChatFromAPipeRemembersWhatWasSaidAndIsGoneOnWith() {
    Result result = shell.piped("I am Ada\n\n/show\nWhat is my name?\n/rest\n/quit\nnot read\n", "chat",
        "--system", "chat");
    assertThat(result.out()).isEqualTo("Hello, I am Ada\nYou said it: 2.\n");
    assertThat(result.err()).contains("The last answer is run ",
        "unknown command /rest; expected one of /quit, /reset, /show; did"
            + " you mean /reset?");
    assertThat(result.code()).isEqualTo(ExitCode.USAGE.number());
    Result more = shell.piped("What is my name?\n", "chat", "--continue", "last", "--json");
    assertThat(more.code()).as(more.err()).isZero();
    String run = more.json().path("run").asString();
    assertThat(shell.athanor("show", "--step", "answer", run).out()).contains("user\n  I am Ada\n",
        "You said it: 2.");
    assertThat(shell.piped("What is my name?\n/reset\nWhat is my name?", "chat", "--continue", run).out())
        .endsWith(
            "Hello, What is my name?\n");
  }

  @Test
  void aChatAtATerminalInvitesAndStreams() {
    Result result = shell.typed("Ada\n" + Handbook.QUESTION + "\n", "chat", "--system", "support");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("support> ", "An employee has 28 days of paid leave a year [1].",
        "[1] Leave > Paid leave  leave.md");
    assertThat(result.err()).contains("Talking with support (rag).");
  }

  @Test
  void badInputIsExplained() {
    refused(ask("suport", "x"), ExitCode.USER,
        "there is no system \"suport\" in athanor.yaml; nearest: support",
        "define it there under systems");
    project(
        "  keyed:\n    kind: prompt\n    model: keyed:small\n  unknown:\n    kind: prompt\n    model: local:smal\n");
    refused(ask("keyed", "x"), ExitCode.USER, "MY_KEY");
    refused(ask("unknown", "x"), ExitCode.RUN_FAILED, "model-unknown");
    refused(ask("chat", "this is against the policy"), ExitCode.RUN_FAILED, "model-policy",
        "ask in other words, or ask another model");
    refused(ask("chat", "this is too long"), ExitCode.RUN_FAILED, "model-context",
        "lower limits.context of the system, which is 8000, or ask a model that reads more");
    refused(ask("ask", "--value", "a=b", "x"), ExitCode.USER,
        "--value a=b: the system \"ask\" has no prompt that could use a value");
    refused(ask("chat", "--value", "ab", "x"), ExitCode.USER,
        "--value is \"ab\"; expected KEY=VALUE, such as name=Ada");
    refused(shell.athanor("chat", "--continue", "nope"), ExitCode.USER, "there is no run \"nope\"");
  }

  @Test
  void theDoctorLooksAtEachSystem() {
    project("""
          keyed:
            kind: prompt
            model: keyed:small
          broken:
            kind: prompt
            prompt: gret
        """);
    Result result = shell.athanor("doctor");
    assertThat(result.code()).isEqualTo(ExitCode.UNHEALTHY.number());
    assertThat(result.out())
        .contains("system       support: rag, asks local:small", "ask: extractive, without a model",
            "broken: there is no prompt \"gret\"; nearest: greet")
        .containsPattern("problem  *system  *keyed: .*MY_KEY");
  }

  private static void refused(Result result, ExitCode code, String... said) {
    assertThat(result.code()).as(result.err()).isEqualTo(code.number());
    assertThat(result.err()).contains(said);
  }

  @Test
  void aSystemIsDrawn() {
    assertThat(shell.athanor("graph", "support").out()).isEqualTo("""
        flowchart TD
          n0(["question"])
          n1(["conversation"])
          n2[("retrieve")]
          n3["athanor/rag"]
          n4{{"local#58;small"}}
          n5["athanor/repair"]
          n6[/"answer"/]
          n0 -->|"question"| n2
          n2 -->|"evidence"| n3
          n0 -->|"question"| n3
          n1 -->|"conversation"| n3
          n3 -->|"messages"| n4
          n4 -.->|"problems"| n5
          n5 -.->|"messages"| n4
          n4 -->|"answer"| n6
        """);
    assertThat(shell.athanor("graph", "support", "--format", "svg").out()).startsWith("<svg ")
        .contains("local:small");
    refused(shell.athanor("graph", "support", "--given", "x"), ExitCode.USER,
        "a system says itself what it is given");
  }

  @Test
  void theHistoryOfAPromptIsInTheJournal() {
    String run = ask("greeter", "--json", "Bob").json().path("run").asString();
    Result history = shell.athanor("prompts", "history", "greet");
    assertThat(history.out()).contains("(now)", run, "Bob");
    assertThat(shell.athanor("prompts", "history", "greet", "--json").json().path("versions").path(0)
        .path("runs").toString())
        .contains(run);
    JsonNode greet = shell.athanor("prompts", "--json").json().path("prompts").path(1);
    assertThat(greet.path("prompt").asString()).isEqualTo("greet");
    assertThat(greet.path("runs").asInt()).isPositive();
    refused(shell.athanor("prompts", "history", "gret"), ExitCode.USER,
        "no run has used a prompt \"gret\", and there is none now;"
            + " used were ");
  }

  @Test
  void aQuestionThatMayPassTheBudgetIsNotAsked() {
    int asked = simulator.requests().size();
    Result result = ask("poor", "anything");
    assertThat(result.code()).isEqualTo(ExitCode.BUDGET.number());
    assertThat(result.out() + result.err())
        .contains("the budget of the run allows no more: 0 of 900 tokens are spent and this "
            + "step may take 1005; raise the budget's tokens, or ask for less: a shorter request, or a shorter answer");
    assertThat(simulator.requests()).hasSize(asked);
  }

  @Test
  void whatAnAttemptHasCostThatBrokeOffIsShownAndCounted() {
    String run = ask("claude", "--json", "it stumbles").json().path("run").asString();
    JsonNode shown = shell.athanor("show", "--json", run).json();
    JsonNode step =
        shown.path("steps").valueStream().filter(each -> each.path("path").asString().equals("answer"))
            .findFirst().orElseThrow();
    long failed = step.path("failedAttempts").path(0).path("tokens").asLong();
    assertThat(failed).isPositive();
    assertThat(shown.path("tokens").asLong()).isEqualTo(failed + step.path("tokens").asLong());
    assertThat(shell.athanor("show", "--step", "answer", run).out()).contains("attempt 1: " + failed
        + " tokens, then model-response");
    assertThat(shell.athanor("show", run).out()).contains(failed + " tokens, then model-response", ", "
        + shown.path("tokens").asLong() + " tokens");
  }
}
