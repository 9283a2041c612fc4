package dev.athanor.bench.retrieval;

import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.AnswerCandidate;
import dev.athanor.knowledge.answer.AnswerSettings;
import dev.athanor.knowledge.answer.Confidence;
import dev.athanor.knowledge.answer.ExtractRequest;
import dev.athanor.knowledge.answer.Extraction;
import dev.athanor.knowledge.answer.Extractor;
import dev.athanor.knowledge.answer.Finding;
import dev.athanor.knowledge.answer.Source;
import dev.athanor.knowledge.answer.Weights;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.knowledge.retrieve.Retriever;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Learns the weights that the extractive answerer ships with, from the development half of XQuAD. Deterministic: run again it
 * writes the same files.
 */
public final class LearnAnswers {
  private static final AnswerSettings SETTINGS = AnswerSettings.STANDARD;
  private static final int MOST_CANDIDATES = 700;
  /** Words that overlap this well with what people marked count as right, if nothing matches exactly. */
  private static final double GOOD = 0.6;
  private static final int DIGITS = 10_000;

  private final KnowledgeIndex index;
  private final Embedder embedder;

  private LearnAnswers(KnowledgeIndex index, Embedder embedder) {
    this.index = index;
    this.embedder = embedder;
  }

  /** Arguments: the data folder, and the folder to write the two files of weights to. */
  public static void main(String[] arguments) throws IOException {
    XquadData data = XquadData.read(DataFolder.of(arguments, "xquad"));
    Path target = Path.of(arguments[1]);
    try (var onnx = OnnxEmbedder.bgeSmall();
        var index = LuceneIndex.open(Path.of("bench", "target", "xquad-learn"))) {
      var learn = new LearnAnswers(index, new RememberingEmbedder(onnx));
      List<XquadData.Asked> questions =
          data.development().stream().flatMap(each -> each.questions().stream()).toList();
      SnapshotName all = XquadIndexes.of(index, learn.embedder, "all", XquadIndexes.whole(data.articles()));
      Weights answer = learn.answerWeights(all, questions);
      write(target.resolve("answer-weights.json"), answer);
      SnapshotName others =
          XquadIndexes.of(index, learn.embedder, "others", XquadIndexes.whole(data.reported()));
      write(target.resolve("confidence-weights.json"),
          learn.confidenceWeights(all, others, questions, answer));
    }
  }

  private Weights answerWeights(SnapshotName snapshot, List<XquadData.Asked> questions) {
    var regression = new ChoiceRegression();
    var extractor = new Extractor(index, embedder, new Weights(Map.of()));
    var random = new Random(1);
    int learned = 0;
    for (XquadData.Asked asked : questions) {
      List<AnswerCandidate> candidates = new ArrayList<>(extractor.candidates(request(snapshot, asked)));
      Collections.shuffle(candidates, random);
      List<AnswerCandidate> right = right(candidates, asked);
      if (!right.isEmpty()) {
        learned++;
        regression.add(right.stream().map(AnswerCandidate::features).toList(), candidates.stream()
            .filter(each -> !right.contains(each)).limit(MOST_CANDIDATES).map(AnswerCandidate::features)
            .toList());
      }
    }
    System.out.printf("%d of %d questions have a right candidate%n", learned, questions.size());
    return rounded(regression.fit());
  }

  private static List<AnswerCandidate> right(List<AnswerCandidate> candidates, XquadData.Asked asked) {
    List<AnswerCandidate> home = candidates.stream()
        .filter(each -> each.finding().place().document().equals(asked.article())).toList();
    List<AnswerCandidate> exact = home.stream()
        .filter(each -> AnswerMatch.exact(each.words().text(), asked.answers()) == 1).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    double best = home.stream().mapToDouble(each -> AnswerMatch.f1(each.words().text(), asked.answers()))
        .max().orElse(0);
    return best < GOOD ? List.of()
        : home.stream().filter(each -> AnswerMatch.f1(each.words().text(), asked.answers()) == best).toList();
  }

  /** Right is what has the answer in its sentence, in the article that was asked about; without that article nothing is. */
  private Weights confidenceWeights(SnapshotName all, SnapshotName others, List<XquadData.Asked> questions,
      Weights answer) {
    var extractor = new Extractor(index, embedder, answer);
    var regression = new YesNoRegression();
    for (XquadData.Asked asked : questions) {
      Extraction with = extractor.extract(request(all, asked));
      Extraction without = extractor.extract(request(others, asked));
      if (!with.findings().isEmpty()) {
        regression.add(Confidence.features(with), isRight(with.findings().getFirst(), asked));
      }
      if (!without.findings().isEmpty()) {
        regression.add(Confidence.features(without), false);
      }
    }
    return rounded(regression.fit());
  }

  static boolean isRight(Finding finding, XquadData.Asked asked) {
    return finding.place().document().equals(asked.article())
        && asked.answers().stream().anyMatch(finding.sentence().text()::contains);
  }

  private ExtractRequest request(SnapshotName snapshot, XquadData.Asked asked) {
    Retrieval found = new Retriever(index, embedder)
        .retrieve(new RetrieveRequest(snapshot, asked.text(), RetrievalSettings.STANDARD));
    List<Source> sources = found.hits().stream().limit(SETTINGS.passages()).map(Source::of).toList();
    return new ExtractRequest(snapshot, asked.text(), sources, SETTINGS.sentences());
  }

  private static Weights rounded(Map<String, Double> weights) {
    Map<String, Double> rounded = new TreeMap<>();
    weights.forEach((name, weight) -> {
      double value = Math.rint(weight * DIGITS) / DIGITS;
      if (value != 0) {
        rounded.put(name, value);
      }
    });
    return new Weights(rounded);
  }

  private static void write(Path file, Weights weights) throws IOException {
    Files.writeString(file,
        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(weights.of()) + "\n");
    System.out.printf("%d weights written to %s%n", weights.of().size(), file);
  }
}
