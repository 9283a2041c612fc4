package dev.athanor.langchain4j;

import dev.athanor.run.Program;

/**
 * An application as an evaluation starts it: a public class that can be made without parameters. If it is an {@link AutoCloseable} too,
 * it is closed when nothing is asked of it any more.
 *
 * <p>One program answers all cases, many at the same time, so what the application keeps in itself is seen by the next case: wrap its memory, or
 * make it within the program.
 */
@FunctionalInterface
public interface Application {
  /**
   * Puts the application together. Called once, before anything is asked.
   *
   * @param journaled wraps what the application asks the outside with; it knows what models cost
   * @return by {@link Journaled#program}; its input is decoded from a case's {@code input}, and its output is the answer
   */
  Program<?, ?> program(Journaled journaled);
}
