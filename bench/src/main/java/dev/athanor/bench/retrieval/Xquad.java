package dev.athanor.bench.retrieval;

import dev.athanor.knowledge.answer.AnswerSettings;
import dev.athanor.knowledge.answer.Confidence;
import dev.athanor.knowledge.answer.ExtractRequest;
import dev.athanor.knowledge.answer.Extraction;
import dev.athanor.knowledge.answer.Extractor;
import dev.athanor.knowledge.answer.Finding;
import dev.athanor.knowledge.answer.Source;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.knowledge.retrieve.Retriever;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures on XQuAD how often the paragraph that answers is found, how good the extracted answer is, and how well the
 * answerer knows when to abstain. Nothing that is printed was learned from; see {@link XquadData#reported()}.
 */
public final class Xquad {
  private static final AnswerSettings SETTINGS = AnswerSettings.STANDARD;

  private final KnowledgeIndex index;
  private final Embedder embedder;
  private final Embedder remembering;

  private Xquad(KnowledgeIndex index, Embedder embedder) {
    this.index = index;
    this.embedder = embedder;
    this.remembering = new RememberingEmbedder(embedder);
  }

  /** Prints the tables; the optional argument is the data folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = DataFolder.of(arguments, "xquad");
    XquadData data = XquadData.read(folder);
    try (var embedder = OnnxEmbedder.bgeSmall();
        var index = LuceneIndex.open(Path.of("bench", "target", "xquad"))) {
      var xquad = new Xquad(index, embedder);
      xquad.printRetrieval(data, "questions", data);
      xquad.printRetrieval(data, "the same questions in German", XquadData.read(folder, "de"));
      xquad.printAnswers(data);
    }
  }

  /** In the order of the file, articles and paragraphs are the same in every language; only titles differ. */
  private static List<String> gold(XquadData data, XquadData asked) {
    List<String> gold = new ArrayList<>();
    for (int i = 0; i < asked.articles().size(); i++) {
      String title = data.articles().get(i).title();
      asked.articles().get(i).questions().forEach(each -> gold.add(title + "/" + each.paragraph()));
    }
    return gold;
  }

  private void printRetrieval(XquadData data, String what, XquadData asking) {
    SnapshotName snapshot = XquadIndexes.of(index, remembering, "paragraphs",
        data.articles().stream().flatMap(each -> each.apart().stream()).toList());
    List<XquadData.Asked> questions = questions(asking.articles());
    List<String> gold = gold(data, asking);
    System.out.printf("Gold paragraph among 240 in English, %d %s%n%-8s  %-6s  %-6s  %-6s  %s%n",
        questions.size(), what, "mode", "top 1",
        "top 3", "top 10", "p50 ms");
    for (Mode mode : Mode.values()) {
      List<Integer> ranks = new ArrayList<>();
      List<Long> nanos = new ArrayList<>();
      for (XquadData.Asked asked : questions) {
        long start = System.nanoTime();
        Retrieval found = new Retriever(index, embedder)
            .retrieve(new RetrieveRequest(snapshot, asked.text(), RetrievalSettings.STANDARD.in(mode)));
        nanos.add(System.nanoTime() - start);
        int rank = found.hits().stream().map(hit -> hit.place().document()).toList()
            .indexOf(gold.get(ranks.size()));
        ranks.add(rank < 0 ? Integer.MAX_VALUE : rank);
      }
      System.out.printf(Locale.ROOT, "%-8s  %.4f  %.4f  %.4f  %.1f%n", mode.name().toLowerCase(Locale.ROOT),
          within(ranks, 1),
          within(ranks, 3), within(ranks, 10), nanos.stream().sorted().toList().get(nanos.size() / 2) / 1e6);
    }
    System.out.println();
  }

  private static double within(List<Integer> ranks, int top) {
    return (double) ranks.stream().filter(rank -> rank < top).count() / ranks.size();
  }

  private void printAnswers(XquadData data) {
    List<XquadData.Asked> questions = questions(data.reported());
    SnapshotName all = XquadIndexes.of(index, remembering, "all", XquadIndexes.whole(data.articles()));
    List<Judged> answerable = judge(all, questions);
    SnapshotName others =
        XquadIndexes.of(index, remembering, "others", XquadIndexes.whole(data.development()));
    List<Judged> unanswerable = judge(others, questions);
    System.out.printf(
        "%nExtracted answers, %d questions about the %d reported articles, 48 articles indexed%n",
        questions.size(), data.reported().size());
    print("exact match of the highlighted words",
        answerable.stream().mapToDouble(Judged::exact).average().orElse(0));
    print("F1 of the highlighted words", answerable.stream().mapToDouble(Judged::f1).average().orElse(0));
    print("sentence has the answer",
        answerable.stream().mapToDouble(each -> each.right() ? 1 : 0).average().orElse(0));
    System.out.printf("%nAbstention, the same questions with their articles indexed and without%n");
    System.out.printf("%-10s  %-22s  %-22s  %s%n", "threshold", "answered, with article",
        "right when answered",
        "abstained, without article");
    for (double threshold : new double[]{0.3, 0.4, SETTINGS.minimumConfidence(), 0.6, 0.7}) {
      List<Judged> answered = answerable.stream().filter(each -> each.confidence() >= threshold).toList();
      System.out.printf(Locale.ROOT, "%-10.2f  %-22.4f  %-22.4f  %.4f%n", threshold,
          (double) answered.size() / answerable.size(),
          answered.stream().mapToDouble(each -> each.right() ? 1 : 0).average().orElse(0),
          (double) unanswerable.stream().filter(each -> each.confidence() < threshold).count()
              / unanswerable.size());
    }
    System.out.printf(Locale.ROOT, "area under the curve (right against wrong or unanswerable): %.4f%n",
        areaUnderCurve(Stream.concat(answerable.stream(), unanswerable.stream()).toList()));
  }

  private static void print(String what, double value) {
    System.out.printf(Locale.ROOT, "%-38s  %.4f%n", what, value);
  }

  private record Judged(double exact, double f1, boolean right, double confidence) {}

  private List<Judged> judge(SnapshotName snapshot, List<XquadData.Asked> questions) {
    var retriever = new Retriever(index, remembering);
    var extractor = new Extractor(index, remembering);
    List<Judged> judged = new ArrayList<>();
    for (XquadData.Asked asked : questions) {
      Retrieval found =
          retriever.retrieve(new RetrieveRequest(snapshot, asked.text(), RetrievalSettings.STANDARD));
      List<Source> sources = found.hits().stream().limit(SETTINGS.passages()).map(Source::of).toList();
      Extraction extraction = extractor
          .extract(new ExtractRequest(snapshot, asked.text(), sources, SETTINGS.sentences()));
      if (extraction.findings().isEmpty()) {
        judged.add(new Judged(0, 0, false, 0));
      } else {
        Finding best = extraction.findings().getFirst();
        judged.add(new Judged(AnswerMatch.exact(best.answer().text(), asked.answers()),
            AnswerMatch.f1(best.answer().text(), asked.answers()), LearnAnswers.isRight(best, asked),
            Confidence.STANDARD.of(extraction)));
      }
    }
    return judged;
  }

  /** The chance that a right answer has a greater confidence than another one. */
  private static double areaUnderCurve(List<Judged> judged) {
    double[] right = judged.stream().filter(Judged::right).mapToDouble(Judged::confidence).toArray();
    double[] wrong = judged.stream().filter(each -> !each.right()).mapToDouble(Judged::confidence).toArray();
    double wins = 0;
    for (double one : right) {
      for (double other : wrong) {
        wins += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    return wins / ((double) right.length * wrong.length);
  }

  private static List<XquadData.Asked> questions(List<XquadData.Article> articles) {
    return articles.stream().flatMap(each -> each.questions().stream()).toList();
  }
}
