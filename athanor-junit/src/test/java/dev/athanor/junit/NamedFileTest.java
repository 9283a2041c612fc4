package dev.athanor.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFileTest {
  @TempDir
  private Path folder;

  @Test
  void aFileOutsideOfTheClassPathIsFoundByItsPathAndLeftWhereItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("a name with spaces.run"), "x");
    try (NamedFile found = NamedFile.find(file.toString(), NamedFileTest.class, "a bundle")) {
      assertThat(found.path()).isEqualTo(file);
    }
    assertThat(file).exists();
  }

  @Test
  void aFileWithinAJarIsCopiedOutForAsLongAsItIsUsed() {
    Path copy;
    try (NamedFile found =
        NamedFile.find("org/junit/jupiter/api/Test.class", NamedFileTest.class, "a bundle")) {
      copy = found.path();
      assertThat(copy).isNotEmptyFile();
    }
    assertThat(copy).doesNotExist();
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> NamedFile.find(folder.toString(), NamedFileTest.class, "a bundle"))
        .isInstanceOf(AthanorException.class)
        .hasMessage(folder + " is no file; expected a bundle");
  }
}
