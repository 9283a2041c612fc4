package dev.athanor.knowledge.embed;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A folder that keeps files of the class path that native code must read from disk, so that they are unpacked once and
 * not at each start. Two processes may unpack at once: each file appears whole or not at all.
 *
 * @param folder where the files are kept
 */
record UnpackedFiles(Path folder) {
  /**
   * A file with the content of this resource.
   *
   * @param sha256 the hash that the content must have, when it is known; checked when it is unpacked
   * @return where it is, or empty if the class path has no such resource
   */
  Optional<Path> unpack(String resource, Optional<String> sha256) {
    URL source = UnpackedFiles.class.getResource(resource);
    if (source == null) {
      return Optional.empty();
    }
    Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try {
      long size = source.openConnection().getContentLengthLong();
      if (!Files.isRegularFile(file) || Files.size(file) != size) {
        write(resource, sha256, file);
      }
      return Optional.of(file);
    } catch (IOException e) {
      throw AthanorException.data("unpack-failed", "can't unpack " + resource + " to " + folder + ": " + e
          + "; expected a folder that can be written and has room; free some, or name another with -Dathanor.cache=FOLDER",
          e);
    }
  }

  private static void write(String resource, Optional<String> sha256, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path partial = Files.createTempFile(folder, "partial", ".tmp");
    try {
      MessageDigest digest = Hash.sha256();
      try (InputStream in = BgeSmall.open(resource);
          OutputStream out = new DigestOutputStream(Files.newOutputStream(partial), digest)) {
        in.transferTo(out);
      }
      String actual = Hash.ofDigest(digest.digest()).hex();
      if (sha256.isPresent() && !sha256.get().equals(actual)) {
        throw AthanorException.data("model-changed", "the model " + resource + " has the hash " + actual
            + ", expected "
            + sha256.get()
            + "; vectors of two models don't compare: put back the expected version of the jar");
      }
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /**
   * The user's cache folder: {@code -Dathanor.cache}, else {@code athanor} in {@code $XDG_CACHE_HOME} or in
   * {@code .cache} of the home folder; if that can't be written, a folder that goes with this process.
   */
  static Path cacheFolder() {
    String chosen = System.getProperty("athanor.cache");
    if (chosen != null) {
      return Path.of(chosen);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches = xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(System.getProperty("user.home"),
        ".cache");
    try {
      Path folder = Files.createDirectories(caches.resolve("athanor"));
      if (Files.isWritable(folder)) {
        return folder;
      }
    } catch (IOException e) {
      // Said by what follows: a home that can't be written is normal in a container.
      return temporaryFolder();
    }
    return temporaryFolder();
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("athanor-cache");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteTree(folder), "athanor-cache-removal"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteTree(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // The process ends: nobody is left to tell, and the system clears its temporary folder.
      return;
    }
  }
}
