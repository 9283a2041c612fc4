package dev.athanor.bench.measure;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A folder for what a measurement writes; gone when it is closed. */
public final class WorkFolder implements AutoCloseable {
  private final Path path;

  private WorkFolder(Path path) {
    this.path = path;
  }

  /** A new folder, below {@code ATHANOR_BENCH_FOLDER} or else the system's folder for such things. */
  public static WorkFolder create() throws IOException {
    String chosen = System.getenv("ATHANOR_BENCH_FOLDER");
    Path parent = Path.of(chosen != null ? chosen : System.getProperty("java.io.tmpdir"));
    Path path = Files.createTempDirectory(parent, "athanor-bench-");
    // A server that runs as another user keeps its data below.
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    System.err.println("working in " + path + " on " + Files.getFileStore(path));
    return new WorkFolder(path);
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** A new folder in it. */
  public Path folder(String name) throws IOException {
    return Files.createDirectories(path.resolve(name));
  }

  @Override
  public void close() throws IOException {
    delete(path);
  }

  /** Removes a folder and all that is in it. */
  public static void delete(Path folder) throws IOException {
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem)
          throws IOException {
        Files.delete(visited);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
