package dev.athanor.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Directories whose entries survive the loss of power: a synced file is lost if nobody knows its name. */
public final class Directories {
  private Directories() {}

  /** Creates a directory and those around it, for good when this returns. */
  public static void create(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Path around = directory.toAbsolutePath().getParent();
      if (around != null) {
        create(around);
      }
      // Another process may have been faster; its entry may not be synced yet.
      Files.createDirectories(directory);
      sync(around);
    }
  }

  /** Makes the names in a directory last. */
  public static void sync(@Nullable Path directory) throws IOException {
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
