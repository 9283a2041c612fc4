package dev.athanor.simulator;

import java.time.Duration;

/** How the simulator waits. */
@FunctionalInterface
public interface Pauses {
  /** Lets that time pass. */
  void pause(Duration time) throws InterruptedException;
}
