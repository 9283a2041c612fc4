package dev.athanor.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * One node of OpenSearch on loopback. It ends with this process, however that ends.
 *
 * @param process the node
 * @param address where it listens
 */
record ClusterNode(Process process, URI address) implements AutoCloseable {
  /** Names the folder that {@code athanor-opensearch/cluster/pom.xml} fills. */
  static final String PROPERTY = "athanor.opensearch.cluster";

  /** Starts one that keeps its files in a folder, and waits until it listens. */
  static ClusterNode start(Path folder) {
    try {
      Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx640m", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty(PROPERTY, "") + "/*",
          "dev.athanor.opensearch.cluster.SearchNode", folder.toString(), "http.port=0", "transport.port=0",
          "discovery.type=single-node").redirectError(ProcessBuilder.Redirect.DISCARD).start();
      BufferedReader output = process.inputReader();
      String line = output.readLine();
      while (line != null && !line.startsWith("http ")) {
        line = output.readLine();
      }
      if (line == null) {
        throw new IOException("the node ended before it listened");
      }
      return new ClusterNode(process, URI.create("http://127.0.0.1:" + line.substring("http ".length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
