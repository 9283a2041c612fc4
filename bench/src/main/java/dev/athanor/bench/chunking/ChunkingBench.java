package dev.athanor.bench.chunking;

import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.WorkFolder;
import dev.athanor.bench.retrieval.DataFolder;
import dev.athanor.bench.retrieval.RememberingEmbedder;
import dev.athanor.bench.retrieval.StoredVectors;
import dev.athanor.document.Document;
import dev.athanor.document.Span;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.chunk.Section;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.retrieve.Hit;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.knowledge.retrieve.Retriever;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Our chunks beside those of LangChain's recursive splitter, found by the same retrieval in the same run: how much of the
 * answers the five best have, and how little else.
 */
public final class ChunkingBench {
  private static final int FOUND = 5;
  /** Five documents in all: a limit for each, or whole sections, would measure something else. */
  private static final RetrievalSettings SETTINGS =
      new RetrievalSettings(Mode.HYBRID, FOUND, 100, RetrievalSettings.STANDARD.denseWeight(), FOUND, false);

  private final Corpora corpora;
  private final OnnxEmbedder model;

  private ChunkingBench(Corpora corpora, OnnxEmbedder model) {
    this.corpora = corpora;
    this.model = model;
  }

  /** Prints the table; {@code keyword} as the argument leaves out what needs the model. */
  public static void main(String[] arguments) throws IOException {
    boolean keywordOnly = arguments.length > 0 && arguments[0].equals("keyword");
    try (OnnxEmbedder model = OnnxEmbedder.bgeSmall()) {
      new ChunkingBench(Corpora.read(DataFolder.of(new String[0], "chunking")), model).run(keywordOnly);
    }
  }

  private void run(boolean keywordOnly) throws IOException {
    Report.heading(
        "Chunks, %d questions to %d texts".formatted(corpora.questions().size(), corpora.documents().size()));
    Report
        .line("published precision omega of recursive 800/400, 400/200, 400/0, 200/0: 6.7, 13.9, 17.7, 29.9");
    Report.line(
        "%-18s %7s %8s %6s   %-8s %17s %17s %17s".formatted("chunks", "number", "length", "omega", "found by",
            "recall at 5", "precision", "IoU"));
    Embedder remembering = new RememberingEmbedder(model);
    for (Map.Entry<String, Function<Document, ChunkedDocument>> chunker : chunkers().entrySet()) {
      List<ChunkedDocument> cut = corpora.documents().values().stream().map(chunker.getValue()).toList();
      measure(chunker.getKey(), cut, remembering, keywordOnly);
    }
  }

  private static Map<String, Function<Document, ChunkedDocument>> chunkers() {
    Map<String, Function<Document, ChunkedDocument>> chunkers = new LinkedHashMap<>();
    chunkers.put("recursive 800/400", document -> recursive(document, 800, 400));
    chunkers.put("recursive 400/200", document -> recursive(document, 400, 200));
    chunkers.put("recursive 400/0", document -> recursive(document, 400, 0));
    chunkers.put("recursive 200/0", document -> recursive(document, 200, 0));
    chunkers.put("ours 220", new StructureChunker(ChunkSizes.STANDARD)::chunk);
    chunkers.put("ours 400", new StructureChunker(new ChunkSizes(400, 1_200))::chunk);
    return chunkers;
  }

  private static ChunkedDocument recursive(Document document, int size, int overlap) {
    List<Section> sections = new ArrayList<>();
    List<Chunk> chunks = new ArrayList<>();
    for (Span span : RecursiveSplitter.split(document.text(), size, overlap)) {
      Section section = new Section(sections.size(), List.of(), document.excerpt(span));
      sections.add(section);
      ChunkId id = ChunkId.of(document.id(), section.text(), chunks.size());
      chunks.add(new Chunk(id, document.id(), chunks.size(), List.of(), "", section.excerpt(), section));
    }
    return new ChunkedDocument(document, sections, chunks);
  }

  private void measure(String name, List<ChunkedDocument> documents, Embedder remembering,
      boolean keywordOnly)
      throws IOException {
    List<Chunk> chunks = documents.stream().flatMap(each -> each.chunks().stream()).toList();
    List<Coverage.Found> all =
        chunks.stream().map(each -> found(each.document().value(), each.span())).toList();
    double omega = mean(asked -> Coverage.precisionOmega(asked, all));
    double length = all.stream().mapToInt(each -> each.span().length()).average().orElse(0);
    String start = "%-18s %7d %8.0f %6.1f".formatted(name, chunks.size(), length, 100 * omega);
    List<float[]> vectors = keywordOnly ? chunks.stream().map(_ -> unit()).toList()
        : new StoredVectors(model, Path.of("bench", "target", "chunking"))
            .of(chunks.stream().map(Chunk::passage)
                .toList());
    try (WorkFolder folder = WorkFolder.create(); LuceneIndex index = LuceneIndex.open(folder.path())) {
      SnapshotName snapshot = write(index, documents, vectors);
      var retriever = new Retriever(index, remembering);
      for (Mode mode : keywordOnly ? List.of(Mode.KEYWORD) : List.of(Mode.KEYWORD, Mode.DENSE, Mode.HYBRID)) {
        List<Coverage> coverage = corpora.questions().stream()
            .map(asked -> Coverage.of(asked, retriever.retrieve(
                new RetrieveRequest(snapshot, asked.text(), SETTINGS.in(mode))).hits().stream()
                .map(this::found).toList()))
            .toList();
        Report
            .line("%s   %-8s %17s %17s %17s".formatted(start, mode.name().toLowerCase(java.util.Locale.ROOT),
                figure(coverage, Coverage::recall), figure(coverage, Coverage::precision), figure(coverage,
                    Coverage::intersectionOverUnion)));
      }
    }
  }

  private SnapshotName write(LuceneIndex index, List<ChunkedDocument> documents, List<float[]> vectors) {
    try (IndexSession session = index.begin(model.version())) {
      int from = 0;
      for (ChunkedDocument document : documents) {
        int to = from + document.chunks().size();
        session.replace(new SourceId("bench"), document, vectors.subList(from, to));
        from = to;
      }
      return session.commit("chunks").name();
    }
  }

  /** A hit's place is in code points; the questions' is in UTF-16 units here. */
  private Coverage.Found found(Hit hit) {
    String text =
        Objects.requireNonNull(corpora.documents().get(hit.place().document().replace(".md", ""))).text();
    int start = text.offsetByCodePoints(0, hit.passage().start());
    return found(hit.place().document(), new Span(start, start + hit.passage().text().length()));
  }

  private static Coverage.Found found(String document, Span span) {
    return new Coverage.Found(document.replace(".md", ""), span);
  }

  private double mean(ToDoubleFunction<Corpora.Asked> measure) {
    return corpora.questions().stream().mapToDouble(measure).average().orElseThrow();
  }

  /** Mean and standard deviation over the questions, in percent, as Chroma gives them. */
  private static String figure(List<Coverage> coverage, ToDoubleFunction<Coverage> measure) {
    double mean = coverage.stream().mapToDouble(measure).average().orElseThrow();
    double square =
        coverage.stream().mapToDouble(each -> Math.pow(measure.applyAsDouble(each) - mean, 2)).average()
            .orElseThrow();
    return "%.1f ± %.1f".formatted(100 * mean, 100 * Math.sqrt(square));
  }

  private float[] unit() {
    var vector = new float[model.dimensions()];
    vector[0] = 1;
    return vector;
  }
}
