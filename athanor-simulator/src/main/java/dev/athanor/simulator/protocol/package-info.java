/**
 * The providers' own words: paths, bodies, streams and errors.
 *
 * <p>Flow: {@link dev.athanor.simulator.protocol.Providers} finds whose path it is and the
 * {@link dev.athanor.simulator.protocol.Endpoint} at it, which reads the request and writes the answer, whole or as
 * {@link dev.athanor.simulator.protocol.Frame}s.
 *
 * <p>Start from {@link dev.athanor.simulator.protocol.Provider}.
 */
@NullMarked
package dev.athanor.simulator.protocol;

import org.jspecify.annotations.NullMarked;
