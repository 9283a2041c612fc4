package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GitSourceCommandsTest {
  @TempDir
  private Path folder;

  @Test
  void anAnswerFromARepositoryLeadsToItsCommitAndANewCommitDoesAgainOnlyWhatItHasChanged() throws Exception {
    Path repository = folder.resolve("repository");
    Handbook.write(repository.resolve("docs"));
    try (Git git = Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
      RevCommit first = commit(git, "2026-01-01T00:00:00Z");
      CommandLineUnderTest shell = CommandLineUnderTest.in(folder.resolve("project"));
      project(repository.toUri().toString());

      Result synced = shell.athanor("sync", "--json");
      assertThat(synced.code()).as(synced.err()).isZero();
      assertThat(synced.json().path("added").asInt()).isEqualTo(3);
      assertThat(location(shell, ask(shell))).isEqualTo("git:" + first.name() + ":docs/leave.md");
      assertThat(shell.athanor("lineage", "last").out())
          .contains("from git:" + first.name() + ":docs/leave.md");
      assertThat(shell.athanor("doctor").out()).contains("which is asked when it is synced");

      Path leave = repository.resolve("docs/leave.md");
      Files.writeString(leave, Files.readString(leave).replace("28 days", "30 days"));
      Files.move(repository.resolve("docs/travel.txt"),
          Files.createDirectory(repository.resolve("old")).resolve("travel.txt"));
      RevCommit second = commit(git, "2026-02-01T00:00:00Z");
      JsonNode again = shell.athanor("sync", "--json").json();
      assertThat(again.path("changed").asInt()).isEqualTo(1);
      assertThat(again.path("unchanged").asInt()).isEqualTo(1);
      assertThat(again.path("embedded").asInt()).isEqualTo(1);
      assertThat(again.path("renamed").path(0).path("to").asString()).isEqualTo("code/old/travel.txt");
      assertThat(location(shell, ask(shell))).isEqualTo("git:" + second.name() + ":docs/leave.md");
      assertThat(
          shell.athanor("search", "--json", "--filter", "modified>=2026-02-01 author:\"Anna B\"", "days")
              .json().path("hits"))
          .extracting(hit -> hit.path("document").asString())
          .contains("code/docs/leave.md").doesNotContain("code/docs/Räume & Schlüssel.md");
      assertThat(shell.athanor("sync", "--json").json().path("unchanged").asInt()).isEqualTo(3);
    }
  }

  private void project(String repository) throws IOException {
    Files.createDirectories(folder.resolve("project"));
    Files.writeString(folder.resolve("project/athanor.yaml"),
        "knowledge:\n  sources:\n    - git: " + repository
            + "\n      name: code\n      branch: main\n");
  }

  private static String ask(CommandLineUnderTest shell) {
    Result answered = shell.athanor("ask", "--json", Handbook.QUESTION);
    assertThat(answered.code()).as(answered.err()).isZero();
    return answered.json().path("run").asString();
  }

  private static String location(CommandLineUnderTest shell, String run) {
    JsonNode citation = shell.athanor("lineage", "--json", run).json().path("citations").path(0);
    assertThat(citation.path("fate").asString()).isEqualTo("current");
    return citation.path("made").path("location").asString();
  }

  private static RevCommit commit(Git git, String at) throws GitAPIException {
    PersonIdent anna = new PersonIdent("Anna B", "anna@example.org", Instant.parse(at), ZoneOffset.UTC);
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    return git.commit().setMessage(at).setAuthor(anna).setCommitter(anna).setSign(false).call();
  }
}
