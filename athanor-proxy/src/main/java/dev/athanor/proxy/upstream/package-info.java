/**
 * The way to the provider and back: a request is sent on as it came, and what comes back goes to the client piece by piece
 * while it is written down.
 *
 * <p>Start from {@link dev.athanor.proxy.upstream.ProxiedOperation}.
 */
@NullMarked
package dev.athanor.proxy.upstream;

import org.jspecify.annotations.NullMarked;
