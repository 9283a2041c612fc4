package dev.athanor.eval.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import dev.athanor.json.Codec;
import dev.athanor.run.Program;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody says of a run's answer.
 *
 * @param run which one
 * @param verdict whether it helped
 * @param reference what would have been right
 * @param comment in words
 * @param by who says so
 */
public record Feedback(RunId run, Verdict verdict, Optional<String> reference, Optional<String> comment,
    Optional<String> by) {
  /** By which runs of it are found. */
  public static final String NAME = "feedback";

  /** As JSON. */
  public static final Codec<Feedback> CODEC = Codec.of(Feedback.class);

  /** Writes one down: its input is what was said. */
  public static final Program<Feedback, Feedback> PROGRAM =
      new Program<>(NAME, CODEC, CODEC, (_, said) -> said);

  /** Whether an answer helped. */
  public enum Verdict {
    /** It did. */
    @JsonProperty("good")
    GOOD,
    /** It did not. */
    @JsonProperty("bad")
    BAD;

    /** The verdict of that name. */
    public static Verdict named(String name) {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "good" -> GOOD;
        case "bad" -> BAD;
        default ->
            throw AthanorException.user("verdict", "\"" + name + "\" is no verdict; expected good or bad");
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All that was said, the newest first. */
  public static List<Feedback> all(Journal journal) {
    return journal.runs(new RunQuery(Optional.of(NAME), Optional.empty(), true, Integer.MAX_VALUE)).stream()
        .map(run -> CODEC.decode(run.header().input().value(journal::part))).toList();
  }
}
