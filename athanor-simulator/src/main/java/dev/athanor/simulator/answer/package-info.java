/**
 * What is asked and what is answered, whatever the provider's words for it are.
 *
 * <p>Flow: a protocol reads a {@link dev.athanor.simulator.answer.Question}, a
 * {@link dev.athanor.simulator.answer.Responder} gives the {@link dev.athanor.simulator.answer.Reply} to it, and the protocol
 * writes that. Whatever is random comes from the {@link dev.athanor.simulator.answer.Draw}.
 *
 * <p>Start from {@link dev.athanor.simulator.answer.Responder}.
 */
@NullMarked
package dev.athanor.simulator.answer;

import org.jspecify.annotations.NullMarked;
