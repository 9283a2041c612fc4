package dev.athanor.promptfoo.suite;

import dev.athanor.eval.dataset.Case;
import dev.athanor.promptfoo.provider.Target;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A suite, as far as it can run here.
 *
 * @param name the file's, without its end
 * @param asked each prompt with each provider that it is put to
 * @param cases the tests with their assertions; one for each combination of values
 * @param only by a case's id, the names of those that are asked it; a case that is not here is put to all
 * @param repeats how often each is asked
 * @param metrics that assertions name
 * @param obstacles what can't run here and is not in the above
 * @param notes what makes no difference to the results and is done in another way
 */
public record Suite(String name, List<Asked> asked, List<Case> cases, Map<String, Set<String>> only,
    int repeats, List<String> metrics,
    List<Obstacle> obstacles, List<String> notes) {
  /** Copies. */
  public Suite {
    asked = List.copyOf(asked);
    cases = List.copyOf(cases);
    only = Collections.unmodifiableMap(new TreeMap<>(only));
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
