/**
 * The connection to a provider as LangChain4j's HTTP client: it changes what is sent where LangChain4j can't say it, and sees
 * whatever comes, as it came.
 *
 * <p>Flow: {@link dev.athanor.models.wire.Wire} has the connections; an {@link dev.athanor.models.wire.Exchange} is one request
 * with its answer, which calls its {@link dev.athanor.models.wire.Receiver} and ends well or in a
 * {@link dev.athanor.models.wire.Trouble}.
 *
 * <p>Start from {@link dev.athanor.models.wire.Exchange}.
 */
@NullMarked
package dev.athanor.models.wire;

import org.jspecify.annotations.NullMarked;
