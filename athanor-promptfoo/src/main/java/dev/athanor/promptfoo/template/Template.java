package dev.athanor.promptfoo.template;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Text with places for values. Immutable; safe for use by many threads. */
public final class Template {
  /** The code of a template that is right and needs what is not here. */
  public static final String UNSUPPORTED = "template-unsupported";

  private final Piece pieces;

  private Template(Piece pieces) {
    this.pieces = pieces;
  }

  /**
   * Reads a template.
   *
   * @throws AthanorException {@code template-malformed}, or {@code template-unsupported} with the part of Nunjucks that is not here
   */
  public static Template of(String text) {
    if (!text.contains("{")) {
      return new Template((_, result) -> result.append(text));
    }
    return new Template(new TemplateReader(text).read());
  }

  /** The text with these values. */
  public String render(ObjectNode variables) {
    StringBuilder text = new StringBuilder();
    pieces.render(Scope.of(variables), text);
    return text.toString();
  }

  /** A value of JSON in which each text is a template. */
  public static JsonNode render(JsonNode value, ObjectNode variables) {
    return switch (value) {
      case JsonNode text when text.isString() -> Script.of(of(text.stringValue()).render(variables));
      case ArrayNode array -> {
        ArrayNode rendered = array.arrayNode();
        array.forEach(each -> rendered.add(render(each, variables)));
        yield rendered;
      }
      case ObjectNode object -> {
        ObjectNode rendered = Json.object();
        object.properties().forEach(each -> rendered.set(each.getKey(), render(each.getValue(), variables)));
        yield rendered;
      }
      default -> value;
    };
  }

  static AthanorException malformed(String source, String what) {
    return AthanorException.user("template-malformed", "the template part \""
        + Json.abbreviate(source.strip(), 80) + "\" " + what);
  }

  static AthanorException unsupported(String source, String what) {
    return AthanorException.user(UNSUPPORTED, "the template part \"" + Json.abbreviate(source.strip(), 80)
        + "\" uses " + what + ", which is not among the parts of Nunjucks that run here");
  }
}
