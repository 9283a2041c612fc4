package dev.athanor.eval.dataset.file;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes files of lines that are either whole or not there. */
public final class CaseLines {
  private CaseLines() {}

  /**
   * Writes a file in the place of the one that is there.
   *
   * @throws AthanorException {@code dataset-unwritable}; what was there is still there
   */
  public static void write(Path file, List<String> lines) {
    try {
      Files.createDirectories(file.getParent());
      Path draft = file.resolveSibling("." + file.getFileName() + ".part");
      Files.write(draft, lines);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(file, "written", e);
    }
  }

  /**
   * Deletes a file.
   *
   * @return whether there was one
   * @throws AthanorException {@code dataset-unwritable}
   */
  public static boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unwritable(file, "deleted", e);
    }
  }

  private static AthanorException unwritable(Path file, String what, IOException e) {
    return AthanorException.data("dataset-unwritable", file + " can't be " + what + ": " + e
        + "; make the folder writable and try again", e);
  }
}
