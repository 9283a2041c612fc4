package dev.athanor.cli.project;

import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.system.ModelUse;
import java.util.List;

/**
 * Whom a project's systems ask.
 *
 * @param use where a system and its prompt don't say it
 * @param providers those that the project connects in its own way
 */
public record ModelsSettings(ModelUse use, List<ProviderSettings> providers) {
  /** Providers as they are built in, and no model chosen. */
  public static final ModelsSettings STANDARD = new ModelsSettings(ModelUse.UNSAID, List.of());

  /** Copies. */
  public ModelsSettings {
    providers = List.copyOf(providers);
  }
}
