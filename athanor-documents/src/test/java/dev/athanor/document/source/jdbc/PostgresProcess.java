package dev.athanor.document.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL server on loopback for tests, in a folder of its own. It refuses to work for root, who passes it on to nobody. */
record PostgresProcess(Path initdb, Path folder, int port) {
  static final String USER = "reader";
  static final String PASSWORD = "geheim";

  /** The program that makes a database, if PostgreSQL is installed on the path. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(place -> Path.of(place, "initdb"))
        .filter(Files::isExecutable).findFirst();
  }

  /** A server with an empty database in this folder, which has to be empty. */
  static PostgresProcess start(Path initdb, Path folder) throws IOException, InterruptedException {
    PostgresProcess made;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      made = new PostgresProcess(initdb, folder, socket.getLocalPort());
    }
    Files.writeString(folder.resolve("password"), PASSWORD);
    if (isRoot()) {
      made.run(List.of("chown", "-R", "nobody", folder.toString()));
    }
    made.call("initdb", "-D", made.data(), "-U", USER, "--pwfile=" + folder.resolve("password"),
        "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync");
    made.startAgain();
    return made;
  }

  void startAgain() throws IOException, InterruptedException {
    call("pg_ctl", "start", "-w", "-D", data(), "-l", folder.resolve("log").toString(), "-o",
        "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -p " + port);
  }

  void stop() throws IOException, InterruptedException {
    call("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void call(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups", "--"));
    }
    command.add(initdb.resolveSibling(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("postgres", ".log");
    Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(output.toFile()).start();
    assertThat(process.waitFor()).as(command + ": " + Files.readString(output)).isZero();
    Files.delete(output);
  }
}
