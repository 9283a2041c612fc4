package dev.athanor.system;

import dev.athanor.model.ModelName;
import dev.athanor.model.ModelSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is to be asked, and how, so far as somebody has said so: a system, or a project for all its systems.
 *
 * @param model who is asked; empty leaves it to the prompt, and then to the project
 * @param fallback who is asked when that one has failed, in order
 * @param settings how it is asked; what is left out is the prompt's, and then the project's
 */
public record ModelUse(Optional<ModelName> model, List<ModelName> fallback, ModelSettings settings) {
  /** Nothing is said. */
  public static final ModelUse UNSAID = new ModelUse(Optional.empty(), List.of(), ModelSettings.NONE);

  /** Copies. */
  public ModelUse {
    Objects.requireNonNull(model);
    fallback = List.copyOf(fallback);
    Objects.requireNonNull(settings);
  }

  /** A model, such as {@code openai:gpt-5-mini}. */
  public static ModelUse of(String model) {
    return new ModelUse(Optional.of(ModelName.parse(model)), List.of(), ModelSettings.NONE);
  }
}
