/**
 * How a question to a model goes through LangChain4j and comes back whole.
 *
 * <p>Flow: {@link dev.athanor.models.chat.ConnectedModel} gives LangChain4j what it can say, with
 * {@link dev.athanor.models.chat.Slots} for what it can't; the {@link dev.athanor.models.chat.Dialect} fills those in on the wire. While
 * LangChain4j streams, an {@link dev.athanor.models.chat.Assembly} puts together all that came, and from it the answer is read by
 * {@link dev.athanor.models.chat.Leftovers}: what has a type is taken out, what is left is kept as it is.
 *
 * <p>Start from {@link dev.athanor.models.chat.ConnectedModel}.
 */
@NullMarked
package dev.athanor.models.chat;

import org.jspecify.annotations.NullMarked;
