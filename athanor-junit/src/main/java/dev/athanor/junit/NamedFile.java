package dev.athanor.junit;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that a test names. Close it when done: what lies in a jar is copied out for as long as it is used.
 *
 * @param path where it can be read
 * @param copied the folder that was made for a copy
 */
record NamedFile(Path path, Optional<Path> copied) implements AutoCloseable {
  /**
   * Finds it on the class path, or else as a path from the working folder.
   *
  * @param near a class of the class path
   * @param expected what it should be, for the message
   */
  static NamedFile find(String name, Class<?> near, String expected) {
    URL resource = resource(name, near);
    if (resource != null && !resource.getProtocol().equals("file")) {
      return copy(name, resource);
    }
    Path file = resource == null ? Path.of(name).toAbsolutePath().normalize()
        : Path.of(URI.create(resource.toString()));
    if (!Files.isRegularFile(file)) {
      throw AthanorException.user("file-missing", (Files.exists(file) ? file + " is no file"
          : "there is no \"" + name + "\", neither on the class path nor as the file " + file) + "; expected "
          + expected);
    }
    return new NamedFile(file, Optional.empty());
  }

  private static @Nullable URL resource(String name, Class<?> near) {
    return near.getResource("/" + name);
  }

  private static NamedFile copy(String name, URL resource) {
    try (InputStream content = resource.openStream()) {
      Path folder = Files.createTempDirectory("athanor");
      Path copy = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
      Files.copy(content, copy);
      return new NamedFile(copy, Optional.of(folder));
    } catch (IOException e) {
      throw AthanorException.data("file-unreadable",
          name + " can't be read from " + resource + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      if (copied.isPresent()) {
        Files.delete(path);
        Files.delete(copied.get());
      }
    } catch (IOException e) {
      throw AthanorException.data("file-unreadable", path + " can't be removed: " + e.getMessage(), e);
    }
  }
}
