package dev.athanor.document.source.git;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.ListingBuilder;
import dev.athanor.document.source.Selection;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Lists the files of one commit. For one thread. */
final class TreeListing {
  private final Repository repository;
  private final RevCommit head;
  private final String mount;
  private final Selection selection;
  private final ListingBuilder listing;
  private final Map<String, ObjectId> contents = new TreeMap<>();
  private final Map<String, Long> sizes = new HashMap<>();

  TreeListing(Repository repository, RevCommit head, String mount, Selection selection,
      ListingBuilder listing) {
    this.repository = repository;
    this.head = head;
    this.mount = mount;
    this.selection = selection;
    this.listing = listing;
  }

  /** Lists, and says which content each document has. */
  Map<DocumentId, ObjectId> run(int history) throws IOException {
    walk();
    Map<String, RevCommit> commits = new History(repository, contents, history).before(head);
    Map<DocumentId, ObjectId> documents = new HashMap<>();
    contents.forEach((path, content) -> {
      DocumentId document = new DocumentId(mount + path);
      Optional<RevCommit> commit = Optional.ofNullable(commits.get(path));
      listing.add(new Entry(document, location(commit.orElse(head), path), OptionalLong.of(size(path)),
          commit.map(TreeListing::attributes).orElse(Attributes.NONE)),
          "there are two files of this name, which differ only in how their accents are encoded;"
              + " rename or exclude one of them");
      documents.put(document, content);
    });
    int unknown = contents.size() - commits.size();
    if (unknown > 0) {
      listing.note(unknown
          + (unknown == 1 ? " document was" : " documents were") + " last changed " + (isShallow()
              ? "before the first commit of this shallow clone; fetch the others with `git fetch --unshallow`"
              : "before the newest " + history
                  + " commits, which are looked through; raise `history` to look further")
          + ". Till then no commit, author and modified are known of them");
    }
    return documents;
  }

  private boolean isShallow() throws IOException {
    return !repository.getObjectDatabase().getShallowCommits().isEmpty();
  }

  private void walk() throws IOException {
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(head.getTree());
      while (walk.next()) {
        String path = walk.getPathString();
        boolean hidden = Selection.isHidden(walk.getNameString());
        if (walk.isSubtree()) {
          if (!hidden && !selection.excludesFolder(path)) {
            walk.enterSubtree();
          }
        } else if (!hidden && !selection.excludes(path)) {
          meet(walk, path);
        }
      }
    }
  }

  private void meet(TreeWalk walk, String path) throws IOException {
    FileMode mode = walk.getFileMode();
    if (mode.equals(FileMode.GITLINK)) {
      listing.passOver("submodule");
    } else if (!selection.includes(path)) {
      listing.passOver(extension(path));
    } else if (mode.equals(FileMode.SYMLINK)) {
      listing.passOver("symbolic link");
    } else if (path.chars().anyMatch(Character::isISOControl)) {
      listing.fail(new DocumentId(mount + path.replaceAll("\\p{Cntrl}", "?")),
          "its name has control characters; rename it or exclude it");
    } else {
      measure(walk, path);
    }
  }

  private void measure(TreeWalk walk, String path) throws IOException {
    ObjectId content = walk.getObjectId(0);
    long size;
    try {
      size = walk.getObjectReader().getObjectSize(content, Constants.OBJ_BLOB);
    } catch (MissingObjectException e) {
      listing.fail(new DocumentId(mount + path), "the repository does not have its content (blob "
          + content.name() + "; a partial clone, or a broken one); fetch it with git, or exclude it");
      return;
    }
    if (size > selection.maxBytes()) {
      listing.fail(new DocumentId(mount + path), "the file has " + size + " bytes, more than the "
          + selection.maxBytes()
          + " that a document may have; split it, exclude it, or raise the limit");
    } else {
      contents.put(path, content);
      sizes.put(path, size);
    }
  }

  private long size(String path) {
    return sizes.getOrDefault(path, 0L);
  }

  private static Attributes attributes(RevCommit commit) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("commit", commit.name());
    metadata.put("modified", commit.getCommitterIdent().getWhenAsInstant().toString());
    String author = commit.getAuthorIdent().getName().replaceAll("\\p{Cntrl}", " ").strip();
    if (!author.isEmpty()) {
      metadata.put("author", author);
    }
    return new Attributes(Optional.empty(), metadata, Optional.empty());
  }

  private static URI location(RevCommit commit, String path) {
    try {
      return new URI("git", commit.name() + ":" + path, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every text can be quoted", e);
    }
  }

  private static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(dot).toLowerCase(Locale.ROOT) : "no extension";
  }
}
