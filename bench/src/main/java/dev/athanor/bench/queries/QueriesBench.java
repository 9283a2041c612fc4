package dev.athanor.bench.queries;

import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.WorkFolder;
import dev.athanor.bench.retrieval.DataFolder;
import dev.athanor.bench.retrieval.RememberingEmbedder;
import dev.athanor.document.Principals;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.knowledge.retrieve.Retriever;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Questions to an index of many chunks: whether the nearest are found, how long an answer takes alone and while a sync
 * writes, beside Lucene by hand over the same files and LangChain4j's store in memory; what is built how fast, and what
 * memory it takes.
 */
public final class QueriesBench {
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 5;
  /** Between questions that leave a sync most of the cores: 20 a second. */
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int CANDIDATES = RetrievalSettings.STANDARD.candidates();
  private static final int IN_MEMORY_QUESTIONS = 50;
  /** What LangChain4j's store takes for each chunk, generously: a vector, a text of a thousand characters, their objects. */
  private static final long IN_MEMORY_BYTES = 6_000;

  private final NoisyCorpus corpus;
  private final int chunks;
  private final Path folder;
  private final OnnxEmbedder model;
  private final Embedder remembering;
  private final List<String> questions;
  private final List<float[]> vectors;

  private QueriesBench(Path data, Path folder, int chunks, OnnxEmbedder model) throws IOException {
    this.folder = folder;
    this.chunks = chunks;
    this.model = model;
    remembering = new RememberingEmbedder(model);
    corpus = new NoisyCorpus(Abstracts.read(data, model), 0);
    questions = Abstracts.claims(data);
    vectors = questions.stream().map(remembering::embedQuery).toList();
  }

  /**
   * Measures; the arguments are the number of chunks (100,000 if there is none), and a folder where the index is kept to be
   * asked again without building it.
   */
  public static void main(String[] arguments) throws Exception {
    int chunks = arguments.length > 0 ? Integer.parseInt(arguments[0].replace(",", "")) : 100_000;
    Path data = DataFolder.of(new String[0], "scifact");
    try (OnnxEmbedder model = OnnxEmbedder.bgeSmall()) {
      if (arguments.length > 1) {
        new QueriesBench(data, Files.createDirectories(Path.of(arguments[1])), chunks, model).run();
        return;
      }
      try (WorkFolder work = WorkFolder.create()) {
        new QueriesBench(data, work.path(), chunks, model).run();
      }
    }
  }

  private void run() throws Exception {
    Report.heading("Questions to %,d chunks".formatted(chunks));
    long before = heap();
    try (KnowledgeIndex index = LuceneIndex.open(folder)) {
      SnapshotName snapshot = build(index);
      recall(index, snapshot);
      Report.line("on disk %,d MB for each million chunks; heap with the index open and asked %,d MB"
          .formatted(perMillion(size(folder)), (heap() - before) >> 20));
      alone(index, snapshot);
      during(index, "one after the other", Duration.ZERO);
      during(index, "20 a second", PAUSE);
    }
    inMemory();
  }

  private SnapshotName build(KnowledgeIndex index) {
    int documents = chunks / NoisyCorpus.CHUNKS;
    Optional<SnapshotName> known =
        index.snapshots().stream().filter(each -> each.label().equals("built " + chunks))
            .map(each -> each.name()).findFirst();
    if (known.isPresent()) {
      Report.line("the index of an earlier run is asked");
      index.pin(known.get());
      return known.get();
    }
    index.erase();
    long start = System.nanoTime();
    try (IndexSession session = index.begin(model.version())) {
      for (int i = 0; i < documents; i++) {
        session.replace(new SourceId("bench"), corpus.document(i), corpus.vectors(i));
        if (i % 1_000 == 0) {
          System.err.printf("\r%,d chunks in %.0f s", i * NoisyCorpus.CHUNKS, seconds(start));
        }
      }
      SnapshotName built = session.commit("built " + chunks).name();
      System.err.println();
      Report.line(
          "built, without embedding, in %.0f s: %,.0f chunks/s".formatted(seconds(start), chunks / seconds(
              start)));
      index.pin(built);
      return built;
    }
  }

  private void recall(KnowledgeIndex index, SnapshotName name) {
    Exact exact = Exact.of(corpus, chunks, vectors);
    double sum = 0;
    try (Snapshot snapshot = index.snapshot(name, Principals.OPERATOR)) {
      for (int i = 0; i < vectors.size(); i++) {
        sum += exact.recall(i, snapshot.candidates(Probe.dense(vectors.get(i)), CANDIDATES));
      }
    }
    Report
        .line("recall@10 of the nearest, against comparing with every chunk: %.4f (%d questions), aim >= .98"
            .formatted(sum / vectors.size(), vectors.size()));
  }

  private void alone(KnowledgeIndex index, SnapshotName snapshot) throws Exception {
    var retriever = new Retriever(index, remembering);
    var whole = new Latencies("Athanor, hybrid, sees all");
    var some = new Latencies("Athanor, hybrid, may read nine of ten");
    var bare = new Latencies("Lucene by hand, hybrid");
    var embedding = new Latencies("Athanor, hybrid, the question embedded");
    try (var lucene = new BareLucene(folder)) {
      for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
        if (round == WARM_UPS) {
          whole = new Latencies("Athanor, hybrid, sees all");
          some = new Latencies("Athanor, hybrid, may read nine of ten");
          bare = new Latencies("Lucene by hand, hybrid");
        }
        for (int i = 0; i < questions.size(); i++) {
          String question = questions.get(i);
          float[] vector = vectors.get(i);
          whole.time(() -> ask(retriever, snapshot, question, Principals.OPERATOR));
          bare.time(() -> lucene.ask(question, vector));
          some.time(() -> ask(retriever, snapshot, question, Principals.ANYBODY));
        }
      }
      Report.line("%d segments, %d questions".formatted(lucene.segments(), questions.size()));
    }
    var embeds = new Retriever(index, model);
    for (String question : questions) {
      embedding.time(() -> ask(embeds, snapshot, question, Principals.OPERATOR));
    }
    Stream.of(whole, some, bare, embedding).map(Latencies::line).forEach(Report::line);
    Report.line("Athanor / Lucene by hand: p50 %.2f x, p99 %.2f x, of cores %.2f x; aim <= 1.2".formatted(
        whole.clockMillis(0.5) / bare.clockMillis(0.5), whole.clockMillis(0.99) / bare.clockMillis(0.99),
        whole.meanCoreMillis() / bare.meanCoreMillis()));
  }

  /**
   * Always of the newest snapshot, as a service asks.
   *
   * @param every how long after the one before a question comes, if that is answered
   */
  private void during(KnowledgeIndex index, String how, Duration every) throws Exception {
    var retriever = new Retriever(index, remembering);
    var latencies = new Latencies("Athanor, hybrid, during a sync, " + how);
    var writing =
        new Writing(index, model, new NoisyCorpus(corpus.abstracts(), 1), chunks / NoisyCorpus.CHUNKS);
    try (writing) {
      for (int round = 0; round < ROUNDS; round++) {
        for (String question : questions) {
          long begun = System.nanoTime();
          latencies
              .time(() -> ask(retriever, index.newest().orElseThrow().name(), question, Principals.ANYBODY));
          Thread.sleep(Duration.ofNanos(Math.max(0, every.toNanos() - (System.nanoTime() - begun))));
        }
      }
    }
    Report.line(latencies.line());
    Report.line(writing.line());
  }

  private static void ask(Retriever retriever, SnapshotName snapshot, String question, Principals asking) {
    var request = new RetrieveRequest(snapshot, question, RetrievalSettings.STANDARD).as(asking);
    if (retriever.retrieve(request).hits().isEmpty()) {
      throw new IllegalStateException("nothing was found for: " + question);
    }
  }

  private void inMemory() throws Exception {
    long before = heap();
    if (chunks * IN_MEMORY_BYTES > Runtime.getRuntime().maxMemory() - before) {
      Report
          .line("LangChain4j's store in memory does not fit into this heap: ATHANOR_BENCH_JAVA_OPTS=-Xmx10g");
      return;
    }
    var store = new InMemory(corpus, chunks);
    Report
        .line("LangChain4j's store in memory: heap %,d MB for each million chunks".formatted(perMillion(heap()
            - before)));
    var latencies = new Latencies("LangChain4j's store in memory, dense only");
    for (int round = 0; round < 2; round++) {
      latencies = new Latencies("LangChain4j's store in memory, dense only");
      for (float[] vector : vectors.subList(0, IN_MEMORY_QUESTIONS)) {
        latencies.time(() -> store.ask(vector));
      }
    }
    Report.line(latencies.line());
  }

  private long perMillion(long bytes) {
    return (bytes >> 20) * 1_000_000 / chunks;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
      return sum;
    }
  }
}
