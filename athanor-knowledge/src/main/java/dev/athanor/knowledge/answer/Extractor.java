package dev.athanor.knowledge.answer;

import dev.athanor.json.Hash;
import dev.athanor.knowledge.answer.Finding.Evidence;
import dev.athanor.document.Span;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.Snapshots;
import dev.athanor.knowledge.analysis.IndexedWord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the sentences, and the words in them, that answer a question. The same request gives the same answer, to the bit.
 * Safe for use by many threads.
 */
public final class Extractor {
  /** Changes when the same request may get another answer because of the code. */
  private static final String VERSION = "1";

  private final Snapshots index;
  private final Embedder embedder;
  private final Weights weights;

  /** An extractor with the shipped weights. */
  public Extractor(Snapshots index, Embedder embedder) {
    this(index, embedder, Weights.shipped("answer-weights"));
  }

  /** An extractor with weights of one's own. */
  public Extractor(Snapshots index, Embedder embedder, Weights weights) {
    this.index = index;
    this.embedder = embedder;
    this.weights = weights;
  }

  /** Names all that decides the answer beside the request. */
  String version() {
    return VERSION + "/" + Hash.of(weights.of().toString()).brief() + "/" + embedder.version();
  }

  /** Of each of the best sentences the best words; the best first, equals in the order of their places. */
  public Extraction extract(ExtractRequest request) {
    Map<Object, AnswerCandidate> best = new LinkedHashMap<>();
    for (AnswerCandidate each : candidates(request)) {
      best.merge(each.finding().sentence().start() + each.finding().place().document(), each,
          (one, other) -> other.finding().score() > one.finding().score() ? other : one);
    }
    List<Finding> findings = best.values().stream().map(AnswerCandidate::finding)
        .sorted(Comparator.comparingDouble((Finding each) -> -each.score())
            .thenComparing(each -> each.place().document()).thenComparingInt(each -> each.sentence().start()))
        .toList();
    return new Extraction(QuestionKind.of(request.question()), findings);
  }

  /** Everything that may be the answer, in no particular order: what weights are learned from. */
  public List<AnswerCandidate> candidates(ExtractRequest request) {
    try (Snapshot snapshot = index.snapshot(request.snapshot(), request.asking())) {
      Question question = Question.of(request.question(), snapshot);
      List<Weighed> sentences = mostCovering(question, request);
      double[] cosines = cosines(request.question(), sentences);
      List<AnswerCandidate> candidates = new ArrayList<>();
      for (int i = 0; i < sentences.size(); i++) {
        addCandidates(question, sentences.get(i), cosines[i], candidates);
      }
      return candidates;
    }
  }

  /** A sentence and the share of the question's words that it has, by itself and with what stands around it. */
  private record Weighed(Sentence sentence, double coverage, double context) {}

  /** Comparing by meaning takes time, so that it is done only for sentences with words of the question. */
  private static List<Weighed> mostCovering(Question question, ExtractRequest request) {
    double total = Math.max(1e-9, question.totalWeight());
    List<Weighed> all = new ArrayList<>();
    for (int rank = 0; rank < request.sources().size(); rank++) {
      List<Sentence> sentences = Sentence.of(request.sources().get(rank), rank);
      for (int i = 0; i < sentences.size(); i++) {
        List<String> around = new ArrayList<>(sentences.get(i).forms());
        double coverage = question.weightOf(around) / total;
        around.addAll(IndexedWord.of(sentences.get(i).source().place().section()).stream()
            .map(IndexedWord::form).toList());
        around.addAll(i > 0 ? sentences.get(i - 1).forms() : List.of());
        around.addAll(i + 1 < sentences.size() ? sentences.get(i + 1).forms() : List.of());
        all.add(new Weighed(sentences.get(i), coverage, question.weightOf(around) / total));
      }
    }
    return all.stream()
        .sorted(Comparator
            .comparingDouble(
                (Weighed each) -> -(each.coverage() + each.context() + each.sentence().source().score()))
            .thenComparingInt(each -> each.sentence().rank()).thenComparing(each -> each.sentence().span()))
        .limit(request.sentences()).toList();
  }

  private double[] cosines(String question, List<Weighed> sentences) {
    if (sentences.isEmpty()) {
      return new double[0];
    }
    float[] asked = embedder.embedQuery(question);
    List<float[]> vectors =
        embedder.embed(sentences.stream().map(each -> each.sentence().source().place().section() + "\n"
            + each.sentence().text()).toList());
    return vectors.stream().mapToDouble(vector -> dot(asked, vector)).toArray();
  }

  private void addCandidates(Question question, Weighed weighed, double cosine,
      List<AnswerCandidate> candidates) {
    Sentence sentence = weighed.sentence();
    var evidence = new Evidence(cosine, weighed.coverage(), weighed.context(), sentence.source().score());
    for (AnswerSpans.Featured each : new AnswerSpans(question, sentence.text()).all()) {
      Map<String, Double> features = new TreeMap<>(each.features());
      features.put("sentence-cosine", 10 * cosine);
      features.put("sentence-coverage", weighed.coverage());
      features.put("sentence-context", weighed.context());
      features.put("source-score", evidence.source());
      features.put("source-rank", 1.0 / (1 + sentence.rank()));
      int start = sentence.span().start();
      var words = sentence.passage(new Span(start + each.span().start(),
          start + each.span().end()));
      candidates.add(new AnswerCandidate(new Finding(sentence.source().place(), sentence.quoted(), words,
          weights.score(features), evidence), features));
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
