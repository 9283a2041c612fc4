package dev.athanor.document.source.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** A repository with a working tree, whose commits are an hour apart. */
final class TestRepository implements AutoCloseable {
  static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private final Path folder;
  private final Git git;
  private int commits;

  TestRepository(Path folder) throws GitAPIException {
    OwnSettings.take();
    this.folder = folder;
    this.git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
  }

  Path folder() {
    return folder;
  }

  Git git() {
    return git;
  }

  RevCommit put(String path, String text) throws IOException, GitAPIException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    git.add().addFilepattern(path).call();
    return commit("put " + path);
  }

  RevCommit remove(String path) throws GitAPIException {
    git.rm().addFilepattern(path).call();
    return commit("remove " + path);
  }

  RevCommit move(String from, String to) throws IOException, GitAPIException {
    Files.move(folder.resolve(from), folder.resolve(to));
    git.add().addFilepattern(to).call();
    git.rm().addFilepattern(from).call();
    return commit("move " + from);
  }

  /** Adds what no file of a working tree can be. */
  void add(String path, FileMode mode, ObjectId content) throws IOException, GitAPIException {
    var index = git.getRepository().lockDirCache();
    DirCacheEditor editor = index.editor();
    editor.add(new DirCacheEditor.PathEdit(path) {
      @Override
      public void apply(DirCacheEntry entry) {
        entry.setFileMode(mode);
        entry.setObjectId(content);
      }
    });
    editor.commit();
    commit("add " + path);
  }

  RevCommit commit(String message) throws GitAPIException {
    PersonIdent anna = new PersonIdent("Anna B", "anna@example.org",
        FIRST.plusSeconds(3600L * commits++), ZoneOffset.UTC);
    return git.commit().setMessage(message).setAuthor(anna).setCommitter(anna).setSign(false)
        .setAllowEmpty(true).call();
  }

  @Override
  public void close() {
    git.close();
  }
}
