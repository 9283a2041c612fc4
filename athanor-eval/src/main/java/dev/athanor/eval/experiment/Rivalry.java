package dev.athanor.eval.experiment;

import dev.athanor.eval.dataset.Case;
import dev.athanor.run.Run;
import java.util.List;

/** Looks at the trials of one case together, once all systems have answered: for what only a comparison of their answers tells. */
public interface Rivalry {
  /** Nothing is compared. */
  Rivalry NONE = new Rivalry() {
    @Override
    public boolean concerns(Case given) {
      return false;
    }

    @Override
    public List<Trial> settled(Case given, List<Trial> trials, Run run) {
      return trials;
    }
  };

  /** Whether trials of this case are to be compared. */
  boolean concerns(Case given);

  /**
   * The same trials with the scores that the comparison leaves them. What it throws leaves all of them unscored.
   *
   * @param trials of one repeat, each of another system, in the order of the systems
   * @param run to ask a model of
   */
  List<Trial> settled(Case given, List<Trial> trials, Run run);
}
