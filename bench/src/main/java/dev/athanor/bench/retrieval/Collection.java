package dev.athanor.bench.retrieval;

import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.Hit;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.knowledge.retrieve.Retriever;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What can be asked about.
 *
 * @param retriever searches it
 * @param snapshot of it
 */
record Collection(Retriever retriever, SnapshotName snapshot) {
  /** As a user gets it, with hits enough to leave some out. */
  private static final RetrievalSettings SETTINGS = RetrievalSettings.STANDARD.top(100);
  private static final int SHOWN = RetrievalSettings.STANDARD.k();

  /**
   * A question.
   *
   * @param documents that answer it
   */
  record Question(String text, Set<String> documents) {}

  /** How similar the best passage is to each of these questions, here and in another collection. */
  Separation separation(List<Question> questions, Collection other) {
    double[] with = new double[questions.size()];
    double[] gold = new double[questions.size()];
    double[] without = new double[questions.size()];
    double[] elsewhere = new double[questions.size()];
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      List<Hit> hits = hits(question.text());
      Predicate<Hit> answers = hit -> question.documents().contains(hit.place().document());
      with[i] = top(hits.stream());
      gold[i] = top(hits.stream().filter(answers));
      without[i] = top(hits.stream().filter(answers.negate()));
      elsewhere[i] = top(other.hits(question.text()).stream());
    }
    return new Separation(with, gold, without, elsewhere);
  }

  private List<Hit> hits(String question) {
    return retriever.retrieve(new RetrieveRequest(snapshot, question, SETTINGS)).hits();
  }

  /** As `rag` sees it: of the hits that it is given. */
  private static double top(Stream<Hit> hits) {
    return hits.limit(SHOWN).mapToDouble(hit -> hit.score().dense().map(part -> part.raw()).orElse(1.0)).max()
        .orElse(0);
  }
}
