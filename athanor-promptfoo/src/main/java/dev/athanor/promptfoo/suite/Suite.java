package dev.athanor.promptfoo.suite;

import dev.athanor.eval.dataset.Case;
import dev.athanor.promptfoo.provider.Target;
import java.util.List;

/**
 * A suite, as far as it can run here.
 *
 * @param name the file's, without its end
 * @param asked each prompt with each provider that it is put to
 * @param cases the tests with their assertions; one for each combination of values
 * @param repeats how often each is asked
 * @param metrics that assertions name
 * @param obstacles what can't run here and is not in the above
 * @param notes what makes no difference to the results and is done in another way
 */
public record Suite(String name, List<Asked> asked, List<Case> cases, int repeats, List<String> metrics,
    List<Obstacle> obstacles, List<String> notes) {
  /** Copies. */
  public Suite {
    asked = List.copyOf(asked);
    cases = List.copyOf(cases);
    metrics = List.copyOf(metrics);
    obstacles = List.copyOf(obstacles);
    notes = List.copyOf(notes);
  }

  /**
   * A prompt and who is sent it.
   *
   * @param name by which reports call it
   */
  public record Asked(String name, String prompt, Target target) {}
}
