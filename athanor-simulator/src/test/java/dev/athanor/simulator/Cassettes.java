package dev.athanor.simulator;

import dev.athanor.simulator.cassette.CassetteFiles;
import dev.athanor.simulator.cassette.Interaction;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The cassettes among the test resources. */
public final class Cassettes {
  private Cassettes() {}

  public static Path folder() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(Cassettes.class.getResource("/cassettes")).toURI());
  }

  public static List<Interaction> named(String name) throws URISyntaxException {
    return CassetteFiles.read(folder().resolve(name + ".yaml"));
  }
}
