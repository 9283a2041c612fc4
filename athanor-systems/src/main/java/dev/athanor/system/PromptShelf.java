package dev.athanor.system;

import dev.athanor.error.AthanorException;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.source.PromptFailures;
import dev.athanor.run.Nearest;
import dev.athanor.system.shipped.ShippedPrompts;
import java.util.List;
import java.util.stream.Stream;

/**
 * The prompts that systems may use: a project's, and those that are shipped. A project's goes before a shipped one of its name.
 *
 * @param library the project's
 */
public record PromptShelf(PromptLibrary library) {
  private static final int SHOWN = 3;

  /**
   * The prompt of that name, checked.
   *
   * @throws AthanorException {@code prompt-unknown} with the nearest names
   */
  public Prompt load(PromptName name) {
    List<PromptName> own = library.names();
    if (own.contains(name)) {
      return library.load(name);
    }
    return ShippedPrompts.find(name).orElseThrow(() -> {
      List<String> names =
          Stream.concat(own.stream(), ShippedPrompts.names().stream()).map(PromptName::toString).toList();
      return AthanorException.user(PromptFailures.UNKNOWN,
          "there is no prompt \"" + name + "\" in " + library.folder()
              + "; nearest: " + String.join(", ", Nearest.to(name.toString(), names, SHOWN)));
    });
  }
}
