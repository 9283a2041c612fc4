package dev.athanor.knowledge.sync;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.embed.Embedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A process that syncs, to be killed: says when it begins, and writes down what it embeds. */
final class KilledSync {

  static final String BATCH = "batch";

  private KilledSync() {
  }

  /** The folder, and the file to write down into. */
  public static void main(String[] arguments) {
    Workplace place = new Workplace(Path.of(arguments[0]));
    Sync sync = place.sync(new NotedEmbedder(Path.of(arguments[1])), Checkpoint.NONE);
    System.out.println("begins");
    System.out.flush();
    try {
      sync.run(List.of(place.source()), SyncOptions.STANDARD.allowingDeletes(), SyncListener.SILENT);
      System.out.println("ended");
    } catch (AthanorException e) {
      System.out.println(e.code() + ": " + e.getMessage());
      System.exit(1);
    }
  }

  /** Notes every passage before it is embedded. */
  private static final class NotedEmbedder implements Embedder {
    private final CountingEmbedder embedder = new CountingEmbedder("counting-1");
    private final Path notes;

    NotedEmbedder(Path notes) {
      this.notes = notes;
    }

    @Override
    public String version() {
      return embedder.version();
    }

    @Override
    public int dimensions() {
      return embedder.dimensions();
    }

    @Override
    public List<float[]> embed(List<String> passages) {
      StringBuilder lines = new StringBuilder(BATCH).append('\n');
      passages.forEach(passage -> lines.append(dev.athanor.json.Hash.of(passage).hex()).append('\n'));
      try {
        Files.writeString(notes, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return embedder.embed(passages);
    }

    @Override
    public float[] embedQuery(String query) {
      return embedder.embedQuery(query);
    }
  }
}
