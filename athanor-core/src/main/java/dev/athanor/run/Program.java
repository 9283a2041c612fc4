package dev.athanor.run;

import dev.athanor.json.Codec;
import java.util.function.BiFunction;

/**
 * What a system does. The code between steps is plain deterministic Java: no clock, no randomness, no input or output, no
 * iteration over what has no order; all of that is asked of the {@link Run}.
 *
 * @param name by which a journal's runs find their program again
 * @param input reads and writes the input
 * @param output reads and writes the output
 * @param body the code
 * @param <I> the input
 * @param <O> the output
 */
public record Program<I, O>(String name, Codec<I> input, Codec<O> output, BiFunction<Run, I, O> body) {}
