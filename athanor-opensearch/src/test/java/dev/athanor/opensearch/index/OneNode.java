package dev.athanor.opensearch.index;

import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.opensearch.wire.Address;
import dev.athanor.opensearch.wire.Cluster;
import dev.athanor.opensearch.wire.Patience;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A cluster of one node that the suites of one test run share, since it takes long to start. */
final class OneNode {
  private static final OneNode SHARED = new OneNode();

  private final TestCluster cluster;

  private OneNode() {
    try {
      Path folder = Files.createTempDirectory("one-node");
      cluster = TestCluster.start(folder, 1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end(Path folder) {
    cluster.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Address address() {
    return new Address(SHARED.cluster.addresses(), Optional.empty(), Optional.empty());
  }

  static Cluster cluster() {
    return Cluster.at(address(), Patience.STANDARD, new Random(1), _ -> null);
  }

  static KnowledgeIndex open(String name) {
    return open(name, OpenSearchIndex.Times.STANDARD);
  }

  static KnowledgeIndex open(String name, OpenSearchIndex.Times times) {
    return new OpenSearchIndex(cluster(), new OpenSearchSettings(address(), name, 2, 1, 5),
        InstantSource.system(),
        times);
  }
}
