package dev.athanor.document.source.git;

import dev.athanor.error.AthanorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** Opens a repository; one that is elsewhere is fetched when it is asked for. Safe for use by many threads. */
final class GitAccess {
  private static final int SILENT_SECONDS = 60;

  private final GitPlace place;
  private final UnaryOperator<@Nullable String> environment;

  GitAccess(GitPlace place, UnaryOperator<@Nullable String> environment) {
    this.place = place;
    this.environment = environment;
  }

  /** The repository as it is on this machine. The caller closes it. */
  Repository open() throws IOException {
    OwnSettings.take();
    return RepositoryCache.open(FileKey.exact(folder(), FS.DETECTED), true);
  }

  /** Gets what is new; says what the main branch of a repository elsewhere has. */
  Optional<ObjectId> refresh() throws IOException, GitAPIException {
    return switch (place) {
      case GitPlace.Folder _ -> Optional.empty();
      case GitPlace.Remote remote -> {
        OwnSettings.take();
        yield fetch(remote);
      }
    };
  }

  private File folder() throws IOException {
    return switch (place) {
      case GitPlace.Remote remote -> remote.copy().toFile();
      case GitPlace.Folder(Path folder) -> {
        Path inner = folder.resolve(Constants.DOT_GIT);
        // A linked working tree has a file there, which says where the rest is.
        yield Files.exists(inner)
            ? new FileRepositoryBuilder().setWorkTree(folder.toFile()).setup().getGitDir()
            : folder.toFile();
      }
    };
  }

  private Optional<ObjectId> fetch(GitPlace.Remote remote) throws IOException, GitAPIException {
    if (!Files.exists(remote.copy().resolve(Constants.HEAD))) {
      Files.createDirectories(remote.copy());
      Git.init().setBare(true).setGitDir(remote.copy().toFile()).call().close();
    }
    try (Repository copy = open(); Git git = new Git(copy)) {
      var fetch = git.fetch().setRemote(remote.url()).setRemoveDeletedRefs(true).setTagOpt(TagOpt.NO_TAGS)
          .setRefSpecs("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*").setTimeout(SILENT_SECONDS);
      remote.passwordVariable().ifPresent(variable -> fetch.setCredentialsProvider(
          new UsernamePasswordCredentialsProvider(remote.user().orElse("git"), password(variable))));
      FetchResult result = fetch.call();
      Ref main = result.getAdvertisedRef(Constants.HEAD);
      return Optional.ofNullable(main).map(Ref::getObjectId);
    }
  }

  private String password(String variable) {
    String value = environment.apply(variable);
    if (value == null || value.isEmpty()) {
      throw AthanorException.user("password-missing", "the variable " + variable
          + " is not set in the environment; put the password or token of the repository there");
    }
    return value;
  }
}
