package dev.athanor.bench.retrieval;

import dev.athanor.bench.measure.WorkFolder;
import dev.athanor.document.Attributes;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Signal;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.opensearch.index.OpenSearchIndex;
import dev.athanor.opensearch.index.OpenSearchSettings;
import dev.athanor.opensearch.wire.Address;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The same chunks in an index in a folder and in one in a cluster of one node, the same questions to both in turn: by words
 * and by vector, of somebody who may read three quarters, among half of the documents.
 */
public final class ClusterBench {
  private static final int DIMENSIONS = 384;
  private static final int CENTRES = 200;
  private static final int WORDS = 20_000;
  private static final int MOST = 50;
  private static final int NEAREST = 10;
  private static final int WARM_UP = 200;
  private static final int QUESTIONS = 1_000;
  private static final Principals ASKING = Principals.of(Set.of("anna"));
  private static final Filter FILTER = Filter.parse("grade>=5");

  private final Random random = new Random(17);
  private final List<float[]> centres =
      IntStream.range(0, CENTRES).mapToObj(_ -> direction(new float[DIMENSIONS], 1))
          .toList();
  private final List<ChunkedDocument> documents = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();
  private final List<Long> inFolder = new ArrayList<>();
  private final List<Long> inCluster = new ArrayList<>();

  private ClusterBench(int count) {
    for (int i = 0; i < count; i++) {
      ChunkedDocument whole = Whole.of("d" + i, "T", words(60));
      var attributes = new Attributes(Optional.empty(), Map.of("grade", Integer.toString(i % 10)),
          Optional.of(new Readers(Set.of(random.nextInt(4) == 0 ? "ben" : "anna"))));
      documents.add(new ChunkedDocument(whole.document().with(attributes), whole.sections(), whole.chunks()));
      vectors.add(vector());
    }
  }

  /** Prints the table; the optional argument is the number of chunks. */
  public static void main(String[] arguments) throws IOException {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    try (WorkFolder work = WorkFolder.create();
        var node = SearchNode.start(work.folder("node"));
        KnowledgeIndex lucene = LuceneIndex.open(work.folder("index"));
        KnowledgeIndex cluster = OpenSearchIndex.open(
            new OpenSearchSettings(Address.of(node.address()), "bench", 2, 1, 1), InstantSource.system(),
            _ -> null)) {
      new ClusterBench(count).measure(lucene, cluster);
    }
  }

  private void measure(KnowledgeIndex lucene, KnowledgeIndex cluster) {
    SnapshotName name = fill(lucene, "folder");
    if (!fill(cluster, "cluster").equals(name)) {
      throw new IllegalStateException(
          "the two indexes were written alike, but their snapshots have other names");
    }
    int[] found = new int[3];
    try (Snapshot here = lucene.snapshot(name, ASKING); Snapshot there = cluster.snapshot(name, ASKING)) {
      for (int i = -WARM_UP; i < QUESTIONS; i++) {
        float[] vector = vector();
        Probe probe = Probe.hybrid(words(8), vector).among(FILTER);
        boolean folderFirst = i % 2 == 0;
        List<Candidate> first = ask(folderFirst ? here : there, probe, i < 0 ? new ArrayList<>()
            : folderFirst ? inFolder : inCluster);
        List<Candidate> second = ask(folderFirst ? there : here, probe, i < 0 ? new ArrayList<>()
            : folderFirst ? inCluster : inFolder);
        if (i >= 0 && i % 10 == 0) {
          Set<String> exact = exact(vector);
          found[0] += exact.size();
          found[1] += nearest(folderFirst ? first : second, exact);
          found[2] += nearest(folderFirst ? second : first, exact);
        }
      }
    }
    print(found);
  }

  private void print(int[] found) {
    System.out.printf(Locale.ROOT,
        "%d chunks, %d questions by words and vector, 3/8 of the chunks admitted%n",
        documents.size(), QUESTIONS);
    System.out.printf("%-8s  %-8s  %-8s  %s%n", "index", "p50 ms", "p99 ms", "recall@10 of vectors");
    line("folder", inFolder, (double) found[1] / found[0]);
    line("cluster", inCluster, (double) found[2] / found[0]);
    System.out.printf(Locale.ROOT, "cluster / folder: %.1f x at p50, %.1f x at p99%n",
        milliseconds(inCluster, 50) / milliseconds(inFolder, 50),
        milliseconds(inCluster, 99) / milliseconds(inFolder, 99));
  }

  private static void line(String index, List<Long> nanos, double recall) {
    System.out.printf(Locale.ROOT, "%-8s  %-8.2f  %-8.2f  %.4f%n", index, milliseconds(nanos, 50),
        milliseconds(nanos, 99), recall);
  }

  private static double milliseconds(List<Long> nanos, int percent) {
    return nanos.stream().sorted().toList().get(nanos.size() * percent / 100) / 1e6;
  }

  private SnapshotName fill(KnowledgeIndex index, String where) {
    long start = System.nanoTime();
    try (IndexSession session = index.begin("random-1")) {
      for (int i = 0; i < documents.size(); i++) {
        session.replace(new SourceId("bench"), documents.get(i), List.of(vectors.get(i)));
      }
      SnapshotName name = session.commit("bench").name();
      System.out.printf(Locale.ROOT, "%s: %.0f chunks a second written%n", where,
          documents.size() / ((System.nanoTime() - start) / 1e9));
      return name;
    }
  }

  private static List<Candidate> ask(Snapshot snapshot, Probe probe, List<Long> nanos) {
    long start = System.nanoTime();
    List<Candidate> found = snapshot.candidates(probe, MOST);
    nanos.add(System.nanoTime() - start);
    return found;
  }

  private static int nearest(List<Candidate> candidates, Set<String> exact) {
    return (int) candidates.stream()
        .sorted(Comparator.comparingInt((Candidate each) -> each.dense().map(Signal::rank).orElseThrow()))
        .limit(NEAREST).filter(each -> exact.contains(each.id().value())).count();
  }

  private Set<String> exact(float[] vector) {
    return IntStream.range(0, documents.size()).filter(i -> i % 10 >= 5)
        .filter(i -> documents.get(i).document().readers().admit(ASKING)).boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -dot(vector, vectors.get(i)))).limit(NEAREST)
        .map(i -> documents.get(i).chunks().getFirst().id().value()).collect(Collectors.toSet());
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private String words(int count) {
    return IntStream.range(0, count).mapToObj(_ -> "word" + (int) (WORDS * Math.pow(random.nextDouble(), 3)))
        .collect(Collectors.joining(" "));
  }

  private float[] vector() {
    return direction(centres.get(random.nextInt(CENTRES)), 0.05);
  }

  /** Of length 1, near to another one. */
  private float[] direction(float[] near, double noise) {
    var vector = new float[DIMENSIONS];
    double square = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) (near[i] + noise * random.nextGaussian());
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
