/**
 * The providers' HTTP interfaces on loopback, for tests, load tests and CI without a key and without cost.
 *
 * <p>Flow: {@link dev.athanor.simulator.Simulator} serves what {@link dev.athanor.simulator.SimulatorSettings} say. A request is
 * kept, read by its provider's protocol, answered by the responder (a script, for one), and written in the provider's words.
 *
 * <p>Start from {@link dev.athanor.simulator.Simulator}.
 */
@NullMarked
package dev.athanor.simulator;

import org.jspecify.annotations.NullMarked;
