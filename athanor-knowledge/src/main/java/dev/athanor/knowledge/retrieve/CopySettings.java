package dev.athanor.knowledge.retrieve;

import dev.athanor.document.similar.Likeness;
import dev.athanor.error.AthanorException;
import java.util.List;

/**
 * What is done with documents that say the same.
 *
 * @param collapse whether only one of them is found, and names the others
 * @param likeness the share of common runs of three words from which two texts say the same, from 0 to 1
 * @param authority the sources whose documents answer before others, the most authoritative first
 * @param equalOnly the sources whose documents are alike by their form, such as rows: only those with the same words say the same
 */
public record CopySettings(boolean collapse, double likeness, List<String> authority,
    List<String> equalOnly) {
  /** One of them is found, the newest. */
  public static final CopySettings STANDARD = new CopySettings(true, Likeness.STANDARD);
  /** All of them are found. */
  public static final CopySettings KEEP = new CopySettings(false, Likeness.STANDARD);

  /** Checks the bounds. */
  public CopySettings {
    authority = List.copyOf(authority);
    equalOnly = List.copyOf(equalOnly);
    if (!(likeness >= 0.5 && likeness <= 1)) {
      throw AthanorException.user("retrieval-settings", "retrieval.copies.likeness is " + likeness
          + "; expected a number from 0.5 (much is taken for a copy) to 1 (the same words only), such as 0.7");
    }
  }

  /** With all sources alike. */
  public CopySettings(boolean collapse, double likeness) {
    this(collapse, likeness, List.of(), List.of());
  }

  /** The same with these sources first. */
  public CopySettings trusting(List<String> sources) {
    return new CopySettings(collapse, likeness, sources, equalOnly);
  }

  /** The same with these sources' documents alike by their form. */
  public CopySettings equalOnly(List<String> sources) {
    return new CopySettings(collapse, likeness, authority, sources);
  }
}
