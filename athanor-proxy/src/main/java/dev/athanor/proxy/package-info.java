/**
 * A proxy on loopback between any client of a model provider and the provider: clients are given its address as their base
 * address, and everything that passes is recorded.
 *
 * <p>Flow: {@link dev.athanor.proxy.ProxyServer} reads a request and hands it to a
 * {@link dev.athanor.proxy.recording.Desk}: a {@link dev.athanor.proxy.recording.Recorder}, which passes it on and records
 * it as a step of a run, or a {@link dev.athanor.proxy.recording.Playback}, which answers from such a run.
 *
 * <p>Start from {@link dev.athanor.proxy.ProxyServer}.
 */
@NullMarked
package dev.athanor.proxy;

import org.jspecify.annotations.NullMarked;
