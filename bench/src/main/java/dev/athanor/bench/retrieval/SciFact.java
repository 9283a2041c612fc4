package dev.athanor.bench.retrieval;

import dev.athanor.json.Json;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.compare.Paired;
import dev.athanor.knowledge.compare.Ranking;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.knowledge.retrieve.Retriever;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Ranks the abstracts of SciFact for its claims by words, by meaning and by both. The settings are those that a user gets,
 * but for the number of hits.
 */
public final class SciFact {
  private static final RetrievalSettings SETTINGS = new RetrievalSettings(Mode.HYBRID, 100,
      RetrievalSettings.STANDARD.candidates(), RetrievalSettings.STANDARD.denseWeight(), 100, false);

  private final Path folder;
  private final Retriever retriever;
  private final SnapshotName snapshot;

  private SciFact(Path folder, Retriever retriever, SnapshotName snapshot) {
    this.folder = folder;
    this.retriever = retriever;
    this.snapshot = snapshot;
  }

  /** Prints the table; the optional arguments are the data folder, and {@code train} to print that part instead. */
  public static void main(String[] arguments) throws IOException {
    Path folder = DataFolder.of(arguments, "scifact");
    String part = arguments.length > 1 ? arguments[1] : "test";
    Path work = Path.of("bench", "target", "scifact");
    try (var embedder = OnnxEmbedder.bgeSmall(); var index = LuceneIndex.open(work.resolve("index"))) {
      new SciFact(folder, new Retriever(index, embedder), build(folder, embedder, index, work)).print(part);
    }
  }

  static SnapshotName build(Path folder, OnnxEmbedder embedder, KnowledgeIndex index, Path work)
      throws IOException {
    List<ChunkedDocument> documents = new ArrayList<>();
    for (JsonNode each : lines(folder.resolve("corpus.jsonl"))) {
      documents.add(Whole.of(each.get("_id").stringValue(), each.get("title").stringValue(), each.get("text")
          .stringValue()));
    }
    List<String> passages = documents.stream().map(each -> each.chunks().getFirst().passage()).toList();
    List<float[]> vectors = new StoredVectors(embedder, work).of(passages);
    index.erase();
    try (IndexSession session = index.begin(embedder.version())) {
      for (int i = 0; i < documents.size(); i++) {
        session.replace(new SourceId("bench"), documents.get(i), List.of(vectors.get(i)));
      }
      return session.commit("scifact").name();
    }
  }

  private void print(String part) throws IOException {
    Map<String, Map<String, Integer>> judgements = judgements(folder, part);
    System.out.printf("SciFact %s: %d claims, snapshot %s%n", part, judgements.size(), snapshot);
    System.out.printf("%-8s  %-8s  %-10s  %s%n", "mode", "nDCG@10", "recall@100", "p50 ms");
    double[] keyword = measure(part, judgements, Mode.KEYWORD);
    double[] dense = measure(part, judgements, Mode.DENSE);
    double[] hybrid = measure(part, judgements, Mode.HYBRID);
    System.out.printf("hybrid - keyword, nDCG@10, paired, 95%%: %s%n", difference(hybrid, keyword));
    System.out.printf("hybrid - dense,   nDCG@10, paired, 95%%: %s%n", difference(hybrid, dense));
  }

  private static Paired difference(double[] one, double[] other) {
    return Paired.of(IntStream.range(0, one.length).mapToDouble(i -> one[i] - other[i]).toArray());
  }

  private double[] measure(String part, Map<String, Map<String, Integer>> judgements, Mode mode)
      throws IOException {
    RetrievalSettings settings = SETTINGS.in(mode);
    var ndcg = new ArrayList<Double>();
    var recall = new ArrayList<Double>();
    var nanos = new ArrayList<Long>();
    for (JsonNode query : lines(folder.resolve("queries_" + part + ".jsonl"))) {
      Map<String, Integer> relevant = judgements.get(query.get("_id").stringValue());
      if (relevant == null) {
        continue;
      }
      long start = System.nanoTime();
      Retrieval found = retriever.retrieve(new RetrieveRequest(snapshot, query.get("text").stringValue(),
          settings));
      nanos.add(System.nanoTime() - start);
      List<String> ranked = found.hits().stream().map(hit -> hit.place().document()).toList();
      ndcg.add(Ranking.ndcg(ranked, relevant, 10));
      recall.add(Ranking.recall(ranked, relevant, 100));
    }
    System.out.printf(Locale.ROOT, "%-8s  %.4f    %.4f      %.1f%n", mode.name().toLowerCase(Locale.ROOT),
        mean(ndcg), mean(recall),
        nanos.stream().sorted().toList().get(nanos.size() / 2) / 1e6);
    return ndcg.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static Map<String, Map<String, Integer>> judgements(Path folder, String part) throws IOException {
    Map<String, Map<String, Integer>> judgements = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(folder.resolve("qrels").resolve(part + ".tsv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      int gain = Integer.parseInt(cells[2]);
      if (gain > 0) {
        judgements.computeIfAbsent(cells[0], query -> new LinkedHashMap<>()).put(cells[1], gain);
      }
    }
    return judgements;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  static List<JsonNode> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).map(Json::parse).toList();
  }
}
