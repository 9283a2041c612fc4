package dev.athanor.cli.project;

import dev.athanor.document.clean.CleaningSettings;
import dev.athanor.document.clean.CleaningSettings.Language;
import dev.athanor.document.clean.Kind;
import dev.athanor.error.AthanorException;
import dev.athanor.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code knowledge.cleaning}. */
final class CleaningSection {
  private static final String SECRETS = "secrets";
  private static final String PERSONAL = "personal";

  private CleaningSection() {}

  static CleaningSettings read(YamlMap map) {
    CleaningSettings standard = CleaningSettings.STANDARD;
    Set<Kind> masked = map.keys().contains("mask") ? EnumSet.noneOf(Kind.class) : standard.masked();
    map.reads("mask", CleaningSection::kinds).forEach(kinds -> masked.addAll(kinds));
    Language language = map.read("language", CleaningSection::language).orElse(standard.language());
    map.finish();
    return new CleaningSettings(masked, language);
  }

  private static Set<Kind> kinds(String name) {
    if (name.equals(SECRETS)) {
      return Kind.secrets();
    }
    if (name.equals(PERSONAL)) {
      return Kind.personal();
    }
    return Set
        .of(Arrays.stream(Kind.values()).filter(kind -> kind.label().equals(name)).findFirst().orElseThrow(
            () -> AthanorException.user("mask",
                "\"" + name + "\" is nothing that can be masked; expected one of "
                    + String.join(", ", names()))));
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(SECRETS, PERSONAL));
    Arrays.stream(Kind.values()).map(Kind::label).forEach(names::add);
    return names;
  }

  private static Language language(String text) {
    if (text.equals("detect")) {
      return new Language.Detected();
    }
    if (text.equals("none")) {
      return new Language.Unknown();
    }
    try {
      return new Language.Always(new Locale.Builder().setLanguageTag(text).build().toLanguageTag());
    } catch (IllformedLocaleException e) {
      throw AthanorException.user("language", "\"" + text
          + "\" is no language; expected detect, none, or a tag such as de or pt-BR");
    }
  }
}
