package dev.athanor.document.source.archive;

/**
 * How much an archive may hold.
 *
 * @param memberBytes what one member may have
 * @param archiveBytes what all members of one archive may have together
 * @param ratio how many times as large as the archive's file its members may be together, where they have more than a megabyte
 * @param members how many there may be
 */
public record ArchiveLimits(long memberBytes, long archiveBytes, int ratio, int members) {
  /** 10 GB in an archive, a hundred times its size, 200,000 members. */
  public static ArchiveLimits of(long memberBytes) {
    return new ArchiveLimits(memberBytes, 10_000_000_000L, 100, 200_000);
  }
}
