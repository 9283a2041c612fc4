package dev.athanor.eval.scorer.kind;

import dev.athanor.eval.scorer.Scorer;
import java.util.List;
import java.util.function.Function;

/**
 * A scorer that files can name.
 *
 * @param name by which files name it
 * @param measures what it says of an answer, in a phrase
 * @param needs what a case or a trial must have for it
 * @param settings that it knows
 * @param source the paper, specification or implementation that it follows
 * @param maker makes one
 */
public record Kind(String name, String measures, String needs, List<Setting> settings, String source,
    Function<Settings, Scorer> maker) {
  /** Copies. */
  public Kind {
    settings = List.copyOf(settings);
  }

  /** Makes one. */
  public Scorer make(Settings given) {
    return maker.apply(given);
  }

  /**
   * A setting of a scorer.
   *
   * @param name by which files name it
   * @param meaning with the values that it may have and the default
   */
  public record Setting(String name, String meaning) {}
}
