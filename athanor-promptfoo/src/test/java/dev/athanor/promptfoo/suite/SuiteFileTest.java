package dev.athanor.promptfoo.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.eval.dataset.Case;
import dev.athanor.promptfoo.assertion.Asserted;
import dev.athanor.promptfoo.assertion.Sheet;
import dev.athanor.promptfoo.provider.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteFileTest {
  @TempDir
  private Path folder;

  private Suite read(String text, Map<String, String> environment) throws Exception {
    Path file = Files.writeString(folder.resolve("promptfooconfig.yaml"), text);
    assertThat(SuiteFile.is(file)).isTrue();
    return new SuiteFile(file, environment, Optional.empty()).read();
  }

  private Suite read(String text) throws Exception {
    return read(text, Map.of());
  }

  private void write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void everyPromptIsPutToEveryProviderAndNamedByWhatTellsThemApart() throws Exception {
    Suite suite = read(
        """
            prompts: ['Say {{word}}', {label: terse, raw: '{{word}}'}]
            providers: [echo, {id: 'openai:gpt-4o-mini', label: small, config: {max_tokens: 50}}, 'openai:o3-mini']
            tests: [{vars: {word: yes}}]
            """);
    assertThat(suite.asked()).extracting(Suite.Asked::name).containsExactly("echo-prompt-1", "echo-terse",
        "small-prompt-1",
        "small-terse", "openai-o3-mini-prompt-1", "openai-o3-mini-terse");
    Target.OfModel small = (Target.OfModel) suite.asked().get(2).target();
    assertThat(small.settings().maxOutputTokens()).contains(50);
    assertThat(small.settings().temperature()).contains(0.0);
    Target.OfModel thinking = (Target.OfModel) suite.asked().get(4).target();
    assertThat(thinking.settings().temperature()).isEmpty();
    assertThat(thinking.settings().maxOutputTokens()).isEmpty();
  }

  @Test
  void aProviderIsSentOnlyThePromptsThatItNames() throws Exception {
    Suite suite = read("""
        prompts: [{label: long, raw: a}, {label: short, raw: b}]
        providers: [{id: echo, prompts: [short]}]
        """);
    assertThat(suite.asked()).extracting(Suite.Asked::prompt).containsExactly("b");
  }

  @Test
  void filesBesideTheSuiteAreReadWhereverItNamesThem() throws Exception {
    write("prompts/one.txt", "First {{text}}\n---\nSecond {{text}}\n");
    write("prompts/chat.yaml", "- {role: user, content: 'Hi {{text}}'}\n");
    write("texts/a.txt", "aaa\n");
    write("texts/b.txt", "bbb\n");
    write("tests.csv", "text,__expected\nccc,contains: c\n");
    write("more.jsonl", "{\"vars\": {\"text\": \"ddd\"}}\n");
    write("schema.json", "{\"type\": \"object\"}");
    Suite suite = read("""
        prompts: [file://prompts/one.txt, prompts/chat.yaml]
        providers: [echo]
        tests:
          - vars: {text: 'file://texts/*.txt'}
            assert: [{type: is-json, value: 'file://schema.json'}]
          - file://tests.csv
          - more.jsonl
        """);
    assertThat(suite.obstacles()).isEmpty();
    assertThat(suite.asked()).extracting(Suite.Asked::name).containsExactly("one-txt-1", "one-txt-2",
        "chat-yaml");
    assertThat(suite.asked().get(2).prompt()).isEqualTo("[{\"role\":\"user\",\"content\":\"Hi {{text}}\"}]");
    assertThat(suite.cases()).extracting(each -> each.input().path("text").asString()).containsExactly("aaa",
        "bbb", "ccc",
        "ddd");
    assertThat(suite.cases()).extracting(Case::id).containsExactly("test-1-1", "test-1-2", "test-2",
        "test-3");
    assertThat(((Asserted.One) Sheet.of(suite.cases().getFirst()).all().getFirst()).value().orElseThrow())
        .hasToString(
            "{\"type\":\"object\"}");
  }

  @Test
  void testsTakeOverWhatDefaultTestScenariosAndReferencesSay() throws Exception {
    Suite suite = read(
        """
            prompts: ['{{a}} {{b}}']
            providers: [echo]
            templates: {short: {type: word-count, value: {max: 9}}}
            defaultTest:
              vars: {a: A, b: B}
              threshold: 0.5
              assert: [{$ref: '#/templates/short'}]
            scenarios:
              - config: [{vars: {b: one}}, {vars: {b: two}}]
                tests: [{vars: {a: own}, assert: [{type: contains, value: '{{b}}'}]}, {options: {disableDefaultAsserts: true}}]
            """);
    assertThat(suite.obstacles()).isEmpty();
    assertThat(suite.cases()).extracting(each -> each.input().toString()).containsExactly(
        "{\"a\":\"own\",\"b\":\"one\"}",
        "{\"a\":\"A\",\"b\":\"one\"}", "{\"a\":\"own\",\"b\":\"two\"}", "{\"a\":\"A\",\"b\":\"two\"}");
    Sheet first = Sheet.of(suite.cases().getFirst());
    assertThat(first.threshold()).contains(0.5);
    assertThat(first.all()).extracting(each -> ((Asserted.One) each).written()).containsExactly("word-count",
        "contains");
    assertThat(((Asserted.One) first.all().getLast()).value().orElseThrow().asString()).isEqualTo("one");
    assertThat(Sheet.of(suite.cases().get(1)).all()).isEmpty();
  }

  @Test
  void variablesOfTheEnvironmentAreFilledInButAKeyIsOnlyNamed() throws Exception {
    Suite suite = read(
        """
            env: {TONE: kind}
            prompts: ['Be {{env.TONE}} to {{ name }} of {{ env.TEAM | default("us") }}']
            providers: [{id: 'openai:gpt-4o', config: {apiKey: '{{env.MY_KEY}}', apiBaseUrl: 'http://127.0.0.1:1/v1'}}]
            """,
        Map.of("MY_KEY", "secret"));
    assertThat(suite.asked().getFirst().prompt()).isEqualTo("Be kind to {{ name }} of us");
    assertThat(((Target.OfModel) suite.asked().getFirst().target()).connection().keys())
        .containsExactly("MY_KEY");
    assertThat(Target.CODEC.encode(suite.asked().getFirst().target()).toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "tests: [{assert: [{type: javascript, value: 'output.length'}]}] | tests[0].assert[0]: \"javascript\" can't run here: it runs code in another language",
      "tests: [{assert: [{type: contians, value: x}]}] | tests[0].assert[0]: \"contians\" can't run here: there is no such type; nearest: contains",
      "tests: [{assert: [{type: contains}]}] | tests[0].assert[0]: contains has no value; expected text or a number",
      "tests: [{assert: [{type: regex, value: '('}]}] | expected a regular expression; Unclosed group",
      "tests: [{assert: [{type: cost}]}] | cost has no threshold; expected one as a number under threshold",
      "tests: [{assert: [{type: contains, value: x, transform: y}]}] | tests[0].assert[0]: \"contains\" has transform, which can't be done here",
      "tests: [{assert: [{type: equals, value: 'file://check.py'}]}] | check.py is code in another language",
      "tests: [{assert: [{type: llm-rubric, value: good}]}] | llm-rubric asks a model to judge, and nobody says which; name one under defaultTest.options.provider, or with --judge",
      "tests: [{assert: [{type: similar, value: x, provider: 'openai:gpt-4o'}]}] | tests[0].assert[0]: the provider \"openai:gpt-4o\" makes no vectors that can be asked for from here; expected one such as openai:embedding:text-embedding-3-small",
      "tests: [{assert: [{type: similar}]}] | similar has no value; expected text or a list of texts",
      "tests: [{assert: [{type: 'similar:manhattan', value: x}]}] | \"similar:manhattan\" can't run here: there is no such type; nearest: similar",
      "tests: [{assert: [{type: tool-call-f1, value: ' , '}]}] | tool-call-f1 has the value \" , \"; expected at least one name of a tool",
      "tests: [{assert: [{type: is-xml, value: {tags: [a]}}]}] | expected elements between commas, a list of them, or an object with requiredElements",
      "tests: [{assert: [{type: is-sql}]}] | \"is-sql\" can't run here: it needs promptfoo's parser of SQL",
      "tests: [{assert: [{type: factuality, value: x, provider: 'openai:gpt-4o', rubricPrompt: y}]}] | \"factuality\" is judged with a rubricPrompt of the suite's own, which only llm-rubric and select-best can have here",
      "tests: [{assert: [{type: contains, value: x}, {type: max-score}]}] | tests[0].assert: max-score compares answers, and the test is for one system; name at least two prompts or providers",
      "tests: [{assert: [{type: max-score, value: {method: median}}]}] | tests[0].assert[0]: max-score has the value {\"method\":\"median\"}; expected an object with method (average or sum), weights by type, and threshold",
      "tests: [{assert: [{type: not-max-score}]}] | tests[0].assert[0]: \"not-max-score\" can't run here: it compares a whole answer with others; expected among the assertions of a test, without not- and in no assert-set",
      "tests: [{assert: [{type: assert-set, assert: [{type: select-best, value: x}]}]}] | tests[0].assert[0].assert[0]: \"select-best\" can't run here: it compares a whole answer with others",
      "tests: [{assert: [{type: select-best, value: x}]}] | tests[0].assert[0]: select-best asks a model to judge, and nobody says which",
      "tests: [{assert: [{type: select-best}]}] | tests[0].assert[0]: select-best has no value; expected text",
      "tests: [{providers: [nobody]}] | tests[0].providers: \"nobody\" is none that can be asked here; there are [\"echo\"]",
      "scenarios: [{config: [x], tests: [{vars: {a: b}}]}] | scenarios[0]: config[0] is \"x\"; expected members of a test, such as vars",
      "tests: [{prompts: x}] | tests[0].prompts: this is \"x\"; expected a list of names",
      "tests: [{assert: [{type: contains, value: '{{ x.y() }}'}]}] | uses a call of a function of JavaScript",
      "tests: [{options: {transform: 'output.trim()'}}] | tests[0].options.transform: this can't be done here",
      "tests: [{provider: echo}] | tests[0].provider: this can't be done here",
      "tests: [{vars: {a: 'file://vars.py'}}] | tests[0].vars: vars.py is code in another language",
      "tests: [file://gen.js] | tests[0]: gen.js is code in another language",
      "defaultTest: {options: {transform: x}} | defaultTest.options.transform: this can't be done here",
      "extensions: ['file://hook.js:before'] | extensions: extensions are code in another language",
      "evaluateOptions: {delay: 100} | evaluateOptions.delay: this can't be done here"})
  void whatCanNotRunIsNamedWithItsPlace(String part, String obstacle) throws Exception {
    Suite suite = read("prompts: [x]\nproviders: [echo]\n" + part + "\n");
    assertThat(suite.obstacles()).singleElement()
        .satisfies(each -> assertThat(each.toString()).contains(obstacle));
  }

  @Test
  void aFileOfWhatAPromptSaysIsNotReadAndNamed() throws Exception {
    Suite suite = read("prompts: [{raw: x, config: 'file://x.yaml'}, y]\nproviders: [echo]\n");
    assertThat(suite.obstacles()).singleElement().satisfies(each -> assertThat(each.toString())
        .contains("prompts[0]: config is \"file://x.yaml\"; expected its members here"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "file://my.js | providers[0]: file://my.js runs code in another language",
      "python:chain.py | providers[0]: python:chain.py runs code in another language",
      "opneai:gpt-4o | providers[0]: the provider \"opneai:gpt-4o\" is not among those that can be asked from here; nearest: openai",
      "openai:embedding:x | openai:embedding answers no chat; expected openai:MODEL or openai:chat:MODEL",
      "{id: 'openai:x', config: {apiKey: sk-1}} | config.apiKey of openai is a key itself, which would stand in records",
      "{id: 'openai:x', config: 'file://x.yaml'} | providers[0]: config is \"file://x.yaml\"; expected its members here, a file of them is not read",
      "{id: 'openai:x', config: {functionToolCallbacks: {}}} | config.functionToolCallbacks of openai:x is not known here",
      "{id: 'openai:x', config: {tools: [go]}} | config.tools of openai:x is \"go\"; expected an object, or a file of such",
      "{id: 'openai:x', config: {tools: ['file://tools.py']}} | file://tools.py is no file of tools that can be read here; expected .json or .yaml",
      "{id: 'openai:x', config: {tools: {type: '{{kind}}'}}} | expected one without templates: each case is offered the same",
      "{id: 'anthropic:x', config: {tool_choice: auto}} | config.tool_choice of anthropic:x is \"auto\"; expected an object with type, as Anthropic has it",
      "{id: 'openai:responses:x', config: {tools: [{type: function}]}} | config.tools of openai:responses:x is not known here",
      "{id: 'openai:x', transform: 'output'} | openai:x has transform, which can't be done here",
      "{id: 'https://x.example', config: {body: {q: 1}, transformResponse: 'json.a.map(f)'}} | transformResponse of https://x.example runs JavaScript",
      "{id: 'https://x.example', config: {body: {q: '{{env.TOKEN}}'}}} | config.body of https://x.example names a variable of the environment, which would stand in records; send it in config.headers",
      "{id: https, config: {url: 'https://{{env.NOWHERE}}/x', body: {q: 1}}} | config.url names NOWHERE, which is not in the environment; set it",
      "{id: 'https://x.example', config: {method: GET}} | is asked with GET; only POST"})
  void aProviderThatCanNotBeAskedIsNamedWithItsPlace(String provider, String obstacle) throws Exception {
    Suite suite =
        read("prompts: [x]\nproviders: [" + (provider.startsWith("{") ? provider : "'" + provider + "'")
            + ", echo]\n");
    assertThat(suite.obstacles()).singleElement()
        .satisfies(each -> assertThat(each.toString()).contains(obstacle));
    assertThat(suite.asked()).extracting(Suite.Asked::name).containsExactly("echo");
  }

  @Test
  void anAssertionThatCanNotRunIsLeftOutAndCountedAndASetWithOneIsLeftOutAsAWhole() throws Exception {
    Suite suite = read("""
        prompts: [x]
        providers: [echo]
        tests:
          - assert:
              - {type: contains, value: x}
              - {type: not-meteor, value: y}
              - {type: assert-set, assert: [{type: contains, value: x}, {type: python, value: y}]}
        """);
    Sheet sheet = Sheet.of(suite.cases().getFirst());
    assertThat(sheet.all()).hasSize(1);
    assertThat(sheet.leftOut()).containsExactly("not-meteor", "assert-set");
    assertThat(suite.obstacles()).extracting(Obstacle::place).containsExactly("tests[0].assert[1]",
        "tests[0].assert[2].assert[1]");
  }

  @Test
  void anEvaluationOfOursIsNoSuite() throws Exception {
    write("evals/answers.yaml", "dataset: x.jsonl\nsystems: [ask]\nscorers: [exact]\n");
    assertThat(SuiteFile.is(folder.resolve("evals/answers.yaml"))).isFalse();
    assertThat(SuiteFile.is(folder.resolve("missing.yaml"))).isFalse();
  }
}
