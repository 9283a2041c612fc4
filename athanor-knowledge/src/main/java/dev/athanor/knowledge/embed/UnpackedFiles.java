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
import java.util.function.UnaryOperator;

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
        write(file, partial -> copy(resource, sha256, partial));
      }
      return Optional.of(file);
    } catch (IOException e) {
      throw cannotUnpack(resource, e);
    }
  }

  private AthanorException cannotUnpack(String resource, IOException e) {
    return AthanorException.data("unpack-failed", "can't unpack " + resource + " to " + folder + ": " + e
        + "; expected a folder that can be written and has room; free some, or name another with -Dathanor.cache=FOLDER",
        e);
  }

  /**
   * What is made of a resource.
   *
   * @param name of the file
   * @param size of the file in bytes, by which one that is not whole is known
   */
  record Made(String name, long size, UnaryOperator<byte[]> of) {}

  /**
   * A file with what is made of this resource.
   *
   * @param sha256 the hash that the resource must have; checked when the file is made
   * @return where it is, or empty if the class path has no such resource
   */
  Optional<Path> unpack(String resource, String sha256, Made made) {
    if (UnpackedFiles.class.getResource(resource) == null) {
      return Optional.empty();
    }
    Path file = folder.resolve(made.name());
    try {
      if (!Files.isRegularFile(file) || Files.size(file) != made.size()) {
        write(file, partial -> make(resource, sha256, made, partial));
      }
      return Optional.of(file);
    } catch (IOException e) {
      throw cannotUnpack(resource, e);
    }
  }

  private static void make(String resource, String sha256, Made made, Path file) throws IOException {
    byte[] content;
    try (InputStream in = BgeSmall.open(resource)) {
      content = in.readAllBytes();
    }
    check(resource, sha256, Hash.of(content));
    byte[] changed = made.of().apply(content);
    if (changed.length != made.size()) {
      throw new IllegalStateException(
          made.name() + " has " + changed.length + " bytes; expected " + made.size());
    }
    Files.write(file, changed);
  }

  private static void copy(String resource, Optional<String> sha256, Path file) throws IOException {
    MessageDigest digest = Hash.sha256();
    try (InputStream in = BgeSmall.open(resource);
        OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
      in.transferTo(out);
    }
    if (sha256.isPresent()) {
      check(resource, sha256.get(), Hash.ofDigest(digest.digest()));
    }
  }

  private static void check(String resource, String expected, Hash actual) {
    if (!expected.equals(actual.hex())) {
      throw AthanorException.data("model-changed", "the model " + resource + " has the hash " + actual.hex()
          + ", expected " + expected
          + "; vectors of two models don't compare: put back the expected version of the jar");
    }
  }

  /** Writes a file. */
  private interface Writer {
    void write(Path file) throws IOException;
  }

  /** Under another name first, so that nobody ever reads half a file. */
  private static void write(Path file, Writer writer) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path partial = Files.createTempFile(folder, "partial", ".tmp");
    try {
      writer.write(partial);
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
