package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelSettings;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.system.ModelUse;
import dev.athanor.yaml.YamlMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads {@code models}, and what systems say about models. */
final class ModelsSection {
  private static final double HOTTEST = 10;

  private ModelsSection() {}

  static ModelsSettings read(YamlMap map, Path folder) {
    ModelUse use = use(map, "default");
    List<ProviderSettings> providers = new ProvidersSection(folder).read(map.map("providers"));
    Optional<Path> prices = map.text("prices").map(file -> folder.resolve(file).normalize());
    map.finish();
    return new ModelsSettings(use, providers, prices);
  }

  /**
   * Who is asked, and how.
   *
   * @param model the key of the model
   */
  static ModelUse use(YamlMap map, String model) {
    return new ModelUse(map.read(model, ModelName::parse), map.reads("fallback", ModelName::parse),
        settings(map.map(
            "settings")));
  }

  private static ModelSettings settings(YamlMap map) {
    var settings = new ModelSettings(number(map, "temperature", HOTTEST), number(map, "topP", 1),
        whole(map, "topK"), whole(
            map, "maxOutputTokens"),
        map.read("seed", ModelsSection::seed), map.texts("stop"), map.text("reasoningEffort"),
        map.json("extra"));
    map.finish();
    return settings;
  }

  private static Long seed(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw AthanorException.user("seed", "\"" + text + "\" is no seed; expected a whole number");
    }
  }

  private static Optional<Double> number(YamlMap map, String key, double most) {
    OptionalDouble number = map.number(key);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    double value = number.getAsDouble();
    if (!(value >= 0 && value <= most)) {
      throw map.problem(key,
          map.inside(key) + " is " + value + "; expected a number from 0 to " + (int) most);
    }
    return Optional.of(value);
  }

  private static Optional<Integer> whole(YamlMap map, String key) {
    OptionalInt number = map.atLeastOne(key);
    return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
  }
}
