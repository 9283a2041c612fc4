package dev.athanor.run;

import dev.athanor.json.Codec;
import tools.jackson.databind.JsonNode;

/**
 * What a run waits for from outside: a person's decision, a webhook.
 *
 * @param name of the kind of answer, such as {@code approval}
 * @param subject what the answer is about; shown to the person, and what makes two waits the same question
 * @param answer reads and writes answers
 * @param <R> the answer
 */
public record Signal<R>(String name, JsonNode subject, Codec<R> answer) {
  /** A signal about a text. */
  public static <R> Signal<R> of(String name, String subject, Codec<R> answer) {
    return new Signal<>(name, Codec.TEXT.encode(subject), answer);
  }
}
