package dev.athanor.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.source.git.GitRevision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSectionTest {
  @TempDir
  private Path folder;

  private SourceSettings read(String source) throws IOException {
    Files.writeString(folder.resolve(Project.FILE), "knowledge:\n  sources: [{" + source + "}]\n");
    return Project.open(folder).settings().knowledge().sources().getFirst();
  }

  @Test
  void aRepositoryIsAFolderOrAUrlWithABranchOrARevision() throws IOException {
    assertThat(read("git: ../handbook"))
        .isEqualTo(new SourceSettings.Git("../handbook", Optional.empty(), Optional
            .empty(), new GitRevision.Current(), 100_000, SourceRules.NONE));
    assertThat(
        read("git: 'https://example.org/handbook.git', branch: main, user: anna, passwordVariable: TOKEN,"
            + " history: 500, name: handbook"))
        .isEqualTo(new SourceSettings.Git("https://example.org/handbook.git", Optional.of("anna"),
            Optional.of("TOKEN"), new GitRevision.Branch("main"), 500, SourceRules.NONE.named("handbook")));
    assertThat(((SourceSettings.Git) read("git: x, revision: v1.2")).revision())
        .isEqualTo(new GitRevision.Named(
            "v1.2"));
  }

  @Test
  void aMistakeIsNamedAndAPasswordIsNotRepeated() {
    assertThatThrownBy(() -> read("git: 'git@example.org:handbook.git'")).hasMessageContaining(
        "line 2, column 19: knowledge.sources[0].git: \"git@example.org:handbook.git\" is no url that can be fetched from;"
            + " expected https://, http:// or file://, or the folder of a clone");
    assertThatThrownBy(() -> read("git: 'https://anna:geheim@example.org/x.git'")).hasMessageContaining(
        "the url of the repository holds a user or a password").hasMessageNotContaining("geheim");
    assertThatThrownBy(() -> read("git: x, branch: a, revision: b")).hasMessageContaining(
        "knowledge.sources[0].revision is given besides a branch; expected one of the two, or neither for what is"
            + " checked out");
    assertThatThrownBy(() -> read("git: x, passwordVariable: TOKEN")).hasMessageContaining(
        "knowledge.sources[0].git is a folder, which is read without user and password; leave those out, or name a"
            + " url");
    assertThatThrownBy(() -> read("git: 'https://example.org/x.git', password: geheim")).hasMessageContaining(
        "knowledge.sources[0].password is here").hasMessageNotContaining("geheim");
    assertThatThrownBy(() -> read("git: x, history: 0")).hasMessageContaining("knowledge.sources[0].history");
  }
}
