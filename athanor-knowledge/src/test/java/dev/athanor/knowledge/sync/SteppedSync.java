package dev.athanor.knowledge.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A process that syncs, names every step on its output, and waits for a line on its input before it goes on. */
final class SteppedSync {

  private SteppedSync() {
  }

  public static void main(String[] arguments) {
    Workplace place = new Workplace(Path.of(arguments[0]));
    Checkpoint stepper = step -> {
      System.out.println(step);
      System.out.flush();
      try {
        if (System.in.read() < 0) {
          throw new IllegalStateException("nobody says when to go on");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
    place.sync(new CountingEmbedder("counting-1"), stepper).run(List.of(place.source()), SyncOptions.STANDARD,
        SyncListener.SILENT);
  }
}
