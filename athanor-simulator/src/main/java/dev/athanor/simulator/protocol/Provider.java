package dev.athanor.simulator.protocol;

import dev.athanor.simulator.answer.Problem;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One provider's interface: its paths and its way to say what is wrong. */
public interface Provider {
  /** What is at the target; empty if this provider has nothing there. */
  Optional<Endpoint> endpoint(Target target);

  /** The body of an error. */
  JsonNode problem(Problem problem);

  /** The status of an error; a provider may have one of its own. */
  default int status(Problem problem) {
    return problem.status();
  }
}
