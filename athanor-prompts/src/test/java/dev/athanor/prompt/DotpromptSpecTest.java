package dev.athanor.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.prompt.source.FrontMatter;
import dev.athanor.prompt.source.SourceText;
import dev.athanor.prompt.template.Piece;
import dev.athanor.prompt.template.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every case of the Dotprompt conformance suite (see dotprompt-spec/README.md), judged as its own reference test judges. */
class DotpromptSpecTest {
  private static final List<String> FILES = List.of("metadata", "partials", "picoschema", "unicode",
      "variables",
      "whitespace", "helpers/history", "helpers/ifEquals", "helpers/json", "helpers/media", "helpers/role",
      "helpers/section", "helpers/unlessEquals");

  static Stream<Case> cases() {
    return FILES.stream()
        .flatMap(file -> suites(file).valueStream().flatMap(suite -> suite.path("tests").valueStream()
            .map(test -> new Case(
                file + "/" + suite.path("name").stringValue() + ": " + test.path("desc").asString(),
                suite, test))));
  }

  record Case(String name, JsonNode suite, JsonNode test) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  void theSuiteIsWhole() {
    assertThat(cases()).hasSize(117);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersAsTheSpecificationSays(Case each) {
    PromptFile file =
        PromptFile.of(new SourceText("template", each.suite.path("template").stringValue()), schemas(
            each.suite));
    Map<String, String> partials = new HashMap<>();
    for (String from : List.of("partials", "resolverPartials")) {
      each.suite.path(from).properties().forEach(member -> partials.put(member.getKey(), member.getValue()
          .stringValue()));
    }
    Prompt prompt = Prompt.of(PromptName.parse("template"), file, Partials.of(partials));
    RenderedPrompt rendered = prompt.render(input(each));
    JsonNode expected = each.test.path("expect");
    assertThat(messages(rendered)).isEqualTo(expected.path("messages"));
    assertThat(rendered.model().orElse("")).isEqualTo(expected.path("model").asString(""));
    assertThat(file.header().raw().path("config").isMissingNode() ? Json.object() : file.header().raw().path(
        "config"))
        .isEqualTo(expected.has("config") ? expected.path("config") : Json.object());
    assertThat(file.header().extensions())
        .isEqualTo(expected.has("ext") ? expected.path("ext") : Json.object());
    assertThat(in(file, each)).isEqualTo(expected.has("input") ? expected.path("input") : Json.object());
    assertThat(out(file)).isEqualTo(expected.has("output") ? expected.path("output") : Json.object());
    if (expected.has("raw")) {
      assertThat(file.header().raw()).isEqualTo(expected.path("raw"));
    }
  }

  private static Map<String, JsonNode> schemas(JsonNode suite) {
    Map<String, JsonNode> schemas = new HashMap<>();
    suite.path("schemas").properties().forEach(member -> schemas.put(member.getKey(), member.getValue()));
    return schemas;
  }

  /** Variables over the defaults that the caller gives; data of a test over data of its suite. */
  private static PromptInput input(Case each) {
    ObjectNode data = Json.object();
    for (JsonNode from : List.of(each.suite.path("data"), each.test.path("data"))) {
      from.properties().forEach(member -> data.set(member.getKey(), member.getValue()));
    }
    ObjectNode variables = Json.object();
    for (JsonNode from : List.of(each.test.path("options").path("input").path("default"),
        data.path("input"))) {
      from.properties().forEach(member -> variables.set(member.getKey(), member.getValue()));
    }
    List<Message> history = new ArrayList<>();
    data.path("messages")
        .forEach(message -> history.add(new Message(message.path("role").stringValue().equals("model")
            ? Role.ASSISTANT : Role.USER,
            message.path("content").valueStream()
                .<Part>map(part -> new Part.Text(part.path("text").stringValue())).toList())));
    return new PromptInput(variables,
        data.path("context") instanceof ObjectNode context ? context : Json.object(),
        history);
  }

  private static JsonNode messages(RenderedPrompt rendered) {
    ArrayNode messages = Json.MAPPER.createArrayNode();
    for (Turn turn : rendered.turns()) {
      ObjectNode message = messages.addObject();
      message.put("role", switch (turn.role()) {
        case SYSTEM -> "system";
        case USER -> "user";
        case ASSISTANT -> "model";
        case TOOL -> "tool";
      });
      ArrayNode content = message.putArray("content");
      turn.pieces().forEach(piece -> content.add(piece(piece)));
      if (turn.history()) {
        message.putObject("metadata").put("purpose", "history");
      }
    }
    return messages;
  }

  private static JsonNode piece(Piece piece) {
    ObjectNode json = Json.object();
    switch (piece) {
      case Piece.Words(String text) -> json.put("text", text);
      case Piece.Media(String url, var type) -> {
        ObjectNode media = json.putObject("media").put("url", url);
        type.ifPresent(each -> media.put("contentType", each));
      }
      case Piece.Section(String name) -> json.putObject("metadata").put("purpose", name).put("pending", true);
      case Piece.Given(Part.Text(String text)) -> json.put("text", text);
      case Piece.Given(Part part) -> throw new AssertionError("the suite has no " + part);
    }
    return json;
  }

  private static JsonNode in(PromptFile file, Case each) {
    ObjectNode input = Json.object();
    file.header().input().schema().ifPresent(schema -> input.set("schema", schema.json()));
    JsonNode defaults = each.test.path("options").path("input").path("default");
    if (!defaults.isMissingNode()) {
      input.set("default", defaults);
    }
    return input;
  }

  private static JsonNode out(PromptFile file) {
    ObjectNode output = Json.object();
    file.header().output().schema().ifPresent(schema -> output.set("schema", schema.json()));
    return output;
  }

  /** The suite is YAML; front matter is what we have a reader for. */
  private static JsonNode suites(String file) {
    try (InputStream in = DotpromptSpecTest.class.getResourceAsStream("/dotprompt-spec/" + file + ".yaml")) {
      String yaml = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return FrontMatter.of(new SourceText(file, "---\nsuites:\n" + yaml.indent(2) + "\n---\n")).values()
          .path(
              "suites");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
