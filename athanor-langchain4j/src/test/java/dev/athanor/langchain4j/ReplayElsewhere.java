package dev.athanor.langchain4j;

import dev.athanor.journal.InMemoryJournal;
import dev.athanor.run.Replay;
import dev.athanor.run.Runs;
import dev.athanor.trail.Bundle;
import java.nio.file.Path;

/** Another JVM, where nothing is but the application and a bundle. */
final class ReplayElsewhere {
  private ReplayElsewhere() {}

  /** Replays the travel desk's run in the bundle of that path. */
  public static void main(String[] arguments) {
    try (TravelDesk desk = new TravelDesk(); Runs runs = new Runs(new InMemoryJournal());
        Bundle bundle = Bundle.open(
            Path.of(arguments[0]))) {
      desk.model.close();
      Replay<String> replay = runs.replay(bundle.recording(), AssistantTest.program(desk));
      System.out.println(
          replay.divergence().map(Object::toString).orElse("identical") + " " + replay.digest().hex());
    }
  }
}
