package dev.athanor.cli.project;

import dev.athanor.document.source.git.GitPlace;
import dev.athanor.document.source.git.GitRevision;
import dev.athanor.document.source.git.GitSettings;
import dev.athanor.yaml.YamlMap;
import java.nio.file.Path;
import java.util.Optional;

/** Reads an item of {@code knowledge.sources} that is a Git repository. */
final class GitSection {
  private GitSection() {}

  static SourceSettings.Git read(YamlMap map, SourceRules rules) {
    if (map.keys().contains("password")) {
      throw SecretGuard.databasePassword(map);
    }
    String repository =
        map.read("git", GitSection::checked).orElseThrow(() -> map.problem("git", map.inside("git")
            + " is missing; expected the folder or the url of a Git repository"));
    Optional<String> variable =
        map.text("passwordVariable").map(name -> SecretGuard.variable(map, "passwordVariable", name));
    Optional<String> user = map.text("user");
    if (!GitPlace.isUrl(repository) && (user.isPresent() || variable.isPresent())) {
      throw map.problem(user.isPresent() ? "user" : "passwordVariable", map.inside("git")
          + " is a folder, which is read without user and password; leave those out, or name a url");
    }
    return new SourceSettings.Git(repository, user, variable, revision(map),
        map.atLeastOne("history").orElse(GitSettings.STANDARD_HISTORY), rules);
  }

  private static String checked(String written) {
    if (GitPlace.isUrl(written)) {
      GitPlace.Remote checked = new GitPlace.Remote(written, Optional.empty(), Optional.empty(), Path.of(""));
      return checked.url();
    }
    return written;
  }

  private static GitRevision revision(YamlMap map) {
    Optional<String> branch = map.text("branch");
    Optional<String> revision = map.text("revision");
    if (branch.isPresent() && revision.isPresent()) {
      throw map.problem("revision", map.inside("revision")
          + " is given besides a branch; expected one of the two, or neither for what is checked out");
    }
    return branch.<GitRevision>map(GitRevision.Branch::new).or(() -> revision.map(GitRevision.Named::new))
        .orElseGet(GitRevision.Current::new);
  }
}
