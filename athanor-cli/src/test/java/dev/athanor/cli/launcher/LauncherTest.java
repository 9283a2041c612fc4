package dev.athanor.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  private static final int TOOL_MISSING = 69;
  private static final int BUILD_FAILED = 70;

  @TempDir
  Path folder;
  private FakeClone clone;

  @BeforeEach
  void cloneTheProject() throws IOException {
    clone = new FakeClone(folder);
  }

  @AfterEach
  void endWhatStillRuns() {
    clone.close();
  }

  @Test
  void theFirstStartBuildsAndSaysHowFarItIs() throws Exception {
    clone.jdk("25", "25.0.3");

    var first = clone.start("--version").end();

    assertThat(first.code()).isZero();
    assertThat(first.err().lines()).containsSequence(
        "athanor: building; the first time takes a few minutes ...",
        "athanor: [1/2] Athanor core",
        "athanor: [2/2] Athanor command line",
        "athanor: preparing a fast start");
    assertThat(first.lines()).startsWith("running Java 25.0.3").endsWith("dev.athanor.cli.Athanor",
        "--version");
  }

  @Test
  void theSecondStartBuildsNothingAndSaysNothing() throws Exception {
    clone.jdk("25", "25.0.3");
    clone.start().end();

    var second = clone.start("runs").end();

    assertThat(second.err()).isEmpty();
    assertThat(clone.timesBuilt()).isEqualTo(1);
  }

  @Test
  void aChangedSourceIsBuiltAgain() throws Exception {
    clone.jdk("25", "25.0.3");
    clone.start().end();
    clone.anHourPasses();
    Files.writeString(clone.source(), "class Run { int x; }");

    var next = clone.start().end();

    assertThat(next.err()).contains("building again, as sources have changed");
    assertThat(clone.timesBuilt()).isEqualTo(2);
  }

  @Test
  void aRemovedSourceIsAChange() throws Exception {
    clone.jdk("25", "25.0.3");
    clone.start().end();
    clone.anHourPasses();
    Files.delete(clone.source());

    clone.start().end();

    assertThat(clone.timesBuilt()).isEqualTo(2);
  }

  @Test
  void argumentsInputAndExitCodePassThroughFromAnyFolder() throws Exception {
    clone.jdk("25", "25.0.3");
    var elsewhere = Files.createDirectory(folder.resolve("else where"));
    clone.start().end();

    var launch = clone.with("FAKE_EXIT", "7").with("FAKE_READS", "yes")
        .start(elsewhere, clone.root.resolve("athanor"), "ask", "", "*", "a  b", "\"ß\"", "$HOME")
        .typing("from standard input").end();

    assertThat(launch.code()).isEqualTo(7);
    assertThat(launch.lines()).endsWith("ask", "", "*", "a  b", "\"ß\"", "$HOME", "from standard input");
  }

  @Test
  void aSymbolicLinkStartsTheCloneItPointsTo() throws Exception {
    clone.jdk("25", "25.0.3");
    var link = Files.createSymbolicLink(folder.resolve("athanor"), clone.root.resolve("athanor"));
    var linkToIt = Files.createSymbolicLink(folder.resolve("bin/ath"), Path.of("../athanor"));

    assertThat(clone.start(folder, link).end().code()).isZero();
    assertThat(clone.start(folder, linkToIt).end().code()).isZero();
    assertThat(clone.timesBuilt()).isEqualTo(1);
  }

  @Test
  void withoutAJdkItSaysWhatItFoundAndWhatToInstall() throws Exception {
    var old = clone.jdk("17", "17.0.15");

    var launch = clone.start("--version").end();

    assertThat(launch.code()).isEqualTo(TOOL_MISSING);
    assertThat(launch.out()).isEmpty();
    assertThat(launch.err())
        .startsWith("athanor: needs a JDK of version 25 or newer, and found none.")
        .contains(old + " (Java 17.0.15)")
        .contains("sdk install java 25-tem")
        .contains("set ATHANOR_JAVA_HOME to the folder of one that is there already");
    assertThat(clone.timesBuilt()).isZero();
  }

  @Test
  void ofSeveralJdksTheLowestThatWillDoIsTaken() throws Exception {
    clone.jdk("a", "26");
    clone.jdk("b", "17.0.15");
    clone.jdk("c", "25.0.1");
    clone.jdk("d", "27-ea");

    assertThat(clone.start().end().lines()).startsWith("running Java 25.0.1");
  }

  @Test
  void javaHomeIsPreferredUnlessItIsTooOld() throws Exception {
    clone.jdk("25", "25.0.3");
    var newer = clone.jdk("26", "26.0.1");
    var older = clone.jdk("21", "21.0.9");

    assertThat(clone.with("JAVA_HOME", newer.toString()).start().end().lines())
        .startsWith("running Java 26.0.1");
    assertThat(clone.with("JAVA_HOME", older.toString()).start().end().lines())
        .startsWith("running Java 25.0.3");
  }

  @Test
  void aJdkThatWasAskedForIsNotReplacedInSilence() throws Exception {
    clone.jdk("25", "25.0.3");
    var older = clone.jdk("21", "21.0.9");

    var launch = clone.with("ATHANOR_JAVA_HOME", older.toString()).start().end();

    assertThat(launch.code()).isEqualTo(TOOL_MISSING);
    assertThat(launch.err()).contains("ATHANOR_JAVA_HOME is " + older + ", which is Java 21.0.9.");
  }

  @Test
  void anotherJdkIsMadeReadyOnceWithoutABuild() throws Exception {
    clone.jdk("25", "25.0.3");
    clone.start().end();
    clone.with("ATHANOR_JAVA_HOME", clone.jdk("26", "26.0.1").toString());

    assertThat(clone.start().end().err()).isEqualTo("athanor: preparing a fast start\n");
    assertThat(clone.start().end().err()).isEmpty();
    assertThat(clone.timesBuilt()).isEqualTo(1);
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    clone.jdk("25", "25.0.3");
    Files.delete(clone.maven());

    var launch = clone.start().end();

    assertThat(launch.code()).isEqualTo(TOOL_MISSING);
    assertThat(launch.err()).contains("needs Maven").contains("apt install maven");
  }

  @Test
  void aFailedBuildShowsItsErrorsAndStartsNothing() throws Exception {
    clone.jdk("25", "25.0.3");
    clone.start().end();
    clone.anHourPasses();
    Files.writeString(clone.source(), "class Run { int x() {} }");
    clone.breakSources();

    var failed = clone.start("runs").end();

    assertThat(failed.code()).isEqualTo(BUILD_FAILED);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .contains("athanor: the build failed:", "  Run.java:[3,7] missing return statement")
        .contains("the full log is " + clone.root.resolve("target/launcher-build.log"))
        .doesNotContain("[Help 1]");
    assertThat(clone.start("runs").end().code()).isEqualTo(BUILD_FAILED);
    clone.mendSources();
    assertThat(clone.start("runs").end().code()).isZero();
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    clone.jdk("25", "25.0.3");
    var gate = clone.gate();
    var first = clone.start("first");
    first.awaitLine("[1/2] Athanor core");

    var second = clone.start("second");
    second.awaitLine("waiting for the build that process " + first.process.pid());
    Files.writeString(gate, "go on");

    assertThat(first.end().lines()).endsWith("first");
    assertThat(second.end().lines()).endsWith("second");
    assertThat(clone.timesBuilt()).isEqualTo(1);
  }

  @Test
  void theLockOfADeadProcessHoldsNobodyUp() throws Exception {
    clone.jdk("25", "25.0.3");
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(clone.lock().getParent());
    Files.createSymbolicLink(clone.lock(), Path.of(Long.toString(dead.pid())));

    assertThat(clone.start().end().code()).isZero();
    assertThat(Files.exists(clone.lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void aTerminatedBuildLeavesNothingHalfMade() throws Exception {
    clone.jdk("25", "25.0.3");
    clone.gate();
    var launch = clone.start();
    launch.awaitLine("[1/2] Athanor core");

    launch.process.toHandle().destroy();

    assertThat(launch.end().code()).isEqualTo(143);
    assertThat(Files.exists(clone.lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(clone.root.resolve("athanor-cli/target/app")).isEmptyDirectory();
  }

  @Test
  void aRealJvmTakesThePlaceOfTheScript() throws Exception {
    clone.application(applicationThatTellsAboutItself());
    var launch = clone.with("ATHANOR_JAVA_HOME", System.getProperty("java.home")).start("one", "two wörds");

    var result = launch.end();

    assertThat(result.code()).isEqualTo(42);
    assertThat(result.lines()).containsExactly(Long.toString(launch.process.pid()), "one", "two wörds");
    try (var files = Files.walk(clone.root)) {
      assertThat(files).as("the class-data archive").anyMatch(file -> file.endsWith("start.jsa"));
    }
  }

  private Path applicationThatTellsAboutItself() throws IOException {
    var build = Files.createDirectories(folder.resolve("app"));
    var source = build.resolve("Athanor.java");
    Files.writeString(source, """
        package dev.athanor.cli;
        public class Athanor {
          public static void main(String[] arguments) {
            System.out.println(ProcessHandle.current().pid());
            for (var each : arguments) System.out.println(each);
            System.exit(42);
          }
        }
        """);
    var compiled = ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", build.toString(), source.toString());
    assertThat(compiled).isZero();
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    var jar = folder.resolve("app.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry("dev/athanor/cli/Athanor.class"));
      Files.copy(build.resolve("dev/athanor/cli/Athanor.class"), out);
    }
    return jar;
  }
}
