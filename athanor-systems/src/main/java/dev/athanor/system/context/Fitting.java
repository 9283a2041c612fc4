package dev.athanor.system.context;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.athanor.json.Codec;
import java.util.List;

/**
 * What goes to a model, and what does not. All counts are estimates in tokens.
 *
 * @param limit of the request, see {@link ContextLimits#room}
 * @param fixed what goes in any case
 * @param taken the evidence that goes, in order
 * @param turns how many of the newest messages of the history go
 * @param turnTokens of those messages
 * @param leftOut what does not go
 */
public record Fitting(int limit, int fixed, List<Taken> taken, int turns, int turnTokens,
    List<LeftOut> leftOut) {
  /** As JSON. */
  public static final Codec<Fitting> CODEC = Codec.of(Fitting.class);

  /** Copies. */
  public Fitting {
    taken = List.copyOf(taken);
    leftOut = List.copyOf(leftOut);
  }

  /** All that goes. */
  public int used() {
    return fixed + turnTokens + taken.stream().mapToInt(Taken::tokens).sum();
  }

  /**
   * A piece of evidence that goes.
   *
   * @param offer its place among the offers, from 0
   * @param core whether only the part that was found goes
   */
  public record Taken(int offer, boolean core, int tokens) {}

  /**
   * Something that does not go.
   *
   * @param kind what it is
   * @param position its place among the offers or in the history, from 0
   * @param name the section of a passage, or how a message begins
   * @param reason why it does not go, in words
   */
  public record LeftOut(Kind kind, int position, String name, int tokens, String reason) {}

  /** What can be left out. */
  public enum Kind {
    /** A piece of evidence. */
    @JsonProperty("passage")
    PASSAGE,
    /** A piece of evidence around the part that was found. */
    @JsonProperty("surroundings")
    SURROUNDINGS,
    /** An earlier message. */
    @JsonProperty("turn")
    TURN
  }
}
