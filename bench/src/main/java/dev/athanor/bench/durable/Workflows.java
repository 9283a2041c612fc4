package dev.athanor.bench.durable;

import dev.athanor.bench.measure.Lane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** An engine that carries out durable workflows: the same workload on every side. */
interface Workflows extends AutoCloseable {
  /** The name of the engine. */
  String name();

  /**
   * Carries out a workflow of so many steps, one after the other; each returns {@link #answer} and is durable before the
   * next begins. Called by many threads at once.
   *
   * @return the answer of the last step
   */
  String run(int steps) throws Exception;

  @Override
  void close() throws IOException;

  /** What a step returns. */
  static String answer(int step) {
    return "value-" + step;
  }

  /** A lane of workflows, so many at a time. The unit is the step of a finished workflow. */
  default Lane lane(int atOnce, int steps) {
    String lane = name() + (atOnce == 1 ? ", in sequence" : ", " + atOnce + " runs at once");
    return new Lane(lane, deadline -> {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
          counts.add(threads.submit(() -> Lane.repeating(lane, () -> checked(steps)).work().until(
              deadline)));
        }
        long all = 0;
        for (Future<Long> count : counts) {
          all += count.get();
        }
        return all;
      }
    });
  }

  /** Carries out a workflow, and says how many steps that was. */
  default int checked(int steps) throws Exception {
    String answer = run(steps);
    if (!answer.equals(answer(steps - 1))) {
      throw new IllegalStateException(name() + " answered \"" + answer + "\" after " + steps + " steps");
    }
    return steps;
  }
}
