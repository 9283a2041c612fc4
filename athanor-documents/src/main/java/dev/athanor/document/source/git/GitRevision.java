package dev.athanor.document.source.git;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Which commit of a repository counts. */
public sealed interface GitRevision {
  /** For people. */
  String described();

  /** What is checked out; of a repository elsewhere, its main branch. */
  record Current() implements GitRevision {
    @Override
    public String described() {
      return Constants.HEAD;
    }
  }

  /** The newest commit of a branch. */
  record Branch(String name) implements GitRevision {
    @Override
    public String described() {
      return "branch \"" + name + "\"";
    }
  }

  /** A tag, a commit, or whatever else Git calls a revision. */
  record Named(String name) implements GitRevision {
    @Override
    public String described() {
      return "revision \"" + name + "\"";
    }
  }

  /**
   * The commit, if there is one.
   *
   * @param main of the repository that this one is a copy of
   */
  default Optional<ObjectId> in(Repository repository, Optional<ObjectId> main) throws IOException {
    return switch (this) {
      case Current _ -> main.isPresent() ? main : resolved(repository, Constants.HEAD);
      case Branch(String name) -> branch(repository, name);
      case Named(String name) -> resolved(repository, name);
    };
  }

  private static Optional<ObjectId> branch(Repository repository, String name) throws IOException {
    for (String prefix : List.of(Constants.R_HEADS,
        Constants.R_REMOTES + Constants.DEFAULT_REMOTE_NAME + "/")) {
      Ref ref = repository.exactRef(prefix + name);
      if (ref != null && ref.getObjectId() != null) {
        return Optional.of(ref.getObjectId());
      }
    }
    return Optional.empty();
  }

  private static Optional<ObjectId> resolved(Repository repository, String name) throws IOException {
    try {
      @Nullable
      ObjectId found = repository.resolve(name + "^{commit}");
      return Optional.ofNullable(found);
    } catch (RevisionSyntaxException | IncorrectObjectTypeException e) {
      return Optional.empty();
    }
  }
}
