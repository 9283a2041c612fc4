package dev.athanor.bench.durable;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server of our own on the loopback address, with its default durability; gone when it is closed. */
final class PostgresServer implements AutoCloseable {
  static final String USER = "bench";

  private final Path programs;
  private final Path folder;
  private final Path data;
  private final int port;
  private final String password;
  private final Thread atExit = new Thread(this::stop);

  private PostgresServer(Path programs, Path folder, int port, String password) {
    this.programs = programs;
    this.folder = folder;
    this.data = folder.resolve("data");
    this.port = port;
    this.password = password;
  }

  /** Starts a server that keeps its data in a folder. */
  static PostgresServer start(Path folder) throws IOException, InterruptedException {
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    var server = new PostgresServer(programs(), folder, freePort(), HexFormat.of().formatHex(
        secret));
    Path passwordFile = Files.writeString(folder.resolve("password"), server.password);
    server.giveAway();
    server.execute("initdb", "--pgdata=" + server.data, "--username=" + USER, "--pwfile=" + passwordFile,
        "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale");
    Runtime.getRuntime().addShutdownHook(server.atExit);
    server.execute("pg_ctl", "start", "--wait", "--pgdata=" + server.data, "--log=" + folder.resolve("log"),
        "--options=-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_wal_size=4GB"
            + " -c shared_buffers=512MB -p " + server.port);
    return server;
  }

  /** Where JDBC finds the database. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  String password() {
    return password;
  }

  private static Path programs() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (String folder : System.getenv("PATH").split(":", -1)) {
      folders.add(Path.of(folder));
    }
    for (String root : List.of("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")) {
      if (Files.isDirectory(Path.of(root))) {
        try (Stream<Path> versions = Files.list(Path.of(root))) {
          versions.map(version -> version.resolve("bin")).forEach(folders::add);
        }
      }
    }
    return folders.stream().filter(folder -> Files.isExecutable(folder.resolve("initdb"))).findFirst()
        .orElseThrow(() -> new PeerMissing(
            "PostgreSQL's initdb is neither on the PATH nor in its usual places;"
                + " install it, for example with: apt install postgresql"));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** PostgreSQL refuses to work for root, so root passes it on to a user who may do nothing. */
  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  private void giveAway() throws IOException, InterruptedException {
    if (root()) {
      finish(List.of("chown", "-R", "nobody", folder.toString()));
    }
  }

  private void execute(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    finish(command);
  }

  private void finish(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("athanor-bench-", ".log");
    try {
      Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(
          true)
          .redirectOutput(output.toFile()).start();
      if (process.waitFor() != 0) {
        throw new PeerMissing("PostgreSQL does not start: " + command.getFirst() + " ended with " + process
            .exitValue() + ": " + Files.readString(output));
      }
    } finally {
      Files.delete(output);
    }
  }

  private void stop() {
    try {
      execute("pg_ctl", "stop", "--mode=immediate", "--pgdata=" + data);
    } catch (IOException e) {
      System.err.println("PostgreSQL in " + data + " could not be stopped: " + e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    stop();
  }
}
