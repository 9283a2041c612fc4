package dev.athanor.knowledge.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.athanor.json.Codec;
import dev.athanor.knowledge.retrieve.Passage;
import java.util.List;

/** What came of a question. In JSON, {@code outcome} says which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({@JsonSubTypes.Type(value = Answer.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Answer.Abstained.class, name = "abstained")})
public sealed interface Answer {
  /** As JSON. */
  Codec<Answer> CODEC = Codec.of(Answer.class);

  /** The estimated chance that the answer is right, or would be, from 0 to 1. */
  double confidence();

  /**
   * The documents answer it.
   *
   * @param answer the first citation's quote on one line
   * @param highlight the words in the first citation's document that most look like the answer itself
   * @param confidence the estimated chance that it is right
   * @param citations where it stands, the best first
   */
  record Answered(String answer, Passage highlight, double confidence, List<Citation> citations)
      implements Answer {
    /** Copies the citations. */
    public Answered {
      citations = List.copyOf(citations);
    }
  }

  /**
   * The documents do not answer it, so far as can be told.
   *
   * @param reason why not
   * @param explanation the reason in a sentence, with the next step to take
   * @param confidence the estimated chance that the best sentence found would be right
   * @param citations what comes nearest, the best first
   */
  record Abstained(Reason reason, String explanation, double confidence, List<Citation> citations)
      implements Answer {
    /** Copies the citations. */
    public Abstained {
      citations = List.copyOf(citations);
    }
  }

  /** Why there is no answer. */
  enum Reason {
    /** No passage has anything to do with the question. */
    @JsonProperty("nothing-found")
    NOTHING_FOUND,
    /** What was found is too weak. */
    @JsonProperty("weak-evidence")
    WEAK_EVIDENCE
  }
}
