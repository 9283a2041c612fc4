package dev.athanor.knowledge.retrieve;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How the hits of a search came about.
 *
 * @param candidates how many passages were compared
 * @param words with which words were searched in place of the question's, if it was expanded; the weightiest first
 * @param dropped passages before the last hit that are none, in the order in which they came up; only the first of many
 */
public record Explanation(int candidates, List<Word> words, List<Dropped> dropped) {
  /** Why a passage is no hit. */
  public enum Reason {
    /** Another hit stands in the same section, whose text it has. */
    @JsonProperty("section")
    SECTION,
    /** Its document has as many hits as one may have. */
    @JsonProperty("cap")
    CAP,
    /** A document that says the same is a hit with this passage. */
    @JsonProperty("copy")
    COPY
  }

  /**
   * A word that was searched.
   *
   * @param form in which it is searched
   * @param language by whose rules it has this form
   * @param weight what it counts; the question's own words count at least 1 before they are expanded
   * @param asked whether the question has it
   */
  public record Word(String form, String language, double weight, boolean asked) {}

  /** A passage that is no hit. */
  public record Dropped(String document, String chunk, double score, Reason reason) {}

  /** Copies. */
  public Explanation {
    words = List.copyOf(words);
    dropped = List.copyOf(dropped);
  }
}
