package dev.athanor.document.similar;

import java.util.List;

/**
 * Documents that say the same, group by group.
 *
 * @param all each of two or more, ordered by the document that answers
 */
public record Groups(List<Group> all) {
  /** Copies. */
  public Groups {
    all = List.copyOf(all);
  }

  /** How many documents only repeat others. */
  public int copies() {
    return all.stream().mapToInt(group -> group.others().size()).sum();
  }

  /**
   * Documents that say the same.
   *
   * @param answers the one to be shown: of the most authoritative source, else the newest, else the first by id
   * @param others the rest, each with its source, ordered by id
   * @param exact whether all have the same words
   */
  public record Group(Candidate answers, List<Candidate> others, boolean exact) {
    /** Copies. */
    public Group {
      others = List.copyOf(others);
    }
  }
}
