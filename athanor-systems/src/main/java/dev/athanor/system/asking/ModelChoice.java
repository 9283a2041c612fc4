package dev.athanor.system.asking;

import dev.athanor.json.Codec;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelSettings;
import dev.athanor.run.Run;
import dev.athanor.run.RunOptions;
import java.util.List;
import java.util.Objects;

/**
 * Who is asked, and how.
 *
 * @param model who is asked first
 * @param fallback who is asked when the one before has failed, in order
 * @param settings the system's own: they go before what a prompt says
 * @param defaults the project's: they fill in what neither the system nor a prompt says
 */
public record ModelChoice(ModelName model, List<ModelName> fallback, ModelSettings settings,
    ModelSettings defaults) {
  /** The pin of the {@link ModelName} that is asked first. */
  public static final String MODEL = "model";
  /** The pin of the models that are asked instead. */
  public static final String FALLBACK = "fallback";
  /** The pin of the system's {@link ModelSettings}. */
  public static final String SETTINGS = "settings";
  /** The pin of the project's {@link ModelSettings}. */
  public static final String DEFAULTS = "defaults";

  private static final Codec<ModelName> NAME = Codec.of(ModelName.class);
  private static final Codec<ModelSettings> SETTINGS_CODEC = Codec.of(ModelSettings.class);

  /** Copies. */
  public ModelChoice {
    Objects.requireNonNull(model);
    fallback = List.copyOf(fallback);
  }

  /** A model, as its provider has it. */
  public static ModelChoice of(ModelName model) {
    return new ModelChoice(model, List.of(), ModelSettings.NONE, ModelSettings.NONE);
  }

  /** The same with these to ask instead. */
  public ModelChoice orElse(ModelName... others) {
    return new ModelChoice(model, List.of(others), settings, defaults);
  }

  /** The same from a model on. */
  ModelChoice from(ModelName first, List<ModelName> others) {
    return new ModelChoice(first, others, settings, defaults);
  }

  /** Pins a run to it. */
  public RunOptions pin(RunOptions options) {
    return options.pin(MODEL, NAME.encode(model)).pin(FALLBACK, NAME.list().encode(fallback))
        .pin(SETTINGS, SETTINGS_CODEC.encode(settings)).pin(DEFAULTS, SETTINGS_CODEC.encode(defaults));
  }

  /** What a run is pinned to. */
  public static ModelChoice of(Run run) {
    return new ModelChoice(run.pinned(MODEL, NAME), run.pinned(FALLBACK, NAME.list()),
        run.pinned(SETTINGS, SETTINGS_CODEC), run.pinned(DEFAULTS, SETTINGS_CODEC));
  }
}
