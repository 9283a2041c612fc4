package dev.athanor.run;

import dev.athanor.journal.Contents;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Stamped;
import java.util.List;

/**
 * All that is recorded of a run: enough to replay it.
 *
 * @param header what it started with
 * @param entries what it did, in order
 * @param contents gives the content that both refer to
 */
public record Recording(RunHeader header, List<Stamped> entries, Contents contents) {
  /** Copies. */
  public Recording {
    entries = List.copyOf(entries);
  }

  /** The tries that failed at a path, in order. */
  public List<Entry.Attempted> attempts(Path path) {
    return entries.stream().map(Stamped::entry).filter(entry -> entry.path().equals(path)).filter(
        Entry.Attempted.class::isInstance).map(Entry.Attempted.class::cast).toList();
  }

  /** What the run has cost: all that was lived in it, attempts that failed and runs that it called included. */
  public Spend spent() {
    return Sum.spent(entries.stream().map(Stamped::entry).toList());
  }
}
