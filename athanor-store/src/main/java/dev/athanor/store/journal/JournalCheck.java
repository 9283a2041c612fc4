package dev.athanor.store.journal;

import dev.athanor.journal.RunId;
import java.util.List;

/**
 * What a look at the whole journal has found.
 *
 * @param version of the tables
 * @param runs how many runs there are
 * @param entries how many entries they have
 * @param contents how many pieces of content are stored
 * @param databaseBytes how much room the database takes
 * @param fileBytes how much room the files beside it take
 * @param findings what is wrong; empty if all is well
 */
public record JournalCheck(int version, long runs, long entries, long contents, long databaseBytes,
    long fileBytes,
    List<Finding> findings) {
  /** Copies. */
  public JournalCheck {
    findings = List.copyOf(findings);
  }

  /**
   * Something that is wrong.
   *
   * @param code a stable, lower-case name such as {@code content-missing}
   * @param message what is wrong, for people
   * @param runs those that can't be read, or not be replayed, because of it; empty if it can't be told
   */
  public record Finding(String code, String message, List<RunId> runs) {
    /** Copies. */
    public Finding {
      runs = List.copyOf(runs);
    }
  }
}
