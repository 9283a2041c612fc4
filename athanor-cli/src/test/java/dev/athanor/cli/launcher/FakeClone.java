package dev.athanor.cli.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A clone of the project as the launcher sees it: the real script, one source, and a PATH on which there is
 * nothing but the tools that the script uses and a Maven that builds an application of one empty jar. The JDK
 * is a script as well; it prints the arguments that a JVM would get.
 */
final class FakeClone implements AutoCloseable {
  private static final List<String> TOOLS = List.of("bash", "env", "sh", "awk", "cat", "cp", "find", "grep",
      "head", "ln", "mkdir", "mktemp", "mv", "readlink", "rm", "sed", "sleep", "tail");
  private static final String MAVEN = """
      #!/bin/sh
      echo x >>"$0.calls"
      cd "$MAVEN_BASEDIR/.."
      echo '[INFO] Building Athanor core 0.1.0-SNAPSHOT                               [1/2]'
      echo '[INFO] Compiling 7 source files with javac [forked] to target/classes'
      if [ -p "$0.gate" ]; then read -r _ <"$0.gate"; fi
      if [ -e "$0.broken" ]; then
        echo '[ERROR] COMPILATION ERROR :'
        echo '[ERROR] Run.java:[3,7] missing return statement'
        echo '[ERROR] -> [Help 1]'
        exit 1
      fi
      echo '[INFO] Building Athanor command line 0.1.0-SNAPSHOT                       [2/2]'
      mkdir -p athanor-cli/target/launcher
      if [ -e "$0.jar" ]; then cp "$0.jar" athanor-cli/target/launcher/athanor-cli.jar
      else : >athanor-cli/target/launcher/athanor-cli.jar; fi
      : >"$MAVEN_BASEDIR/../library of its own.jar"
      printf '%s' "$PWD/library of its own.jar" >athanor-cli/target/launcher/libraries
      """;
  private static final String JAVA = """
      #!/bin/sh
      echo "running Java $(cat "$0.version")"
      printf '%s\\n' "$@"
      [ -z "$FAKE_READS" ] || cat
      exit "${FAKE_EXIT:-0}"
      """;

  final Path root;
  private final Path bin;
  private final Path jdks;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Launch> launches = new ArrayList<>();

  FakeClone(Path folder) throws IOException {
    root = Files.createDirectories(folder.resolve("a clone, größer"));
    bin = Files.createDirectories(folder.resolve("bin"));
    jdks = Files.createDirectories(folder.resolve("jdks"));
    var script = Path.of("..", "athanor").toAbsolutePath().normalize();
    Files.copy(script, root.resolve("athanor"));
    makeExecutable(root.resolve("athanor"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createDirectories(root.resolve("athanor-cli"));
    Files.writeString(root.resolve("athanor-cli/pom.xml"), "<project/>");
    Files.createDirectories(source().getParent());
    Files.writeString(source(), "class Run {}");
    for (var tool : TOOLS) {
      executable(bin.resolve(tool), "#!/bin/sh\nexec '" + find(tool) + "' \"$@\"\n");
    }
    executable(maven(), MAVEN);
    environment.put("PATH", bin.toString());
    environment.put("HOME", folder.toString());
    environment.put("ATHANOR_JDK_ROOTS", jdks + "/*");
  }

  /** Puts a JDK where the launcher looks for them. */
  Path jdk(String name, String version) throws IOException {
    var home = jdks.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    executable(home.resolve("bin/java"), JAVA);
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(home.resolve("bin/java.version"), version);
    Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  FakeClone with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Launch start(String... arguments) throws IOException {
    return start(root, root.resolve("athanor"), arguments);
  }

  Launch start(Path workingFolder, Path script, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(workingFolder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var launch = new Launch(builder.start());
    launches.add(launch);
    return launch;
  }

  @Override
  public void close() {
    launches.forEach(Launch::kill);
  }

  Path source() {
    return root.resolve("athanor-core/src/main/java/Run.java");
  }

  Path lock() {
    return root.resolve("target/launcher.lock");
  }

  Path maven() {
    return bin.resolve("mvn");
  }

  long timesBuilt() throws IOException {
    var calls = bin.resolve("mvn.calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  /** From now on sources do not compile. */
  void breakSources() throws IOException {
    Files.createFile(bin.resolve("mvn.broken"));
  }

  void mendSources() throws IOException {
    Files.delete(bin.resolve("mvn.broken"));
  }

  /** What Maven is to build instead of an empty jar. */
  void application(Path jar) throws IOException {
    Files.copy(jar, bin.resolve("mvn.jar"));
  }

  /** Makes Maven wait until something is written to the gate that is answered. */
  Path gate() throws IOException, InterruptedException {
    var gate = bin.resolve("mvn.gate");
    new ProcessBuilder("mkfifo", gate.toString()).inheritIO().start().waitFor();
    return gate;
  }

  /** Moves everything an hour into the past, so that what is written now is newer, whatever the clock's grain. */
  void anHourPasses() throws IOException {
    var earlier = FileTime.from(Instant.now().minusSeconds(3_600));
    try (Stream<Path> all = Files.walk(root)) {
      for (var path : all.filter(Files::exists).toList()) {
        Files.setLastModifiedTime(path, earlier);
      }
    }
  }

  private static Path find(String tool) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> FileSystems.getDefault().getPath(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(tool + " is not on the PATH; the launcher needs it"));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    makeExecutable(file);
  }

  private static void makeExecutable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
