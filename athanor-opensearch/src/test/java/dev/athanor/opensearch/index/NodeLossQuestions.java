package dev.athanor.opensearch.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Principals;
import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Signal;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Questions of Anna and Ben to a snapshot, of which each must be answered as the index in a folder answers it. */
final class NodeLossQuestions {
  static final Principals ANNA = Principals.of(Set.of("anna"));
  static final Principals BEN = Principals.of(Set.of("ben"));

  private static final WordsEmbedder EMBEDDER = new WordsEmbedder();
  private static final List<String> TEXTS =
      List.of("ember of the furnace", "furnace", "ember 7", "keeps 12 ember");
  private static final int ALL = 1_000;
  private static final int FEW = 7;

  private final KnowledgeIndex index;
  private final SnapshotName name;
  private final Map<Question, Map<ChunkId, List<Double>>> expected;
  private volatile boolean over;

  /** Somebody asks something. */
  private record Question(Principals asking, String text) {
    static Question random(Random random) {
      return new Question(random.nextBoolean() ? ANNA : BEN, TEXTS.get(random.nextInt(TEXTS.size())));
    }
  }

  NodeLossQuestions(KnowledgeIndex index, KnowledgeIndex clean, SnapshotName name) {
    this.index = index;
    this.name = name;
    this.expected = List.of(ANNA, BEN).stream()
        .flatMap(asking -> TEXTS.stream().map(text -> new Question(asking, text)))
        .collect(Collectors.toMap(Function.identity(), question -> {
          try (Snapshot snapshot = clean.snapshot(name, question.asking())) {
            return scores(snapshot.candidates(probe(question), ALL));
          }
        }));
  }

  /** No more than are owed. */
  void end() {
    over = true;
  }

  /** How many were asked and answered: at least so many, and as long as it is not over. */
  int ask(Random random, int least) {
    int count = 0;
    for (; !over || count < least; count++) {
      Question question = Question.random(random);
      Map<ChunkId, List<Double>> all = Objects.requireNonNull(expected.get(question));
      try (Snapshot snapshot = index.snapshot(name, question.asking())) {
        if (random.nextInt(25) == 0) {
          assertThat(scores(snapshot.candidates(probe(question), ALL))).isEqualTo(all);
        } else {
          List<Candidate> few = snapshot.candidates(probe(question), FEW);
          assertThat(few).hasSizeGreaterThanOrEqualTo(FEW);
          assertThat(all).containsAllEntriesOf(scores(few));
          assertThat(isFor(question.asking(), snapshot.chunk(few.getFirst()).document().value())).isTrue();
        }
      }
    }
    return count;
  }

  private static Probe probe(Question question) {
    return Probe.hybrid(question.text(), EMBEDDER.embedQuery(question.text()));
  }

  private static Map<ChunkId, List<Double>> scores(List<Candidate> candidates) {
    return candidates.stream().collect(Collectors.toMap(Candidate::id,
        each -> List.of(each.keyword().map(Signal::score).orElseThrow(), each.dense().map(Signal::score)
            .orElseThrow())));
  }

  private static boolean isFor(Principals asking, String document) {
    return asking.equals(ANNA) == (Integer.parseInt(document.substring(1)) % 2 == 0);
  }
}
