package dev.athanor.document.source.git;

/**
 * What is read of a repository.
 *
 * @param history how many commits are looked through, from the newest on, for the one that last changed a file
 */
public record GitSettings(GitPlace place, GitRevision revision, int history) {
  /** More than nearly all repositories have. */
  public static final int STANDARD_HISTORY = 100_000;

  /** What is checked out in a folder. */
  public static GitSettings of(GitPlace place) {
    return new GitSettings(place, new GitRevision.Current(), STANDARD_HISTORY);
  }
}
