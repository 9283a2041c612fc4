/**
 * Recorded traffic that is played back.
 *
 * <p>Flow: {@link dev.athanor.simulator.cassette.CassetteFiles} reads files in the form that VCR and its kin write, and
 * {@link dev.athanor.simulator.cassette.Recordings} finds what answers a request.
 *
 * <p>Start from {@link dev.athanor.simulator.cassette.Recordings}.
 */
@NullMarked
package dev.athanor.simulator.cassette;

import org.jspecify.annotations.NullMarked;
