package dev.athanor.cli.workshop;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.retrieve.CopySettings;
import dev.athanor.knowledge.retrieve.ExpansionSettings;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.run.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Settings of a search behind the name of an index, such as {@code main:mode=keyword,k=20}. */
record SettingPairs(String typed, Map<String, String> pairs) {
  private static final List<String> KEYS = List.of("mode", "k", "candidates", "denseWeight", "perDocument",
      "expandParents", "copies", "expansion", "reranker");

  static SettingPairs read(String typed, String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw problem(typed, "has \"" + pair
            + "\" behind the colon; expected KEY=VALUE, such as main:mode=keyword,k=20");
      }
      String key = pair.substring(0, equals).strip();
      if (!KEYS.contains(key)) {
        throw problem(typed, "sets \"" + key + "\"; expected one of " + String.join(", ", KEYS)
            + "; did you mean \"" + Nearest.to(key, KEYS, 1).getFirst() + "\"?");
      }
      if (pairs.put(key, pair.substring(equals + 1).strip()) != null) {
        throw problem(typed, "sets " + key + " twice; leave one out");
      }
    }
    return new SettingPairs(typed, pairs);
  }

  /** Another one's settings with these. */
  RetrievalSettings on(RetrievalSettings settings) {
    try {
      int k = value("k", "a whole number", Integer::valueOf).orElse(settings.k());
      RetrievalSettings base = settings.top(k);
      return new RetrievalSettings(value("mode", modes(), SettingPairs::mode).orElse(base.mode()), k,
          value("candidates", "a whole number", Integer::valueOf).orElse(base.candidates()),
          value("denseWeight", "a number", Double::valueOf).orElse(base.denseWeight()),
          value("perDocument", "a whole number", Integer::valueOf).orElse(base.perDocument()),
          yes("expandParents").orElse(base.expandParents()), base.filter(),
          yes("copies").map(collapse -> copies(base.copying(), collapse)).or(base::copies),
          yes("expansion").map(wanted -> Optional.of(ExpansionSettings.STANDARD).filter(_ -> wanted))
              .orElse(base.expansion()),
          yes("reranker").map(this::wanted).orElse(true) ? base.reranker() : Optional.empty());
    } catch (AthanorException e) {
      throw e.code().equals("compare-side") ? e : problem(typed, "can't be searched so: " + e.getMessage());
    }
  }

  /** Its files can't be named here. */
  private boolean wanted(boolean reranker) {
    if (reranker) {
      throw problem(typed, "sets reranker to true; expected false, or an index of athanor.yaml that has one");
    }
    return false;
  }

  private static CopySettings copies(CopySettings settings, boolean collapse) {
    return new CopySettings(collapse, settings.likeness(), settings.authority(), settings.equalOnly());
  }

  private static String modes() {
    return String.join(", ",
        Stream.of(Mode.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList());
  }

  private static Mode mode(String text) {
    return Mode.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private Optional<Boolean> yes(String key) {
    return value(key, "true or false", text -> switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    });
  }

  private <T> Optional<T> value(String key, String expected, Function<String, T> reader) {
    try {
      return Optional.ofNullable(pairs.get(key)).map(reader);
    } catch (IllegalArgumentException e) {
      throw problem(typed, "sets " + key + " to \"" + pairs.get(key) + "\"; expected " + expected);
    }
  }

  private static AthanorException problem(String typed, String what) {
    return AthanorException.user("compare-side", "\"" + typed + "\" " + what);
  }
}
