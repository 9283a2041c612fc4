package dev.athanor.prompt;

import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.prompt.schema.JsonSchema;
import dev.athanor.prompt.schema.Shape;
import dev.athanor.prompt.schema.Violation;
import dev.athanor.prompt.template.Renderer;
import dev.athanor.prompt.template.TemplateText;
import dev.athanor.prompt.template.VariableCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A prompt with all partials that it depends on. Its version is the hash of its file's text and of theirs, so equal versions
 * render equally. Safe for use by many threads.
 */
public final class Prompt {
  /** The member of a prompt's context that is the shared state. */
  public static final String STATE = "state";

  private final PromptName name;
  private final PromptFile file;
  private final Map<String, TemplateText> partials;
  private final Hash version;
  private final Renderer renderer;

  private Prompt(PromptName name, PromptFile file, Map<String, TemplateText> partials) {
    this.name = name;
    this.file = file;
    this.partials = partials;
    this.version = version(file, partials);
    this.renderer = new Renderer(file.template(), partials);
  }

  /** A prompt whose partials are found and parse. Variables are not looked at: {@link #check} does that. */
  public static Prompt of(PromptName name, PromptFile file, Partials partials) {
    return new Prompt(name, file, Inclusions.of(file.template(), partials));
  }

  private static Hash version(PromptFile file, Map<String, TemplateText> partials) {
    ObjectNode content = Json.object().put("prompt", file.text());
    ObjectNode included = content.putObject("partials");
    partials.forEach((name, text) -> included.put(name, text.text()));
    return Hash.of(CanonicalJson.bytes(content));
  }

  /** What it is called. */
  public PromptName name() {
    return name;
  }

  /** Its file. */
  public PromptFile file() {
    return file;
  }

  /** What its front matter says. */
  public PromptHeader header() {
    return file.header();
  }

  /** The hash of all that it is made of. */
  public Hash version() {
    return version;
  }

  /** The text of every partial that it depends on, by name. */
  public Map<String, String> partials() {
    Map<String, String> texts = new TreeMap<>();
    partials.forEach((each, text) -> texts.put(each, text.text()));
    return texts;
  }

  /** What a run that uses it is pinned to. */
  public PromptPin pin() {
    return new PromptPin(name, version, file.front().source().name(), file.text(), partials());
  }

  /**
   * Holds the template against what the front matter declares: a variable that the input's schema has not, shared state that is
   * not declared to be read, an answer that can't be written where it is declared to be.
   */
  public Prompt check() {
    Optional<JsonSchema> input = header().input().schema();
    if (input.isPresent() && !describesObject(input.get())) {
      throw file.front().malformed(List.of("input", "schema"), input.get().json()
          + " describes no names; expected an object, such as \"question: string\"");
    }
    checkWrites();
    checkDefaults(input);
    VariableCheck.check(file.template(), partials, input.map(schema -> Shape.of(schema.json())).orElse(
        Shape.ANYTHING), header().state().readNames());
    return this;
  }

  private void checkWrites() {
    List<String> writes = header().state().writes();
    if (writes.size() > 1) {
      Shape answer = header().output().schema().map(schema -> Shape.of(schema.json())).orElseThrow(() -> file
          .front()
          .malformed(List.of("athanor.writes"),
              "several names are written, each a member of the answer; expected an output.schema that has them"));
      writes.stream().filter(each -> answer.member(each).isEmpty()).findFirst().ifPresent(missing -> {
        throw file.front().malformed(List.of("athanor.writes"), "the answer has no member \"" + missing
            + "\"; expected one of " + String.join(", ", answer.names())
            + ", or declare it under output.schema");
      });
    }
  }

  private void checkDefaults(Optional<JsonSchema> input) {
    ObjectNode defaults = header().input().defaults();
    Shape shape = input.map(schema -> Shape.of(schema.json())).orElse(Shape.ANYTHING);
    defaults.propertyNames().stream().filter(each -> shape.member(each).isEmpty()).findFirst()
        .ifPresent(each -> {
          throw file.front().malformed(List.of("input", "default", each),
              "the input's schema has no \"" + each
                  + "\"; declare it under input.schema, or take the default out");
        });
    for (Violation violation : input.map(schema -> schema.violations(defaults)).orElse(List.of())) {
      if (!violation.path().equals("$")) {
        throw file.front().malformed(List.of("input", "default"), violation.toString());
      }
    }
  }

  private static boolean describesObject(JsonSchema schema) {
    JsonNode types = schema.json().path("type");
    return types.isMissingNode() || types.asString("").equals("object")
        || types.valueStream().anyMatch(each -> each
            .asString("").equals("object"));
  }

  /**
   * Renders.
   *
   * @throws PromptMismatch if the input does not fit the schema
   */
  public RenderedPrompt render(PromptInput input) {
    ObjectNode variables = header().input().defaults().deepCopy();
    variables.setAll(input.variables());
    header().input().schema().filter(Prompt::describesObject).ifPresent(schema -> {
      List<Violation> wrong = schema.violations(variables);
      if (!wrong.isEmpty()) {
        throw PromptMismatch
            .input("the input of the prompt " + name + " does not fit its schema: " + Violation.text(
                wrong), wrong);
      }
    });
    ObjectNode context = input.context().deepCopy();
    context.putObject("metadata").set("prompt", header().raw());
    return new RenderedPrompt(name, version, header().model(), header().settings(),
        header().output().format(name
            .toString()),
        header().tools(), renderer.render(variables, context, input.history()));
  }

  /**
   * A model's answer as JSON, held against the output's schema.
   *
   * @throws PromptMismatch if it does not fit
   */
  public JsonNode read(String answer) {
    return header().output().read(name.toString(), answer);
  }

  /** The names of state that the input has to bring and does not. */
  public List<String> missingState(PromptInput input) {
    List<String> missing = new ArrayList<>();
    header().state().reads().stream().filter(read -> !read.optional() && !input.context().path(STATE).has(read
        .name())).forEach(read -> missing.add(read.name()));
    return missing;
  }
}
