package dev.athanor.prompt;

import dev.athanor.prompt.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the partials of prompts come from. */
public interface Partials {
  /** None. */
  Partials NONE = of(Map.of());

  /** The text of a partial; empty if there is none of this name. */
  Optional<SourceText> text(String name);

  /** The names of all partials. */
  List<String> names();

  /** Partials from memory, by name. */
  static Partials of(Map<String, String> texts) {
    Map<String, String> copy = new TreeMap<>(texts);
    return new Partials() {
      @Override
      public Optional<SourceText> text(String name) {
        return Optional.ofNullable(copy.get(name)).map(text -> new SourceText("partial " + name, text));
      }

      @Override
      public List<String> names() {
        return List.copyOf(copy.keySet());
      }
    };
  }
}
