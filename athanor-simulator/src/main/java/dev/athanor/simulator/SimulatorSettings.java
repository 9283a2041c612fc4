package dev.athanor.simulator;

import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.RateLimit;
import dev.athanor.simulator.answer.Responder;
import dev.athanor.simulator.cassette.Recordings;
import dev.athanor.simulator.script.ScriptFile;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a simulator serves. Each method gives new settings with one thing changed.
 *
 * @param port of the loopback interface; 0 takes a free one
 * @param seed of everything random
 * @param sources who answers
 * @param models that there are, in whose names {@code *} stands for anything; any, if none is named
 * @param keys that are taken; any and none, if none is named
 * @param delivery how answers come that do not say it themselves
 * @param limit of the requests that each key may make
 * @param time whence times come
 */
public record SimulatorSettings(int port, long seed, Sources sources, List<String> models, Set<String> keys,
    Delivery delivery, Optional<RateLimit> limit, Time time) {
  /**
   * Who answers: recordings first, then the responder.
   *
   * @param recordings traffic that is played back
   * @param responder who answers what is not recorded
   */
  public record Sources(Optional<Recordings> recordings, Optional<Responder> responder) {
    /** Checks that there is one. */
    public Sources {
      if (recordings.isEmpty() && responder.isEmpty()) {
        throw new IllegalArgumentException("nobody answers: give a responder or recordings");
      }
    }
  }

  /**
   * Whence times come.
   *
   * @param clock for what is written
   * @param pauses for what is waited
   */
  public record Time(Clock clock, Pauses pauses) {
    /** As it passes. */
    public static final Time REAL = new Time(Clock.systemUTC(), Thread::sleep);
  }

  /** Copies. */
  public SimulatorSettings {
    models = List.copyOf(models);
    keys = Set.copyOf(keys);
  }

  /** A free port, seed 0, any model, any key, at once. */
  public static SimulatorSettings of(Responder responder) {
    return of(new Sources(Optional.empty(), Optional.of(responder)));
  }

  /** What a script file says. */
  public static SimulatorSettings of(ScriptFile file) {
    return new SimulatorSettings(0, file.seed().orElse(0L),
        new Sources(Optional.empty(), Optional.of(file.script())),
        file.models(), file.keys(), file.delivery(), file.limit(), Time.REAL);
  }

  /** The same, played back. */
  public static SimulatorSettings playing(Recordings recordings) {
    return of(new Sources(Optional.of(recordings), Optional.empty()));
  }

  private static SimulatorSettings of(Sources sources) {
    return new SimulatorSettings(0, 0, sources, List.of(), Set.of(), Delivery.USUAL, Optional.empty(),
        Time.REAL);
  }

  /** With somebody who answers what is not recorded. */
  public SimulatorSettings or(Responder responder) {
    return new SimulatorSettings(port, seed, new Sources(sources.recordings(), Optional.of(responder)),
        models, keys,
        delivery, limit, time);
  }

  /** With recordings that are asked first. */
  public SimulatorSettings with(Recordings recordings) {
    return new SimulatorSettings(port, seed, new Sources(Optional.of(recordings), sources.responder()),
        models, keys,
        delivery, limit, time);
  }

  /** On that port. */
  public SimulatorSettings onPort(int number) {
    return new SimulatorSettings(number, seed, sources, models, keys, delivery, limit, time);
  }

  /** With that seed. */
  public SimulatorSettings seeded(long number) {
    return new SimulatorSettings(port, number, sources, models, keys, delivery, limit, time);
  }

  /** With these models and no other. */
  public SimulatorSettings withModels(String... names) {
    return new SimulatorSettings(port, seed, sources, List.of(names), keys, delivery, limit, time);
  }

  /** With these keys and no other. */
  public SimulatorSettings withKeys(String... accepted) {
    return new SimulatorSettings(port, seed, sources, models, Set.of(accepted), delivery, limit, time);
  }

  /** With answers that come in this way, where they do not say it themselves. */
  public SimulatorSettings delivered(Delivery way) {
    return new SimulatorSettings(port, seed, sources, models, keys, way, limit, time);
  }

  /** With a limit for each key. */
  public SimulatorSettings limited(RateLimit most) {
    return new SimulatorSettings(port, seed, sources, models, keys, delivery, Optional.of(most), time);
  }

  /** By that clock. */
  public SimulatorSettings at(Clock clock) {
    return new SimulatorSettings(port, seed, sources, models, keys, delivery, limit,
        new Time(clock, time.pauses()));
  }

  /** Waiting in that way. */
  public SimulatorSettings pausing(Pauses pauses) {
    return new SimulatorSettings(port, seed, sources, models, keys, delivery, limit,
        new Time(time.clock(), pauses));
  }
}
