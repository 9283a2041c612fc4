package dev.athanor.bench.sync;

import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.WorkFolder;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.source.FolderSource;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.SourceId;
import dev.athanor.json.Hash;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.sync.Sync;
import dev.athanor.knowledge.sync.SyncListener;
import dev.athanor.knowledge.sync.SyncOptions;
import dev.athanor.knowledge.sync.SyncReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Many small documents through source, parser, ledger and index. The embedder makes a vector of a hash at no cost, so that
 * what is measured is everything but the model: time against size, a sync after one in a hundred has changed, one after
 * nothing has, and the largest memory of the process.
 */
final class ManyBench {
  private static final int STEPS = 5;
  private static final int BAR = 50;

  private ManyBench() {}

  /** What a sync of so many documents took. */
  private record Point(int documents, double seconds) {}

  /** Measures; the first argument says how many documents there are to be (100,000 if there is none). */
  public static void main(String[] arguments) throws Exception {
    int documents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    try (WorkFolder folder = WorkFolder.create()) {
      Path texts = folder.folder("texts");
      var sync = new Sync(folder.path().resolve("knowledge"), Parsers.standard(), Cleaning.NONE,
          new StructureChunker(ChunkSizes.STANDARD), new HashEmbedder(),
          InstantSource.offset(InstantSource.system(),
              Duration.ofHours(1)));
      var source = new FolderSource(new SourceId("texts"), texts, "", Selection.of(List.of("**/*.txt")),
          InstantSource.offset(InstantSource.system(), Duration.ofHours(1)));
      Report
          .heading("Sync of " + documents + " small documents, without a model, heap " + Runtime.getRuntime()
              .maxMemory() / (1 << 20) + " MB");
      List<Point> points = new ArrayList<>();
      double total = 0;
      for (int step = 0; step < STEPS; step++) {
        write(texts, documents / STEPS * step, documents / STEPS * (step + 1), "");
        total += seconds(sync, source);
        points.add(new Point(documents / STEPS * (step + 1), total));
      }
      plot(points);
      write(texts, 0, documents / 100, "This was corrected. ");
      Report.line(
          "after 1%% changed: %.2f s; nothing changed: %.2f s".formatted(seconds(sync, source), seconds(sync,
              source)));
      Report.line("largest memory of the process: " + peak());
    }
  }

  private static double seconds(Sync sync, FolderSource source) {
    long start = System.nanoTime();
    SyncReport report = sync.run(List.of(source), SyncOptions.STANDARD, SyncListener.SILENT);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.err.printf("%,d added, %,d changed, %,d unchanged, %,d chunks in %.1f s%n", report.added(), report
        .changed(), report.unchanged(), report.chunks(), seconds);
    return seconds;
  }

  private static void plot(List<Point> points) {
    double most = points.getLast().seconds();
    for (Point point : points) {
      Report.line(
          "%,9d documents %7.1f s  %s".formatted(point.documents(), point.seconds(), "#".repeat(Math.max(1,
              (int) Math.round(point.seconds() / most * BAR)))));
    }
  }

  private static void write(Path folder, int from, int to, String before) throws IOException {
    for (int i = from; i < to; i++) {
      Random words = new Random(i);
      StringBuilder text = new StringBuilder(before);
      for (int word = 0; word < 60; word++) {
        text.append("word").append(words.nextInt(20_000)).append(word % 12 == 11 ? ". " : " ");
      }
      Path file = folder.resolve(i / 1_000 + "/" + i + ".txt");
      if (i % 1_000 == 0 || i == from) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, text);
    }
  }

  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "not told by this system";
    }
    return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM"))
        .map(line -> Long.parseLong(line
            .replaceAll("\\D", "")) / 1_024 + " MB")
        .findFirst().orElse("not told");
  }

  /** Makes a vector of the hash of a text. */
  private static final class HashEmbedder implements Embedder {
    private static final int DIMENSIONS = 384;

    @Override
    public String version() {
      return "hash-1";
    }

    @Override
    public int dimensions() {
      return DIMENSIONS;
    }

    @Override
    public List<float[]> embed(List<String> passages) {
      return passages.stream().map(this::embedQuery).toList();
    }

    @Override
    public float[] embedQuery(String query) {
      Random random = new Random(ByteBuffer.wrap(Hash.of(query).bytes()).getLong());
      float[] vector = new float[DIMENSIONS];
      double square = 0;
      for (int i = 0; i < DIMENSIONS; i++) {
        vector[i] = (float) random.nextGaussian();
        square += vector[i] * vector[i];
      }
      for (int i = 0; i < DIMENSIONS; i++) {
        vector[i] /= (float) Math.sqrt(square);
      }
      return vector;
    }
  }
}
