package dev.athanor.cli.project;

import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.system.ModelUse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whom a project's systems ask.
 *
 * @param use where a system and its prompt don't say it
 * @param providers those that the project connects in its own way
 * @param prices a file of prices, which go before those that are shipped
 */
public record ModelsSettings(ModelUse use, List<ProviderSettings> providers, Optional<Path> prices) {
  /** Providers as they are built in, and no model chosen. */
  public static final ModelsSettings STANDARD =
      new ModelsSettings(ModelUse.UNSAID, List.of(), Optional.empty());

  /** Copies. */
  public ModelsSettings {
    providers = List.copyOf(providers);
  }
}
