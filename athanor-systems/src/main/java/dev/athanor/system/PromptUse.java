package dev.athanor.system;

import dev.athanor.prompt.PromptName;
import java.util.List;
import java.util.Optional;

/**
 * Which prompts a system uses.
 *
 * @param prompts the last one answers; those before it are asked first. Empty for the one that is shipped
 * @param repair tells a model what was wrong with its answer; empty for the one that is shipped
 */
public record PromptUse(List<PromptName> prompts, Optional<PromptName> repair) {
  /** Those that are shipped. */
  public static final PromptUse SHIPPED = new PromptUse(List.of(), Optional.empty());

  /** Copies. */
  public PromptUse {
    prompts = List.copyOf(prompts);
  }

  /** These, of which the last one answers. */
  public static PromptUse of(String... names) {
    return new PromptUse(List.of(names).stream().map(PromptName::parse).toList(), Optional.empty());
  }
}
