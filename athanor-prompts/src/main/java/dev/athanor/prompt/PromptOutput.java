package dev.athanor.prompt;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.OutputFormat;
import dev.athanor.prompt.schema.JsonSchema;
import dev.athanor.prompt.schema.Violation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a prompt wants for an answer.
 *
 * @param json whether the answer is JSON
 * @param schema that it has to fit
 */
public record PromptOutput(boolean json, Optional<JsonSchema> schema) {
  /** Free text. */
  public static final PromptOutput TEXT = new PromptOutput(false, Optional.empty());

  /**
   * The form to ask a model for. Models can be held to a schema of an object only: another one is not passed on, but the answer
   * is held against it all the same.
   *
   * @param name for the schema
   */
  public OutputFormat format(String name) {
    if (schema.isPresent()) {
      JsonNode wanted = schema.get().json();
      return wanted.path("type").asString("").equals("object")
          ? new OutputFormat.Schema(name.replaceAll("[^A-Za-z0-9_-]", "_"), wanted) : new OutputFormat.Text();
    }
    return json ? new OutputFormat.Json() : new OutputFormat.Text();
  }

  /**
   * An answer as JSON: as it was read where JSON is wanted, as text where it is not. Where the schema wants text, an answer that
   * is no JSON is that text.
   *
   * @throws PromptMismatch if it is not what is wanted
   */
  public JsonNode read(String prompt, String answer) {
    if (!json && schema.isEmpty()) {
      return JsonNodeFactory.instance.stringNode(answer);
    }
    JsonNode value = parse(prompt, answer);
    List<Violation> wrong = schema.map(each -> each.violations(value)).orElse(List.of());
    if (!wrong.isEmpty()) {
      throw PromptMismatch.output("the answer to the prompt " + prompt + " does not fit its output schema: "
          + Violation.text(wrong), wrong);
    }
    return value;
  }

  private JsonNode parse(String prompt, String answer) {
    JsonNode text = JsonNodeFactory.instance.stringNode(answer);
    boolean mayBeText = schema.isPresent() && schema.get().violations(text).isEmpty();
    try {
      JsonNode value = Json.parse(answer);
      return mayBeText && !value.isString() ? text : value;
    } catch (AthanorException e) {
      if (mayBeText) {
        return text;
      }
      throw PromptMismatch.output("the answer to the prompt " + prompt + " is no JSON: " + e.getMessage(),
          List.of(
              new Violation("$", text, "JSON was expected")));
    }
  }
}
