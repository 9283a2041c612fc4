package dev.athanor.bench.retrieval;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A node of OpenSearch in a process of its own, which ends when this one does.
 *
 * @param process the node
 * @param address where it listens
 */
record SearchNode(Process process, URI address) implements AutoCloseable {
  /** What {@code athanor-opensearch/cluster/pom.xml} makes. */
  private static final Path LIBRARIES = Path.of("athanor-opensearch", "cluster", "target", "node");
  private static final String SAID = "http ";

  static SearchNode start(Path folder) throws IOException {
    if (!Files.isDirectory(LIBRARIES)) {
      throw new IOException("there is no " + LIBRARIES.toAbsolutePath() + "; make it with: mvn -f"
          + " athanor-opensearch/cluster/pom.xml package");
    }
    Process process =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx768m",
            "--add-modules", "jdk.incubator.vector", "-cp", LIBRARIES + "/*",
            "dev.athanor.opensearch.cluster.SearchNode",
            folder.toString(), "http.port=0", "transport.port=0", "discovery.type=single-node")
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(SAID)) {
        return new SearchNode(process, URI.create("http://127.0.0.1:" + line.substring(SAID.length())));
      }
    }
    throw new IOException("the node of OpenSearch ended before it listened");
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
