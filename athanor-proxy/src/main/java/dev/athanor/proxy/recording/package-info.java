/**
 * A recording is a run: the program {@code recording}, whose steps are the exchanges of somebody else's program with its
 * providers.
 *
 * <p>Flow: a request that reaches the proxy becomes an {@link dev.athanor.proxy.recording.Exchange}, which the program
 * takes as it comes; its step passes it on or answers it from the record. A {@link dev.athanor.proxy.recording.Playback}
 * answers from the record alone.
 *
 * <p>Start from {@link dev.athanor.proxy.recording.RecordingProgram}.
 */
@NullMarked
package dev.athanor.proxy.recording;

import org.jspecify.annotations.NullMarked;
