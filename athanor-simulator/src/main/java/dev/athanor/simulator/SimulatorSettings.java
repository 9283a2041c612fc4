package dev.athanor.simulator;

import dev.athanor.simulator.answer.Responder;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a simulator serves. Each method gives new settings with one thing changed.
 *
 * @param port of the loopback interface; 0 takes a free one
 * @param seed of everything random
 * @param responder who answers
 * @param models that there are; any, if none is named
 * @param keys that are taken; any and none, if none is named
 * @param clock whence times come
 */
public record SimulatorSettings(int port, long seed, Responder responder, List<String> models,
    Set<String> keys,
    Clock clock) {
  /** Copies. */
  public SimulatorSettings {
    Objects.requireNonNull(responder);
    models = List.copyOf(models);
    keys = Set.copyOf(keys);
  }

  /** A free port, seed 0, any model, any key. */
  public static SimulatorSettings of(Responder responder) {
    return new SimulatorSettings(0, 0, responder, List.of(), Set.of(), Clock.systemUTC());
  }

  /** On that port. */
  public SimulatorSettings onPort(int number) {
    return new SimulatorSettings(number, seed, responder, models, keys, clock);
  }

  /** With that seed. */
  public SimulatorSettings seeded(long number) {
    return new SimulatorSettings(port, number, responder, models, keys, clock);
  }

  /** With these models and no other. */
  public SimulatorSettings withModels(String... names) {
    return new SimulatorSettings(port, seed, responder, List.of(names), keys, clock);
  }

  /** With these keys and no other. */
  public SimulatorSettings withKeys(String... accepted) {
    return new SimulatorSettings(port, seed, responder, models, Set.of(accepted), clock);
  }

  /** By that clock. */
  public SimulatorSettings at(Clock times) {
    return new SimulatorSettings(port, seed, responder, models, keys, times);
  }
}
