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

/** A cluster of OpenSearch on loopback, each node in a process of its own. They end with this process, however it ends. */
final class TestCluster implements AutoCloseable {
  /** Names the folder that {@code cluster/pom.xml} fills. */
  static final String PROPERTY = "athanor.opensearch.cluster";

  private final List<Node> nodes = new ArrayList<>();

  /** One node. */
  record Node(Process process, URI address) {}

  private TestCluster() {}

  /** Starts that many nodes below a folder and waits until all listen. */
  static TestCluster start(Path folder, int count) {
    var cluster = new TestCluster();
    boolean started = false;
    try {
      List<Integer> ports = freePorts(count);
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        processes.add(process(folder.resolve("node-" + i), i, ports));
        cluster.nodes.add(new Node(processes.get(i), URI.create("http://127.0.0.1:1")));
      }
      for (int i = 0; i < count; i++) {
        cluster.nodes.set(i,
            new Node(processes.get(i), URI.create("http://127.0.0.1:" + listening(processes.get(i)))));
      }
      started = true;
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  private static Process process(Path folder, int number, List<Integer> ports) throws IOException {
    Files.createDirectories(folder);
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx768m", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp", System.getProperty(PROPERTY, "") + "/*", "dev.athanor.opensearch.cluster.SearchNode",
            folder.toString(),
            "node.name=node-" + number, "http.port=0", "transport.port=" + ports.get(number)));
    if (ports.size() == 1) {
      command.add("discovery.type=single-node");
    } else {
      command.add("discovery.seed_hosts=" + ports.stream().map(port -> "127.0.0.1:" + port)
          .collect(Collectors.joining(",")));
      command.add("cluster.initial_cluster_manager_nodes=node-0,node-1,node-2");
    }
    return new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile()).start();
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

  private static int listening(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("http ")) {
        return Integer.parseInt(line.substring("http ".length()));
      }
    }
    throw new IOException("the node ended before it listened");
  }

  List<URI> addresses() {
    return nodes.stream().map(Node::address).toList();
  }

  /** Ends a node at once, as a loss of power would. */
  void kill(int number) {
    nodes.get(number).process().destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.process().destroyForcibly());
    nodes.forEach(node -> node.process().onExit().join());
  }
}
