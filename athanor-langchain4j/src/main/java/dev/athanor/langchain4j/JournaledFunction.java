package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.StepFailed;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A function of the application's own that asks the outside, as a step of its name. What it throws is its answer, as with a
 * tool.
 *
 * @param journaled how to wrap
 * @param name of its steps and its operation
 * @param effect what it does to the world
 * @param codecs of what it takes and answers
 * @param function the wrapped one
 */
record JournaledFunction<Q, R>(Journaled journaled, String name, Effect effect, Codecs<Q, R> codecs,
    Function<Q, R> function) implements Function<Q, R> {
  /** How its request and its response are read and written. */
  record Codecs<Q, R>(Codec<Q> request, Codec<R> response) {}

  /** An answer: a value or what was thrown. A mere value, such as a person gives to a fork, is the value. */
  private record Answers<R>(Codec<R> values) implements Codec<Answer<R>> {
    private static final String VALUE = "value";
    private static final String THREW = "threw";
    private static final Codec<Thrown> THROWN = Codec.of(Thrown.class);

    @Override
    public JsonNode encode(Answer<R> answer) {
      return switch (answer) {
        case Answer.Value<R>(var value) -> Json.object().set(VALUE, values.encode(value));
        case Answer.Threw<R>(var thrown) -> Json.object().set(THREW, THROWN.encode(thrown));
      };
    }

    @Override
    public Answer<R> decode(JsonNode json) {
      if (json.has(THREW)) {
        return new Answer.Threw<>(THROWN.decode(json.required(THREW)));
      }
      return new Answer.Value<>(values.decode(json.has(VALUE) ? json.required(VALUE) : json));
    }
  }

  /** How it came out. */
  private sealed interface Answer<R> {
    record Value<R>(R value) implements Answer<R> {}

    record Threw<R>(Thrown thrown) implements Answer<R> {}
  }

  @Override
  public R apply(Q asked) {
    Optional<Binding.Inside> inside = journaled.inside("the function \"" + name + "\"");
    if (inside.isEmpty()) {
      return function.apply(asked);
    }
    Wrapped<Q, Answer<R>> operation =
        new Wrapped<>(name, effect, codecs.request(), new Answers<>(codecs.response()),
            (request, _) -> live(request));
    return switch (operation.ask(inside.get().run(), Journaled.stepName(name), asked)) {
      case Answer.Value<R>(var value) -> value;
      case Answer.Threw<R>(var thrown) -> throw thrown.again();
    };
  }

  private Answer<R> live(Q request) {
    try {
      return new Answer.Value<>(function.apply(request));
    } catch (StepFailed e) {
      throw e;
    } catch (RuntimeException e) {
      return new Answer.Threw<>(Thrown.of(e));
    }
  }
}
