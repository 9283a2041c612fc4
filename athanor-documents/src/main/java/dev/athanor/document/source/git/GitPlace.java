package dev.athanor.document.source.git;

import dev.athanor.error.AthanorException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.transport.URIish;

/** Where a repository is. */
public sealed interface GitPlace {
  /** For people, without anything that may be private. */
  String described();

  /**
   * A repository on this machine, which is read where it is.
   *
   * @param folder the working tree, or the bare repository
   */
  record Folder(Path folder) implements GitPlace {
    @Override
    public String described() {
      return folder.toString();
    }
  }

  /**
   * A repository that is fetched before it is read.
   *
   * @param url begins with {@code file://}, {@code http://} or {@code https://} and has no password in it
   * @param user empty where the server asks for none
   * @param passwordVariable the variable of the environment that holds the password or token
   * @param copy the folder of the bare copy, which need not exist yet
   */
  record Remote(String url, Optional<String> user, Optional<String> passwordVariable, Path copy)
      implements GitPlace {
    private static final Set<String> SCHEMES = Set.of("file", "http", "https");

    /** Checks the url, of which no message repeats what may be private. */
    public Remote {
      URIish address = address(url);
      boolean known = SCHEMES.contains(String.valueOf(address.getScheme()));
      if (address.getPass() != null || (known && address.getUser() != null)) {
        throw AthanorException.user("git-password",
            "the url of the repository holds a user or a password; name the user with `user`, put the password"
                + " or token into a variable of the environment, and name that with `passwordVariable`");
      }
      if (!known) {
        throw AthanorException.user("git-url", "\"" + url
            + "\" is no url that can be fetched from; expected https://, http:// or file://, or the folder of a"
            + " clone (of a repository behind SSH, clone it with git and name that folder)");
      }
    }

    private static URIish address(String url) {
      try {
        return new URIish(url);
      } catch (URISyntaxException e) {
        throw AthanorException.user("git-url", "the url of the repository is none (" + e.getReason()
            + "); expected one such as https://example.org/handbook.git");
      }
    }

    @Override
    public String described() {
      return url;
    }
  }

  /** Whether what a project says is a url, and not a folder. */
  static boolean isUrl(String written) {
    return written.matches("(?is)[a-z][a-z0-9+.-]*://.*|[^/\\\\:]+@[^/\\\\:]+:.*");
  }
}
