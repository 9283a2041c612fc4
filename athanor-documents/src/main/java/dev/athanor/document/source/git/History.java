package dev.athanor.document.source.git;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Finds for each file the newest commit that gave it the content that it has. A merge gave it its content only if none of the
 * merged sides had it. For one thread.
 */
final class History {
  private final Repository repository;
  private final Map<String, ObjectId> wanted;
  private final int most;
  private final Map<String, RevCommit> found = new HashMap<>();

  /**
   * A search.
   *
   * @param wanted the content of files, by path
   * @param most how many commits are looked at
   */
  History(Repository repository, Map<String, ObjectId> wanted, int most) {
    this.repository = repository;
    this.wanted = wanted;
    this.most = most;
  }

  /** The commits, by path; a file is missing whose commit lies before those that are looked at, or that the repository has. */
  Map<String, RevCommit> before(RevCommit head) throws IOException {
    Set<ObjectId> first = repository.getObjectDatabase().getShallowCommits();
    try (RevWalk walk = new RevWalk(repository); TreeWalk trees = new TreeWalk(repository)) {
      walk.markStart(walk.parseCommit(head));
      int looked = 0;
      for (RevCommit commit = walk.next(); commit != null && found.size() < wanted.size()
          && looked < most; commit = walk.next()) {
        // Of the first commits of a shallow clone nobody knows what they have changed.
        if (!first.contains(commit)) {
          look(walk, trees, commit);
        }
        looked++;
      }
    }
    return found;
  }

  private void look(RevWalk walk, TreeWalk trees, RevCommit commit) throws IOException {
    trees.reset();
    trees.setRecursive(true);
    trees.setFilter(TreeFilter.ANY_DIFF);
    trees.addTree(commit.getTree());
    int parents = commit.getParentCount();
    for (int at = 0; at < parents; at++) {
      RevCommit parent = commit.getParent(at);
      walk.parseHeaders(parent);
      trees.addTree(parent.getTree());
    }
    if (parents == 0) {
      trees.addTree(new EmptyTreeIterator());
    }
    while (trees.next()) {
      boolean own = true;
      for (int at = 1; at < trees.getTreeCount() && own; at++) {
        own = !trees.idEqual(0, at);
      }
      if (own) {
        take(trees.getPathString(), trees.getObjectId(0), commit);
      }
    }
  }

  private void take(String path, ObjectId content, RevCommit commit) {
    if (content.equals(wanted.get(path))) {
      found.putIfAbsent(path, commit);
    }
  }
}
