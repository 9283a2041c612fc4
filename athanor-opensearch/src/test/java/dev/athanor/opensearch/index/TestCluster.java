package dev.athanor.opensearch.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster of OpenSearch on loopback, each node in a process of its own. They end with this process, however it ends. */
final class TestCluster implements AutoCloseable {
  /** Names the folder that {@code cluster/pom.xml} fills. */
  static final String PROPERTY = "athanor.opensearch.cluster";

  private static final String HERE = "127.0.0.1:";

  private final Path folder;
  /** Of each node one for HTTP, and then of each one for the others. */
  private final List<Integer> ports;
  private final List<Process> nodes = new ArrayList<>();

  private TestCluster(Path folder, List<Integer> ports) {
    this.folder = folder;
    this.ports = ports;
  }

  /** Starts that many nodes below a folder and waits until all listen. */
  static TestCluster start(Path folder, int count) {
    boolean started = false;
    TestCluster cluster = null;
    try {
      cluster = new TestCluster(folder, freePorts(2 * count));
      for (int i = 0; i < count; i++) {
        cluster.nodes.add(cluster.process(i));
      }
      for (Process each : cluster.nodes) {
        awaitListening(each);
      }
      started = true;
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!started && cluster != null) {
        cluster.close();
      }
    }
  }

  private int count() {
    return ports.size() / 2;
  }

  private Process process(int number) throws IOException {
    Path home = folder.resolve(name(number));
    Files.createDirectories(home);
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx640m", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty(PROPERTY, "") + "/*",
            "dev.athanor.opensearch.cluster.SearchNode", home.toString(), "node.name=" + name(number),
            "http.port=" + ports.get(number), "transport.port=" + ports.get(count() + number)));
    if (count() == 1) {
      command.add("discovery.type=single-node");
    } else {
      command.add("discovery.seed_hosts=" + ports.subList(count(), ports.size()).stream()
          .map(port -> HERE + port).collect(Collectors.joining(",")));
      command.add("cluster.initial_cluster_manager_nodes="
          + IntStream.range(0, count()).mapToObj(TestCluster::name).collect(Collectors.joining(",")));
    }
    return new ProcessBuilder(command).redirectError(home.resolve("errors").toFile()).start();
  }

  /** What a node calls itself. */
  static String name(int number) {
    return "node-" + number;
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket each : sockets) {
        each.close();
      }
    }
  }

  private static void awaitListening(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("http ")) {
        return;
      }
    }
    throw new IOException("the node ended before it listened");
  }

  List<URI> addresses() {
    return ports.subList(0, count()).stream().map(port -> URI.create("http://" + HERE + port)).toList();
  }

  /** Ends a node at once, as a loss of power would. */
  void kill(int number) {
    nodes.get(number).destroyForcibly().onExit().join();
  }

  /** Starts a node again, with what it had. */
  void restart(int number) {
    try {
      nodes.set(number, process(number));
      awaitListening(nodes.get(number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    nodes.forEach(Process::destroyForcibly);
    nodes.forEach(node -> node.onExit().join());
  }
}
