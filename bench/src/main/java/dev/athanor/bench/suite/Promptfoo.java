package dev.athanor.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Promptfoo's command from its npm package, with a Node of its own.
 *
 * @param installed the folder of both
 */
record Promptfoo(Path installed) {
  static final String VERSION = "0.123.1";
  private static final String NODE = "22.23.3";

  /** Installs it unless it is there. */
  static Promptfoo in(Path installed) throws IOException, InterruptedException {
    Promptfoo promptfoo = new Promptfoo(installed.toAbsolutePath());
    if (!Files.isRegularFile(promptfoo.script())) {
      System.err.println(
          "fetching promptfoo " + VERSION + " and Node " + NODE + " with npm (2 GB) into " + installed);
      Files.createDirectories(installed);
      Files.writeString(installed.resolve("package.json"), "{\"private\": true}");
      for (String each : List.of("node@" + NODE, "promptfoo@" + VERSION)) {
        promptfoo.install(each);
      }
    }
    return promptfoo;
  }

  private void install(String name) throws IOException, InterruptedException {
    ProcessBuilder npm =
        new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", name).directory(installed.toFile())
            .redirectErrorStream(true).redirectOutput(installed.resolve("npm.log").toFile());
    npm.environment().merge("PATH", installed.resolve("node_modules/.bin").toString(),
        (path, own) -> own + ":" + path);
    if (npm.start().waitFor() != 0) {
      throw new IllegalStateException(
          "npm could not install " + name + "; see " + installed.resolve("npm.log"));
    }
  }

  private Path script() {
    return installed.resolve("node_modules/promptfoo/dist/src/entrypoint.js");
  }

  /** The command that runs a suite and keeps its results in a file. */
  List<String> command(Path suite, Path results) {
    return List.of(installed.resolve("node_modules/node/bin/node").toString(), script().toString(), "eval",
        "-c", suite
            .toString(),
        "--no-cache", "--no-table", "--no-progress-bar", "-o", results.toString());
  }

  /** What keeps it from asking anybody but the simulator. */
  Map<String, String> environment(Path home) {
    return Map.of("PROMPTFOO_DISABLE_TELEMETRY", "1", "PROMPTFOO_DISABLE_UPDATE", "1",
        "PROMPTFOO_DISABLE_REMOTE_GENERATION", "1", "PROMPTFOO_CONFIG_DIR", home.toString(), "CI", "1");
  }
}
