package dev.athanor.junit;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that a test names. Close it when done: what lies in a jar is copied out for as long as it is used.
 *
 * @param path where it can be read
 * @param copied whether it is a copy
 */
record NamedFile(Path path, boolean copied) implements AutoCloseable {
  /**
   * Finds it on the class path, or else as a path from the working folder.
   *
   * @param near a class of the class path
   */
  static NamedFile find(String name, Class<?> near) {
    URL resource = resource(name, near);
    if (resource != null && !resource.getProtocol().equals("file")) {
      return copy(name, resource);
    }
    Path file = resource == null ? Path.of(name).toAbsolutePath().normalize()
        : Path.of(URI.create(resource.toString()));
    if (!Files.isRegularFile(file)) {
      throw AthanorException.user("bundle-missing", Files.exists(file)
          ? file + " is no file; expected one that athanor export has written"
          : "there is no \"" + name + "\", neither on the class path nor as the file " + file
              + "; expected a file that athanor export RUN FILE has written, such as src/test/resources/"
              + Path.of(name)
                  .getFileName());
    }
    return new NamedFile(file, false);
  }

  private static @Nullable URL resource(String name, Class<?> near) {
    return near.getResource("/" + name);
  }

  private static NamedFile copy(String name, URL resource) {
    try (InputStream content = resource.openStream()) {
      Path copy = Files.createTempFile("athanor", ".run");
      Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
      return new NamedFile(copy, true);
    } catch (IOException e) {
      throw AthanorException.data("bundle-unreadable",
          name + " can't be read from " + resource + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      if (copied) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw AthanorException.data("bundle-unreadable", path + " can't be removed: " + e.getMessage(), e);
    }
  }
}
