package dev.athanor.store.sqlite;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How a database is opened.
 *
 * @param sync when a commit counts
 * @param patience how long to wait for another process that writes
 * @param pagesBetweenCheckpoints how many pages of 4 KiB the log takes before they are moved to the file: fewer make a
 *     smaller log, more make fewer syncs
 * @param mostPages refuses to grow beyond so many pages
 */
public record Settings(Sync sync, Duration patience, int pagesBetweenCheckpoints, OptionalLong mostPages) {
  /** Durable, 30 seconds of patience, a log of 16 MiB, as large as the disk allows. */
  public static final Settings DURABLE =
      new Settings(Sync.FULL, Duration.ofSeconds(30), 4000, OptionalLong.empty());

  /** When a commit counts. */
  public enum Sync {
    /** When it is on the disk: survives the loss of power. */
    FULL,
    /** When the operating system has it: survives the death of the process only. For data that can be made again. */
    OFF
  }

  /** The same with commits that count earlier or later. */
  public Settings sync(Sync moment) {
    return new Settings(moment, patience, pagesBetweenCheckpoints, mostPages);
  }

  /** The same with another patience. */
  public Settings patience(Duration longest) {
    return new Settings(sync, longest, pagesBetweenCheckpoints, mostPages);
  }

  /** The same with more or fewer checkpoints. */
  public Settings pagesBetweenCheckpoints(int pages) {
    return new Settings(sync, patience, pages, mostPages);
  }

  /** The same with a limit to its growth. */
  public Settings mostPages(long most) {
    return new Settings(sync, patience, pagesBetweenCheckpoints, OptionalLong.of(most));
  }
}
