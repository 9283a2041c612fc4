package dev.athanor.knowledge.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.athanor.json.Codec;
import dev.athanor.knowledge.retrieve.Passage;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What came of a question, whichever system it was put to. In JSON, {@code outcome} says which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({@JsonSubTypes.Type(value = Answer.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Answer.Abstained.class, name = "abstained")})
public sealed interface Answer {
  /** As JSON. */
  Codec<Answer> CODEC = Codec.of(Answer.class);

  /** The estimated chance that the answer is right, or would be, from 0 to 1; empty where nobody estimates it. */
  Optional<Double> confidence();

  /** Where it stands, or what comes nearest. */
  List<Citation> citations();

  /**
   * It is answered.
   *
   * @param answer in words: the first citation's quote on one line, or what a model has written
   * @param highlight the words in the first citation's document that most look like the answer itself, if they were looked for
   * @param confidence the estimated chance that it is right, if it was estimated
   * @param citations where it stands, the best first or in the order in which the answer names them; none if it was not
   *     answered from documents
   * @param value the answer as JSON, if JSON was asked for
   */
  record Answered(String answer, Optional<Passage> highlight, Optional<Double> confidence,
      List<Citation> citations, Optional<JsonNode> value) implements Answer {
    /** Copies the citations; a value that is missing in JSON is none. */
    public Answered {
      citations = List.copyOf(citations);
      value = value.filter(json -> !json.isNull());
    }

    /** What a model has written, and where that stands. */
    public static Answered written(String answer, List<Citation> citations) {
      return new Answered(answer, Optional.empty(), Optional.empty(), citations, Optional.empty());
    }
  }

  /**
   * It is not answered: the documents do not answer it, so far as can be told.
   *
   * @param reason why not
   * @param explanation the reason in a sentence, with the next step to take. Where it ends in a command about the run, {@link #RUN}
   *     stands for the run's name: an answer does not know whose it is, so that two runs can have the same
   * @param confidence the estimated chance that the best sentence found would be right, if it was estimated
   * @param citations what comes nearest, the best first
   */
  record Abstained(Reason reason, String explanation, Optional<Double> confidence, List<Citation> citations)
      implements Answer {
    /** The end of an explanation that tells of a command about the run. */
    public static final String RUN = " RUN";

    /** Copies the citations. */
    public Abstained {
      citations = List.copyOf(citations);
    }

    /** The explanation, for whoever knows the run's name. */
    public String explanation(String run) {
      return explanation.endsWith(RUN)
          ? explanation.substring(0, explanation.length() - RUN.length() + 1) + run
          : explanation;
    }

    /** For a reason that has nothing to do with a chance. */
    public static Abstained because(Reason reason, String explanation, List<Citation> nearest) {
      return new Abstained(reason, explanation, Optional.empty(), nearest);
    }
  }

  /** Why there is no answer. */
  enum Reason {
    /** No passage has anything to do with the question. */
    @JsonProperty("nothing-found")
    NOTHING_FOUND,
    /** What was found is too weak. */
    @JsonProperty("weak-evidence")
    WEAK_EVIDENCE,
    /** The model has read what was found and says that it does not answer the question. */
    @JsonProperty("not-in-evidence")
    NOT_IN_EVIDENCE,
    /** The model's answer is not borne out by the evidence that it names, also after it was told so. */
    @JsonProperty("unsupported")
    UNSUPPORTED
  }
}
