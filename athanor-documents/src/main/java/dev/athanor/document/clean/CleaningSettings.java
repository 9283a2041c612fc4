package dev.athanor.document.clean;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a project decides about cleaning.
 *
 * @param masked what must not be indexed
 * @param language where a document's language comes from, if it doesn't say itself
 */
public record CleaningSettings(Set<Kind> masked, Language language) {
  /** Secrets are masked, personal data is not, languages are detected. */
  public static final CleaningSettings STANDARD =
      new CleaningSettings(Kind.secrets(), new Language.Detected());

  /** Copies, sorted. */
  public CleaningSettings {
    masked = masked.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(masked));
  }

  /** Where a document's language comes from. */
  public sealed interface Language {
    /** From its text. */
    record Detected() implements Language {
    }

    /** All are written in this one. */
    record Always(String tag) implements Language {
    }

    /** From nowhere. */
    record Unknown() implements Language {
    }
  }

  /** Names these settings. */
  String version() {
    String what = switch (language) {
      case Language.Detected _ -> Languages.VERSION;
      case Language.Always(String tag) -> tag;
      case Language.Unknown _ -> "none";
    };
    return masked.stream().map(Kind::label).collect(Collectors.joining(",")) + "/" + what;
  }
}
