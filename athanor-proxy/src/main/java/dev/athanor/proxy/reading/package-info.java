/**
 * What a model has said, read from a provider's answers: whole bodies and streams, in each provider's words.
 *
 * <p>Start from {@link dev.athanor.proxy.reading.Answers}.
 */
@NullMarked
package dev.athanor.proxy.reading;

import org.jspecify.annotations.NullMarked;
