package dev.athanor.document.source.git;

import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** What can be wrong with a repository as a whole. */
record GitFailures(SourceId source, GitSettings settings) {
  private static final int NAMED = 10;

  /** A folder has to be there. */
  void checkFolder() {
    if (settings.place() instanceof GitPlace.Folder(Path folder) && !Files.isDirectory(folder)) {
      throw AthanorException.user("git-missing", "The repository " + folder + " of source \"" + source + "\" "
          + (Files.exists(folder) ? "is a file, but a folder was expected" : "does not exist")
          + ". Clone it there, or name another one in athanor.yaml. Nothing was changed.");
    }
  }

  /** There is no such commit. */
  AthanorException noCommit(Repository repository) {
    List<String> branches;
    try {
      branches = repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS, Constants.R_REMOTES).stream()
          .map(Ref::getName).map(Repository::shortenRefName).limit(NAMED).toList();
    } catch (IOException e) {
      return broken(e);
    }
    if (settings.revision() instanceof GitRevision.Current && branches.isEmpty()) {
      return AthanorException.user("git-empty", subject()
          + " has no commit yet. Commit the documents, and sync again. Nothing was changed.");
    }
    return AthanorException.user("git-revision", subject() + " has no " + settings.revision().described()
        + (branches.isEmpty() ? "; it has no branch at all"
            : "; its branches are " + String.join(", ", branches))
        + ". Name one of them with `branch`, or a tag or commit with `revision`, in athanor.yaml."
        + " Nothing was changed.");
  }

  /** It cannot be fetched. */
  AthanorException unreachable(GitAPIException problem) {
    return new AthanorException("git-unreachable", Category.PROVIDER, true, subject() + " cannot be fetched ("
        + problem.getMessage() + "). See that the server answers and the user may read it, and sync again."
        + " Nothing was changed.", problem);
  }

  /** It cannot be read. */
  AthanorException broken(IOException problem) {
    if (problem instanceof RepositoryNotFoundException) {
      return AthanorException.user("git-missing", settings.place().described() + " of source \"" + source
          + "\" is no Git repository; expected a folder with .git in it, or a bare repository."
          + " Clone it there, or name another one in athanor.yaml. Nothing was changed.");
    }
    String mend = settings.place() instanceof GitPlace.Remote remote
        ? "Delete its copy in " + remote.copy() + ", which is fetched anew then, and sync again."
        : "Look with `git fsck`, or clone it again.";
    return AthanorException.data("git-broken", subject() + " cannot be read (" + problem.getMessage() + "). "
        + mend + " Nothing was changed.", problem);
  }

  private String subject() {
    return "The repository " + settings.place().described() + " of source \"" + source + "\"";
  }
}
