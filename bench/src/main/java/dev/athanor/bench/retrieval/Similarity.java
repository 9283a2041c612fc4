package dev.athanor.bench.retrieval;

import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.retrieve.Retriever;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Measures how well the similarity of the best passage tells the questions that a collection answers from those that it does not: the same
 * questions with the documents that answer them left out, and asked of another collection. A threshold is chosen on one half of XQuAD and
 * SciFact's training claims; what is printed of it comes from the others.
 */
public final class Similarity {
  /** What may be lost at most of what can be answered. */
  private static final double LOST = 0.01;
  private static final double[] THRESHOLDS = {0.50, 0.54, 0.58, 0.60, 0.65, 0.70, 0.75};

  private Similarity() {}

  /** Prints the tables; the optional argument is the data folder. */
  public static void main(String[] arguments) throws IOException {
    Path xquad = DataFolder.of(arguments, "xquad");
    Path scifact = DataFolder.of(arguments, "scifact");
    Path work = Path.of("bench", "target", "similarity");
    XquadData english = XquadData.read(xquad);
    XquadData german = XquadData.read(xquad, "de");
    try (var embedder = OnnxEmbedder.bgeSmall();
        var englishIndex = LuceneIndex.open(work.resolve("en"));
        var germanIndex = LuceneIndex.open(work.resolve("de"));
        var abstracts = LuceneIndex.open(work.resolve("scifact"))) {
      Collection articles =
          new Collection(new Retriever(englishIndex, embedder), XquadIndexes.of(englishIndex,
              embedder, "en", XquadIndexes.whole(english.articles())));
      Collection artikel = new Collection(new Retriever(germanIndex, embedder), XquadIndexes.of(germanIndex,
          embedder, "de", XquadIndexes.whole(german.articles())));
      Collection science = new Collection(new Retriever(abstracts, embedder), SciFact.build(scifact, embedder,
          abstracts, Path.of("bench", "target", "scifact")));
      choose(List.of(articles.separation(asked(english.development()), science), science.separation(claims(
          scifact, "train"), articles)));
      print("XQuAD, the articles not chosen on", articles.separation(asked(english.reported()), science));
      print("SciFact, test claims", science.separation(claims(scifact, "test"), articles));
      print("XQuAD in German, questions and articles", artikel.separation(asked(german.articles()), science));
      print("XQuAD, German questions about English articles", articles.separation(asked(
          german.articles(), english.articles()), science));
    }
  }

  private static List<Collection.Question> asked(List<XquadData.Article> articles) {
    return asked(articles, articles);
  }

  private static List<Collection.Question> asked(List<XquadData.Article> articles,
      List<XquadData.Article> answering) {
    return java.util.stream.IntStream.range(0, articles.size()).boxed()
        .flatMap(i -> articles.get(i).questions().stream()
            .map(each -> new Collection.Question(each.text(), Set.of(answering.get(i).title()))))
        .toList();
  }

  private static List<Collection.Question> claims(Path folder, String part) throws IOException {
    Map<String, Map<String, Integer>> judgements = SciFact.judgements(folder, part);
    return SciFact.lines(folder.resolve("queries_" + part + ".jsonl")).stream()
        .map(each -> new Collection.Question(each.get("text").stringValue(),
            judgements.getOrDefault(each.get("_id")
                .stringValue(), Map.of()).keySet()))
        .filter(question -> !question.documents().isEmpty()).toList();
  }

  private static void choose(List<Separation> development) {
    double chosen = 0;
    for (int hundredths = 1; hundredths < 100; hundredths++) {
      double threshold = hundredths / 100.0;
      if (development.stream().allMatch(each -> Separation.below(each.with(), threshold) <= LOST)) {
        chosen = threshold;
      }
    }
    System.out.printf(Locale.ROOT,
        "Chosen on XQuAD's other half and SciFact's training claims, at most %.0f%% lost of each: %.2f%n",
        100 * LOST, chosen);
  }

  private static void print(String name, Separation separation) {
    System.out.printf("%n%s: %d questions%n", name, separation.with().length);
    System.out.printf(Locale.ROOT,
        "area under the curve: without the document %.4f, in another collection %.4f%n", separation.area(
            separation.without()),
        separation.area(separation.elsewhere()));
    row("percentile", percent -> percent, 1.0, 5.0, 25.0, 50.0, 75.0, 95.0, 99.0);
    row("answered here", percent -> Separation.percentile(separation.with(), percent), 1, 5, 25, 50, 75, 95,
        99);
    row("document left out", percent -> Separation.percentile(separation.without(), percent), 1, 5, 25, 50,
        75, 95,
        99);
    row("other collection", percent -> Separation.percentile(separation.elsewhere(), percent), 1, 5, 25, 50,
        75,
        95, 99);
    row("threshold", threshold -> threshold, THRESHOLDS);
    row("abstained, answered here", threshold -> Separation.below(separation.with(), threshold), THRESHOLDS);
    row("gold passage no evidence", threshold -> Separation.below(separation.gold(), threshold), THRESHOLDS);
    row("abstained, left out", threshold -> Separation.below(separation.without(), threshold), THRESHOLDS);
    row("abstained, elsewhere", threshold -> Separation.below(separation.elsewhere(), threshold), THRESHOLDS);
  }

  private static void row(String name, ToDoubleFunction<Double> value, double... of) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-26s", name));
    for (double each : of) {
      line.append(String.format(Locale.ROOT, "  %7.3f", value.applyAsDouble(each)));
    }
    System.out.println(line);
  }
}
