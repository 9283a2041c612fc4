package dev.athanor.bench.retrieval;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the data that benchmarks read and the project does not ship. */
public final class DataFolder {
  private DataFolder() {}

  /**
   * A folder of the data: below the first argument, else below {@code ATHANOR_BENCH_DATA}, else below
   * {@code ../shared/data} beside the project.
   */
  public static Path of(String[] arguments, String name) {
    String chosen = arguments.length > 0 ? arguments[0] : System.getenv("ATHANOR_BENCH_DATA");
    Path data = chosen != null ? Path.of(chosen) : Path.of("..", "shared", "data");
    Path folder = data.resolve(name);
    if (!Files.isDirectory(folder)) {
      System.err.println("There is no " + folder.toAbsolutePath().normalize()
          + ". This benchmark reads data that the project"
          + " does not ship: name the folder that has " + name
          + "/ as the first argument or in ATHANOR_BENCH_DATA (see bench/README.md).");
      System.exit(2);
    }
    return folder;
  }
}
