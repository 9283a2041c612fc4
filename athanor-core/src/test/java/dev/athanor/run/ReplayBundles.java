package dev.athanor.run;

import dev.athanor.journal.InMemoryJournal;
import dev.athanor.trail.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The other JVM of {@link SecondJvmTest}: replays the bundles in a folder and says what came of it, a line for each. */
final class ReplayBundles {
  private ReplayBundles() {}

  public static void main(String[] arguments) throws IOException {
    List<Path> bundles;
    try (var files = Files.list(Path.of(arguments[0]))) {
      bundles = files.sorted().toList();
    }
    try (Runs runs = new Runs(new InMemoryJournal())) {
      for (Path file : bundles) {
        String name = file.getFileName().toString().replace(".bundle", "");
        try (Bundle bundle = Bundle.open(file)) {
          System.out.println(name + " " + replay(runs, bundle, name));
        }
      }
    }
  }

  private static String replay(Runs runs, Bundle bundle, String name) {
    ActedProgram programs = new ActedProgram(Outside.none());
    if (!name.equals("unordered")) {
      var _ = programs
          .of(new RandomActs(Long.parseLong(name), RandomActs.Kind.RACES, RandomActs.Kind.WAITS).program());
    }
    String digest = "";
    for (Recording recording : bundle.recordings()) {
      String program = recording.header().program();
      Replay<String> replay =
          runs.replay(recording, program.equals("unordered") ? SecondJvmTest.UNORDERED : programs
              .named(program));
      if (!replay.identical()) {
        return "diverged at " + replay.divergence().orElseThrow().path();
      }
      if (recording.equals(bundle.recording())) {
        digest = replay.digest().hex();
      }
    }
    return "identical " + digest;
  }
}
