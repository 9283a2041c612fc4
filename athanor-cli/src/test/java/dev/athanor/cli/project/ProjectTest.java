package dev.athanor.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectTest {
  @TempDir
  private Path folder;

  private Path docs(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  @Test
  void aNewProjectCanBeOpenedFromEveryFolderBelowIt() throws IOException {
    Path home = folder.resolve("new/project");
    Project made = new NewProject(home).create(List.of(docs("docs & \"Größe\"")));
    Path below = Files.createDirectories(home.resolve("a/b"));
    assertThat(Project.find(Optional.empty(), below)).isEqualTo(made);
    assertThat(made.settings().knowledge().sources()).containsExactly(SourceSettings.of(
        "../../docs & \"Größe\""));
    assertThat(made.path(made.settings().knowledge().sources().getFirst().described()))
        .isEqualTo(folder.resolve(
            "docs & \"Größe\""));
    assertThat(home.resolve(".gitignore")).hasContent(".athanor/");
  }

  @Test
  void whatANewProjectSuggestsIsRightOnceItIsNoCommentAnyMore() throws IOException {
    Project made = new NewProject(folder.resolve("p")).create(List.of(docs("docs")));
    String text = Files.readString(made.file());
    String suggested = text.substring(text.indexOf("# models:")).replaceAll("(?m)^# ?", "");
    Files.writeString(made.file(), text + suggested);
    ProjectSettings settings = Project.open(made.folder()).settings();
    assertThat(settings.ask()).isEqualTo("support");
    assertThat(settings.systems()).containsOnlyKeys("support", "chat", "ask");
    assertThat(settings.models().use().model()).hasToString("Optional[openai:gpt-5-mini]");
    assertThat(settings.models().providers()).hasSize(1);
  }

  @Test
  void severalFoldersGetNamesThatDiffer() throws IOException {
    Project made = new NewProject(folder.resolve("p")).create(List.of(docs("a/docs"), docs("b/docs"), docs(
        "c")));
    assertThat(made.settings().knowledge().sources()).extracting(source -> source.name().orElse(""))
        .containsExactly(
            "docs", "docs-2", "c");
  }

  @Test
  void documentsInTheProjectItselfAreADot() throws IOException {
    assertThat(new NewProject(docs("p")).create(List.of(docs("p"))).settings().knowledge().sources())
        .containsExactly(SourceSettings.of("."));
  }

  @Test
  void documentsFarAwayAreNamedByTheirWholePath() throws IOException {
    Path far = docs("far");
    assertThat(new NewProject(folder.resolve("a/b/c")).create(List.of(far)).settings().knowledge().sources())
        .containsExactly(SourceSettings.of(far.toString()));
  }

  @Test
  void whatIsThereIsNeverWrittenOver() throws IOException {
    Path home = docs("p");
    Files.writeString(home.resolve(Project.FILE), "mine");
    assertThatThrownBy(() -> new NewProject(home).create(List.of(docs("d"))))
        .hasMessage(home.resolve(Project.FILE)
            + " exists already and is left as it is; edit it, or choose another folder for a new project");
    assertThat(home.resolve(Project.FILE)).hasContent("mine");
  }

  @Test
  void linesOfAGitignoreAreKeptAndTheStoreIsAddedOnce() throws IOException {
    Path home = docs("p");
    Files.writeString(home.resolve(".gitignore"), "*.log");
    new NewProject(home).create(List.of(docs("d")));
    assertThat(home.resolve(".gitignore")).hasContent("*.log\n.athanor/");
    Files.delete(home.resolve(Project.FILE));
    new NewProject(home).create(List.of(docs("d")));
    assertThat(home.resolve(".gitignore")).hasContent("*.log\n.athanor/");
  }

  @Test
  void nothingIsLeftBehindWhenTheDocumentsAreMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new NewProject(folder.resolve("p")).create(List.of(folder.resolve("gone"))))
        .hasMessage(
            folder.resolve("gone") + " does not exist; expected the folder that the documents are in");
    assertThatThrownBy(() -> new NewProject(folder.resolve("p")).create(List.of(file)))
        .hasMessage(file + " is a file; expected the folder that the documents are in");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void whereThereIsNoProjectTheWayToOneIsTold() throws IOException {
    assertThatThrownBy(() -> Project.find(Optional.of(folder.resolve("gone")), folder))
        .hasMessageContaining("there is no folder " + folder.resolve("gone"));
    assertThatThrownBy(() -> Project.find(Optional.of(docs("empty")), folder))
        .hasMessageContaining("make the folder a project with: athanor init " + folder.resolve("empty"));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "100 MB, 100000000", "1.5kb, 1500", "2 GB, 2000000000", "0.5 MB, 500000"})
  void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1 MB", "10 MiB", "MB", "ten MB", "1e3 MB"})
  void whatIsNoSizeIsRefused(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).hasMessageContaining("expected");
  }

  @ParameterizedTest
  @CsvSource({"999, 999 B", "1500, 1.5 kB", "100000000, 100 MB", "2000000000, 2 GB"})
  void sizesAreWrittenAsTheyAreRead(long bytes, String text) {
    assertThat(new ByteSize(bytes)).hasToString(text);
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
  }
}
