package dev.athanor.run;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Payload;
import dev.athanor.json.Codec;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * What a program asks for everything that is not a pure function of its input. Passed explicitly, never a global. A run
 * belongs to the thread that its code was called on; the branches of {@link #each} and {@link #race}, and strands,
 * get runs of their own.
 */
public interface Run {
  /**
   * Answers a step from the past if it may, and lives it if it must. What is returned is the decoded record, also when the
   * step was just lived.
   *
   * @param name of the step in its scope; a repeated name gets a number
   * @throws StepFailed if the step failed, live or in the record
   */
  default <Q, R> R step(String name, Operation<Q, R> operation, Q request) {
    return step(name, operation, request, _ -> {
    });
  }

  /**
   * The same, and tells of each piece of the answer: as it comes if the step is lived, from the record otherwise. An answer
   * that nobody streamed, such as one supplied to a fork, has no pieces; those of an attempt that failed are not taken back.
   *
   * @param watcher told on the thread that the operation emits on; must not ask the run
   */
  <Q, R> R step(String name, Operation<Q, R> operation, Q request, Consumer<JsonNode> watcher);

  /** A named part of the program: its steps stand under its name. */
  default <R> R scope(String name, Function<Run, R> body) {
    return scope(name, Budget.UNLIMITED, body);
  }

  /** A named part of the program with a budget of its own inside the run's. */
  <R> R scope(String name, Budget budget, Function<Run, R> body);

  /**
   * Does the same for every item, at once. Answers in the items' order. All items are done to their end; then the failure of
   * the first item that failed, in the items' order, is thrown.
   *
   * @param key names an item, whatever its position; no two items share one
   */
  <T, R> List<R> each(String name, Collection<T> items, Function<T, String> key, BiFunction<Run, T, R> body);

  /**
   * Does the same for every item as it comes from outside, at once, until no more come. In which order they came leaves no
   * trace: an item is known by its key, and what the program wants to know of it again it must ask in a step. All
   * items are done to their end; then the failure of the first item that failed, in the order of arrival, is thrown.
   *
   * @param items blocks until the next one comes. It is asked on the run's own thread, and must come to an end when a body is
   *     left by an error
   * @param key names an item, whatever came before it; no two items share one. One that is named by what it asks begins with
   *     {@code #}: in another run something else may be asked in its place
   */
  <T> void serve(String name, Iterator<T> items, Function<T, String> key, BiConsumer<Run, T> body);

  /**
   * Gives out a part of the program that a thread of somebody else's will carry out. Its name gets its number now, so give
   * strands out in an order that does not depend on scheduling.
   */
  Strand strand(String name);

  /**
   * Does all branches at once and answers with the first that succeeds, which is recorded. The others stop at their next
   * step. If all fail, the first branch's failure is thrown.
   */
  <R> R race(String name, List<Function<Run, R>> branches);

  /**
   * Runs another program as one step. It is a run of its own in the journal, with a name that follows from this run and
   * path; once it is over it answers as one step.
   */
  <I, O> O call(String name, Program<I, O> program, I input);

  /**
   * The same, pinned to a part of this run's manifest; which run it was is told, and its failure is a value. Where the part has
   * changed, what a fork's parent recorded does not answer.
   */
  <I, O> Called<O> call(String name, Program<I, O> program, I input, CallOptions options);

  /**
   * Waits for an answer from outside. The run lets go of everything while it waits, and is re-executed over its records when the
   * answer comes.
   *
   * @throws StepFailed with {@link dev.athanor.journal.Failure#DEADLINE} after the deadline
   */
  <R> R await(String name, Signal<R> signal, Deadline deadline);

  /** Waits for a time to pass, without holding anything. */
  void sleep(String name, Duration duration);

  /** The time, recorded. */
  Instant now();

  /** Random numbers that are the same in every re-execution; their seed follows from the run and the path. */
  RandomGenerator random();

  /**
   * Whether the code behind a change is to be used here: true in a run that comes here for the first time, false in one
   * that has gone past this point with the old code. Lets code change under waiting runs.
   */
  boolean since(String change);

  /** Whether the manifest that this run is pinned to has such a part. */
  boolean isPinned(String key);

  /** A part of the manifest that this run is pinned to, such as the settings it started with. */
  <T> T pinned(String key, Codec<T> codec);

  /** Reads a file that an answer or the input names. The caller closes it. */
  InputStream open(Payload payload);

  /** Ends this run, and goes on in a new one that starts the same program with this input. Never returns. */
  <I> RuntimeException continueAs(I input);
}
