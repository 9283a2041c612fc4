package dev.athanor.system;

import dev.athanor.error.AthanorException;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.source.PromptFailures;
import dev.athanor.run.Nearest;
import dev.athanor.system.shipped.ShippedPrompts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The prompts that systems may use: a project's, and those that are shipped. A project's goes before a shipped one of its name.
 *
 * @param library the project's
 */
public record PromptShelf(PromptLibrary library) {
  private static final int SHOWN = 3;

  /** The prompt of that name, checked, if there is one. */
  public Optional<Prompt> find(PromptName name) {
    return library.names().contains(name) ? Optional.of(library.load(name)) : ShippedPrompts.find(name);
  }

  /**
   * The prompt of that name, checked.
   *
   * @throws AthanorException {@code prompt-unknown} with the nearest names
   */
  public Prompt load(PromptName name) {
    return find(name).orElseThrow(() -> {
      List<String> names = Stream.concat(library.names().stream(), ShippedPrompts.names().stream()).map(
          PromptName::toString).toList();
      return AthanorException.user(PromptFailures.UNKNOWN,
          "there is no prompt \"" + name + "\"; nearest: " + String.join(", ",
              Nearest.to(name.toString(), names, SHOWN)) + "; a prompt is a file in " + library.folder());
    });
  }
}
