package dev.athanor.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.journal.Payload;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.prompt.schema.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class PromptTest {
  private static final String SUMMARY = """
      ---
      model: openai:gpt-5-mini
      config:
        temperature: 0.2
        topK: 40
        stopSequences: [END]
        verbosity: low
      tools: [search]
      toolDefs:
        - name: clock
          description: What time it is.
          inputSchema:
            zone?: string
      input:
        default:
          tone: calm
        schema:
          topic: string, what it is about
          tone?: string
      output:
        schema:
          summary: string
          tags(array): string
      ---
      {{role "system"}}Be {{tone}}.
      {{role "user"}}{{topic}}
      """;

  private static Prompt prompt(String text, Map<String, String> partials) {
    return Prompt.of(PromptName.parse("p"), PromptFile.of("prompts/p.prompt", text), Partials.of(partials));
  }

  private static Prompt prompt(String text) {
    return prompt(text, Map.of());
  }

  private static PromptInput input(String json) {
    return PromptInput.of((ObjectNode) Json.parse(json));
  }

  @Test
  void rendersWhatAQuestionToAModelIsMadeOf() {
    var prompt = prompt(SUMMARY).check();
    var rendered = prompt.render(input("{\"topic\":\"tea\"}"));
    assertThat(rendered.messages()).containsExactly(Message.system("Be calm.\n"), Message.user("tea"));
    assertThat(rendered.model()).contains("openai:gpt-5-mini");
    assertThat(rendered.version()).isEqualTo(prompt.version());
    assertThat(rendered.settings().temperature()).contains(0.2);
    assertThat(rendered.settings().topK()).contains(40);
    assertThat(rendered.settings().stop()).containsExactly("END");
    assertThat(rendered.settings().extra()).containsOnlyKeys("verbosity");
    assertThat(rendered.tools().names()).containsExactly("search");
    assertThat(rendered.tools().definitions()).singleElement().satisfies(tool -> assertThat(tool.parameters()
        .path("properties").propertyNames()).containsExactly("zone"));
    assertThat(rendered.output()).isInstanceOfSatisfying(OutputFormat.Schema.class,
        schema -> assertThat(schema.schema()
            .path("required").toString()).isEqualTo("[\"summary\",\"tags\"]"));
  }

  @Test
  void anInputThatDoesNotFitIsNamedByPathValueAndExpectation() {
    var prompt = prompt(SUMMARY);
    assertThatThrownBy(() -> prompt.render(input("{\"topic\":5,\"tnoe\":\"x\"}")))
        .isInstanceOfSatisfying(PromptMismatch.class, e -> {
          assertThat(e.code()).isEqualTo("prompt-input");
          assertThat(e.violations()).extracting(Violation::path).contains("$.topic", "$");
        })
        .hasMessageContaining("the input of the prompt p does not fit its schema: ")
        .hasMessageContaining("$.topic is 5: integer found, string expected")
        .hasMessageContaining("property 'tnoe' is not defined");
    assertThatThrownBy(() -> prompt.render(PromptInput.EMPTY))
        .hasMessageContaining("required property 'topic' not found");
  }

  @Test
  void anAnswerIsReadAndHeldAgainstTheSchema() {
    var prompt = prompt(SUMMARY);
    assertThat(prompt.read(" {\"summary\":\"s\",\"tags\":[\"a\"]}\n").path("summary").stringValue())
        .isEqualTo("s");
    assertThatThrownBy(() -> prompt.read("{\"summary\":\"s\",\"tags\":[\"a\",2]}")).isInstanceOfSatisfying(
        PromptMismatch.class, e -> {
          assertThat(e.code()).isEqualTo("prompt-output");
          assertThat(e.category()).isEqualTo(Category.PROVIDER);
        }).hasMessage(
            "the answer to the prompt p does not fit its output schema: $.tags[1] is 2: integer found, string expected");
    assertThatThrownBy(() -> prompt.read("Sure! {"))
        .hasMessageStartingWith("the answer to the prompt p is no JSON: ");
  }

  @ParameterizedTest
  @CsvSource(delimiterString = " => ", quoteCharacter = '`', value = {
      "schema: string => tea => \"tea\"", "schema: string => 5 => \"5\"",
      "schema: string => \"tea\" => \"tea\"",
      "schema: number => 5 => 5", "format: json => [1] => [1]", "format: text => {} => \"{}\""})
  void whatIsNoObjectIsReadToo(String output, String answer, String read) {
    assertThat(prompt("---\noutput:\n  " + output + "\n---\nx").read(answer)).hasToString(read);
  }

  @Test
  void formatsThatNoModelIsHeldToAreAskedForAsText() {
    assertThat(prompt("x").render(PromptInput.EMPTY).output()).isEqualTo(new OutputFormat.Text());
    assertThat(prompt("---\noutput:\n  schema: string\n---\nx").render(PromptInput.EMPTY).output()).isEqualTo(
        new OutputFormat.Text());
    assertThat(prompt("---\noutput:\n  format: json\n---\nx").render(PromptInput.EMPTY).output()).isEqualTo(
        new OutputFormat.Json());
  }

  @Test
  void filesAreLinksUnlessTheCallerStoresThem() {
    var rendered = prompt(
        "Look: {{media url=\"https://a/b.PNG?x=1\"}}{{media url=u}}{{media url=\"http://a/b\" contentType=\"video/x\"}}")
        .render(input("{\"u\":\"data:image/gif;base64,R0lGODlhAQ==\"}"));
    assertThat(rendered.messages()).singleElement()
        .satisfies(message -> assertThat(message.parts()).containsExactly(
            new Part.Text("Look: "), new Part.Linked("https://a/b.PNG?x=1", "image/png"), new Part.Linked(
                "data:image/gif;base64,R0lGODlhAQ==", "image/gif"),
            new Part.Linked("http://a/b", "video/x")));
    Payload payload = new Payload(Hash.of("x"), 1, "image/gif");
    assertThat(rendered.messages(_ -> new Part.Stored(payload, Optional.empty())).getFirst().parts())
        .filteredOn(
            Part.Stored.class::isInstance)
        .hasSize(3);
  }

  @Test
  void sectionsAreNotToldToTheModel() {
    assertThat(prompt("{{section \"a\"}}{{role \"system\"}}S{{section \"b\"}}T").render(PromptInput.EMPTY)
        .messages())
        .containsExactly(
            new Message(dev.athanor.model.Role.SYSTEM, List.of(new Part.Text("S"), new Part.Text("T"))));
  }

  @Test
  void theVersionIsOfAllThatAPromptIsMadeOf() {
    Map<String, String> partials = new LinkedHashMap<>(Map.of("a", "A{{> b}}", "b", "B", "c", "C"));
    var version = prompt("{{> a}}", partials).version();
    assertThat(prompt("{{> a}}", new java.util.TreeMap<>(partials).descendingMap()).version())
        .isEqualTo(version);
    partials.put("c", "not included");
    assertThat(prompt("{{> a}}", partials).version()).isEqualTo(version);
    assertThat(prompt("\ufeff{{> a}}", partials).version()).isEqualTo(version);
    partials.put("b", "B2");
    assertThat(prompt("{{> a}}", partials).version()).isNotEqualTo(version);
    assertThat(prompt("{{> a}} ", partials).version()).isNotEqualTo(version);
    assertThat(prompt("one\r\ntwo").version()).isEqualTo(prompt("one\ntwo").version());
  }

  @Test
  void theVersionOfATextStaysTheSameForEver() {
    assertThat(prompt("Hello, {{> who}}!", Map.of("who", "{{name}}")).version()).hasToString(Hash.of(
        "{\"partials\":{\"who\":\"{{name}}\"},\"prompt\":\"Hello, {{> who}}!\"}").hex());
  }

  @Test
  void partialsThatIncludeEachOtherAreNamed() {
    assertThatThrownBy(
        () -> prompt("x\n{{> a}}", Map.of("a", "{{> b}}", "b", "{{#if x}}{{> c}}{{/if}}", "c", "{{> b}}")))
        .hasMessage(
            "partial c, line 1, column 5: partials include each other without end: b → c → b; take one of these inclusions out")
        .isInstanceOfSatisfying(AthanorException.class, e -> assertThat(e.code()).isEqualTo("prompt-cycle"));
    assertThatThrownBy(() -> prompt("{{> a}}", Map.of("a", "{{> a}}"))).hasMessageContaining("a → a");
    assertThatCode(() -> prompt("{{> a}}{{> b}}", Map.of("a", "{{> c}}", "b", "{{> c}}", "c", "x")))
        .doesNotThrowAnyException();
  }

  @Test
  void anUnknownPartialIsNamedWithTheNearest() {
    assertThatThrownBy(() -> prompt("x\n {{> gret}}", Map.of("greet", "", "bye", ""))).hasMessage(
        "prompts/p.prompt, line 2, column 6: there is no partial \"gret\"; nearest: greet, bye")
        .isInstanceOfSatisfying(AthanorException.class,
            e -> assertThat(e.code()).isEqualTo("prompt-unknown"));
    assertThatThrownBy(() -> prompt("{{> gret}}")).hasMessageEndingWith(
        "there are none at all: a partial is a file such as _gret.prompt");
  }

  @ParameterizedTest
  @CsvSource(delimiterString = " => ", quoteCharacter = '`', value = {
      "ouput: x => line 2, column 8: ouput: this key is unknown; did you mean output? A key of your own has a dot, such as my.ouput",
      "config:\\n  temperature: hot => line 3, column 16: config.temperature: \"hot\" is no value for it; expected a number from 0",
      "config:\\n  topK: 0 => line 3, column 9: config.topK: 0 is no value for it; expected a whole number from 1",
      "config: warm => line 2, column 9: config: \"warm\" is no configuration",
      "input:\\n  shema: x => line 3, column 10: input.shema: this key is unknown; expected default or schema",
      "input:\\n  schema:\\n    a: strng => line 4, column 8: input.schema.a: the type \"strng\" is unknown",
      "output:\\n  format: yaml => line 3, column 11: output.format: \"yaml\" is an unknown format; expected json or text",
      "output:\\n  format: text\\n  schema: string => line 3, column 11: output.format: text has no schema",
      "model: [a] => line 2, column 8: model: [\"a\"] is no text",
      "tools: search => line 2, column 8: tools: \"search\" is no list",
      "toolDefs:\\n  - description: x => line 3, column 5: toolDefs.0: {\"description\":\"x\"} has no name",
      "athanor.read: x => line 2, column 15: athanor.read: this key is unknown; nearest: athanor.reads",
      "athanor.reads: [a, a] => line 2, column 16: athanor.reads: a stands here twice",
      "athanor.writes: a b => line 2, column 17: athanor.writes: \"a b\" is no name of shared state",
  })
  void aMistakeInTheFrontMatterIsNamedByItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> prompt("---\n" + yaml.replace("\\n", "\n") + "\n---\nx")).hasMessageStartingWith(
        "prompts/p.prompt, " + message);
  }

  @ParameterizedTest
  @CsvSource(delimiterString = " => ", quoteCharacter = '`', value = {
      "input:\\n  schema: string => line 3, column 11: input.schema: {\"type\":\"string\"} describes no names",
      "input:\\n  default:\\n    b: 1\\n  schema:\\n    a: string => line 4, column 8: input.default.b: the input's schema has no \"b\"",
      "input:\\n  default:\\n    a: 1\\n  schema:\\n    a: string => line 4, column 5: input.default: $.a is 1: integer found, string expected",
      "athanor.writes: [a, b] => line 2, column 17: athanor.writes: several names are written",
      "athanor.writes: [a, b]\\noutput:\\n  schema:\\n    a: string => line 2, column 17: athanor.writes: the answer has no member \"b\"; expected one of a",
  })
  void whatDoesNotFitTogetherIsNamedByItsPlace(String yaml, String message) {
    var prompt = prompt("---\n" + yaml.replace("\\n", "\n") + "\n---\nx");
    assertThatThrownBy(prompt::check).hasMessageStartingWith("prompts/p.prompt, " + message);
  }

  @Test
  void sharedStateIsReadWithAnAtSign() {
    var prompt = prompt(
        "---\nathanor.reads: [outline, critique?]\nathanor.writes: draft\n---\n{{@state.outline}}{{@state.critique}}!")
        .check();
    assertThat(prompt.header().state())
        .isEqualTo(new SharedState(List.of(new SharedState.Read("outline", false),
            new SharedState.Read("critique", true)), List.of("draft")));
    var state = PromptInput.EMPTY.withState(Json.object().put("outline", "o"));
    assertThat(prompt.render(state).messages()).containsExactly(Message.user("o!"));
    assertThat(prompt.missingState(state)).isEmpty();
    assertThat(prompt.missingState(PromptInput.EMPTY)).containsExactly("outline");
  }

  @Test
  void aHugePromptOfManyTagsIsRendered() {
    var rendered = prompt("word {{a}}\n".repeat(20_000)).render(input("{\"a\":\"b\"}"));
    assertThat(rendered.messages().getFirst().text()).hasSize(140_000);
  }

  @Test
  void aPinHasAllThatThePromptIsMadeOf() {
    var prompt = prompt("---\nmodel: m\n---\n{{> a}}{{x}}", Map.of("a", "A{{> b}}", "b", "B", "c", "C"));
    var pin = PromptPin.CODEC.decode(Json.parse(PromptPin.CODEC.encode(prompt.pin()).toString()));
    assertThat(pin).isEqualTo(prompt.pin());
    assertThat(pin.key()).isEqualTo("prompt:p");
    assertThat(pin.partials()).containsOnlyKeys("a", "b");
    assertThat(pin.prompt().render(input("{\"x\":1}"))).isEqualTo(prompt.render(input("{\"x\":1}")));
    var changed = new PromptPin(pin.name(), pin.version(), pin.file(), pin.content() + "!", pin.partials());
    assertThatThrownBy(changed::prompt).hasMessageContaining("the prompt p is pinned as version "
        + pin.version().brief() + " but its content is version ");
  }
}
