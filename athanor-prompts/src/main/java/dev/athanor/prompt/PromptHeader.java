package dev.athanor.prompt;

import dev.athanor.json.Json;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.Tool;
import dev.athanor.prompt.schema.JsonSchema;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the front matter says.
 *
 * @param about what it says about the prompt itself
 * @param model that is asked, as the file names it
 * @param settings how it is asked
 * @param input what the prompt is given
 * @param output what it wants for an answer
 * @param tools that the model may call
 * @param state that it shares with other prompts
 * @param raw all of it, as it stands in the file
 */
public record PromptHeader(About about, Optional<String> model, ModelSettings settings, Input input,
    PromptOutput output, Tools tools, SharedState state, ObjectNode raw) {
  /**
   * About a prompt.
   *
   * @param name that the file has for it
   * @param variant that the file has for it
   * @param description for people
   */
  public record About(Optional<String> name, Optional<String> variant, Optional<String> description) {}

  /**
   * What a prompt is given.
   *
   * @param defaults of its variables
   * @param schema of its variables, defaults included
   */
  public record Input(ObjectNode defaults, Optional<JsonSchema> schema) {}

  /**
   * What a model may call.
   *
   * @param names of tools that are defined elsewhere
   * @param definitions of tools that the file defines itself
   */
  public record Tools(List<String> names, List<Tool> definitions) {
    /** Copies. */
    public Tools {
      names = List.copyOf(names);
      definitions = List.copyOf(definitions);
    }
  }

  /**
   * Dotprompt's extensions: keys with dots, by what stands before the last dot. {@code a.b.c: 1} is {@code c: 1} in
   * {@code a.b}.
   */
  public ObjectNode extensions() {
    ObjectNode extensions = Json.object();
    raw.properties().stream().filter(member -> member.getKey().contains(".")).forEach(member -> {
      int dot = member.getKey().lastIndexOf('.');
      extensions.withObjectProperty(member.getKey().substring(0, dot)).set(member.getKey().substring(dot + 1),
          member
              .getValue());
    });
    return extensions;
  }
}
