package dev.athanor.bench.sync;

import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.WorkFolder;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.source.FolderSource;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.sync.Sync;
import dev.athanor.knowledge.sync.SyncListener;
import dev.athanor.knowledge.sync.SyncOptions;
import dev.athanor.knowledge.sync.SyncReport;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The same documents, the same model and the same chunk size in Athanor's sync and in LangChain4j's ingestor; cold, and
 * after a hundredth of the documents has changed; and the model alone.
 */
final class SyncBench {
  /** The first part warms up and is not counted. */
  private static final int PARTS = 6;
  private static final int CHANGES = 5;

  /** On a machine that does other work as well, the time of the CPU says more than the clock. */
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private SyncBench() {}

  /** What one side did with one part of the documents. */
  private record Took(int chunks, double seconds, double cpuSeconds) {}

  /** Measures; the first argument says how many documents there are to be (2400 if there is none). */
  public static void main(String[] arguments) throws Exception {
    Path corpus =
        Path.of(System.getenv().getOrDefault("ATHANOR_BENCH_DATA", "../shared/data"), "scifact/corpus.jsonl");
    if (!Files.isRegularFile(corpus)) {
      System.err.println(
          "There is no " + corpus.toAbsolutePath().normalize() + ", the abstracts of SciFact; name the"
              + " folder that has scifact/ in ATHANOR_BENCH_DATA (see bench/README.md).");
      System.exit(2);
    }
    int documents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2400;
    try (WorkFolder folder = WorkFolder.create(); OnnxEmbedder embedder = OnnxEmbedder.bgeSmall();
        BareOnnx bare = new BareOnnx()) {
      Path texts = folder.folder("texts");
      Abstracts.write(corpus, texts, PARTS, documents / PARTS);
      Report.heading("Sync of " + documents + " documents beside LangChain4j");
      measure(texts, folder.path().resolve("knowledge"), embedder, bare);
    }
  }

  private static void measure(Path texts, Path knowledge, OnnxEmbedder embedder, BareOnnx bare)
      throws Exception {
    var chunker = new StructureChunker(ChunkSizes.STANDARD);
    var passages = new Passages(chunker);
    var sync =
        new Sync(knowledge, Parsers.standard(), Cleaning.NONE, chunker, embedder, InstantSource.system());
    var langChain4j = new LangChain4j(chunker);
    List<Took> ours = new ArrayList<>();
    List<Took> theirs = new ArrayList<>();
    List<Took> bares = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      int until = part;
      List<long[]> tokens = bare.tokens(passages.in(texts.resolve("part-" + part)));
      if (part % 2 == 0) {
        ours.add(timed(() -> athanor(sync, texts, until)));
        theirs.add(timed(() -> langChain4j.ingest(texts.resolve("part-" + until))));
      } else {
        theirs.add(timed(() -> langChain4j.ingest(texts.resolve("part-" + until))));
        ours.add(timed(() -> athanor(sync, texts, until)));
      }
      bares.add(timed(() -> bare.run(tokens)));
      System.err.println("part " + part + ": " + ours.getLast() + ", LangChain4j " + theirs.getLast()
          + ", bare ONNX " + bares.getLast());
    }
    List<Took> again = new ArrayList<>();
    List<Took> nothing = new ArrayList<>();
    int changed = 0;
    for (int change = 0; change < CHANGES; change++) {
      changed = Abstracts.change(texts, change);
      again.add(timed(() -> athanor(sync, texts, PARTS - 1)));
      nothing.add(timed(() -> athanor(sync, texts, PARTS - 1)));
    }
    print(ours, theirs, changed, again, nothing);
    beside(ours, bares);
  }

  /** Syncs the parts so far, of which all but the last are there already; answers with how much was embedded. */
  private static int athanor(Sync sync, Path texts, int part) {
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i <= part; i++) {
      sources.add(new FolderSource(new SourceId("part-" + i), texts.resolve("part-" + i), "part-" + i,
          Selection.of(List
              .of("**/*.txt")),
          InstantSource.system()));
    }
    SyncReport report = sync.run(sources, SyncOptions.STANDARD, SyncListener.SILENT);
    if (!report.failed().isEmpty()) {
      throw new IllegalStateException("these failed: " + report.failed());
    }
    return report.embedded();
  }

  private interface Work {
    int chunks() throws IOException;
  }

  private static Took timed(Work work) throws IOException {
    long start = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    int chunks = work.chunks();
    return new Took(chunks, (System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - cpu) / 1e9);
  }

  private static void print(List<Took> ours, List<Took> theirs, int changed, List<Took> again,
      List<Took> nothing) {
    double[] byChunks = new double[PARTS - 1];
    double[] byCpu = new double[PARTS - 1];
    for (int i = 1; i < PARTS; i++) {
      Took mine = ours.get(i);
      Took peer = theirs.get(i);
      byCpu[i - 1] = peer.cpuSeconds() / mine.cpuSeconds();
      byChunks[i - 1] = mine.chunks() / mine.seconds() / (peer.chunks() / peer.seconds());
    }
    side("Athanor's sync, cold", ours);
    side("EmbeddingStoreIngestor, cold", theirs);
    Report.line("");
    Report.line("chunks/s, Athanor / LangChain4j = %.2f x (median of %d parts), aim >= 1.3".formatted(
        median(byChunks),
        PARTS - 1));
    Report.line("CPU time, LangChain4j / Athanor = %.2f x".formatted(median(byCpu)));
    double all = theirs.stream().mapToDouble(Took::seconds).sum();
    double[] times = again.stream().mapToDouble(each -> all / each.seconds()).sorted().toArray();
    Report.line(
        "after %d documents changed, %d times: %.2f s, %d chunks embedded; nothing changed: %.2f s (medians)"
            .formatted(changed, CHANGES, all / median(times), again.getLast().chunks(),
                median(nothing.stream().mapToDouble(Took::seconds).toArray())));
    Report.line(
        "EmbeddingStoreIngestor on all documents / sync after a change = %.0f x (%.0f - %.0f), aim >= 100"
            .formatted(median(times), times[0], times[times.length - 1]));
  }

  private static void beside(List<Took> ours, List<Took> bares) {
    double[] byClock = new double[PARTS - 1];
    double[] byCpu = new double[PARTS - 1];
    for (int i = 1; i < PARTS; i++) {
      double share = (double) ours.get(i).chunks() / bares.get(i).chunks();
      byClock[i - 1] = share * bares.get(i).seconds() / ours.get(i).seconds();
      byCpu[i - 1] = share * bares.get(i).cpuSeconds() / ours.get(i).cpuSeconds();
    }
    side("the model in ONNX Runtime alone", bares);
    Report.line("chunks/s, Athanor / ONNX Runtime alone = %.2f x, aim >= 0.9; by CPU time %.2f x".formatted(
        median(byClock), median(byCpu)));
  }

  private static void side(String name, List<Took> parts) {
    List<Took> counted = parts.subList(1, parts.size());
    int chunks = counted.stream().mapToInt(Took::chunks).sum();
    double seconds = counted.stream().mapToDouble(Took::seconds).sum();
    Report.line(
        "%-32s %,6d chunks in %,7.1f s = %,6.1f chunks/s".formatted(name, chunks, seconds, chunks / seconds));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
