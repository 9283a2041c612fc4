/**
 * Closes the network for what must not need it: a replay that could ask somebody would prove nothing.
 *
 * <p>Start from {@link dev.athanor.cli.network.Network}.
 */
@NullMarked
package dev.athanor.cli.network;

import org.jspecify.annotations.NullMarked;
