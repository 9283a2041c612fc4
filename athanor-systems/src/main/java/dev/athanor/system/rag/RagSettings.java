package dev.athanor.system.rag;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;

/**
 * What counts as evidence, and what an answer has to show for itself. Part of what a run is pinned to.
 *
 * @param minimumSimilarity passages whose meaning is less like the question's are no evidence: a cosine, from 0 (all are) to 1. A
 *     passage that was found by its words alone has none, and is evidence
 * @param cite what needs a citation
 * @param quotes whether the model has to quote what it cites, word for word
 */
public record RagSettings(double minimumSimilarity, Cite cite, boolean quotes) {
  /** What a user gets who says nothing. No similarity is asked for: {@code docs/systems.md} has what was measured of that. */
  public static final RagSettings STANDARD = new RagSettings(0, Cite.SENTENCE, false);

  /** As JSON. */
  public static final Codec<RagSettings> CODEC = Codec.of(RagSettings.class);

  /** Checks the bounds. */
  public RagSettings {
    if (!(minimumSimilarity >= 0 && minimumSimilarity <= 1)) {
      throw AthanorException.user("rag-settings", "minimumSimilarity is " + minimumSimilarity
          + "; expected a number from 0 (everything found is evidence) to 1 (nothing is), such as 0.6");
    }
  }

  /** What needs a citation. */
  public enum Cite {
    /** Every sentence that claims something. */
    @JsonProperty("sentence")
    SENTENCE,
    /** Every paragraph and every item of a list. */
    @JsonProperty("paragraph")
    PARAGRAPH,
    /** The answer as a whole. */
    @JsonProperty("answer")
    ANSWER
  }
}
