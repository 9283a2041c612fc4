package dev.athanor.opensearch.index;

import static dev.athanor.knowledge.index.TestKnowledge.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Attributes;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The two indexes differ in where they run, and not in what they find: to the bit, for everybody. */
@EnabledIfSystemProperty(named = TestCluster.PROPERTY, matches = ".+")
class SameAsInAFolderTest {
  private static final int DOCUMENTS = 300;
  private static final int QUESTIONS = 60;
  private static final int MOST = 40;
  private static final WordsEmbedder EMBEDDER = new WordsEmbedder();
  private static final List<String> LEXICON =
      List.of("ember", "slag", "flux", "crucible", "charcoal", "tower",
          "vessel", "retort", "sulphur", "mercury", "salt", "bellows", "ash", "lute", "alembic", "receiver");
  private static final List<Principals> ASKING = List.of(Principals.OPERATOR, Principals.ANYBODY,
      Principals.of(Set.of("anna")), Principals.of(Set.of("hr", "ben")), Principals.of(Set.of("nobody")));
  private static final List<String> FILTERS = List.of("", "source:wiki", "-source:wiki", "author:\"Ann Lee\"",
      "author:an*", "year>=2005", "year<2003.5", "modified:2024-05", "modified>2024-04-30 OR year:2001",
      "(path:d1* AND source:docs) OR -author:*", "type:text", "missing:x", "-missing:x", "title:\"t 7\"");

  private static final List<String> LANGUAGES = List.of("en", "de", "", "ja", "is");

  @TempDir
  private static Path folder;
  private static KnowledgeIndex inFolder;
  private static KnowledgeIndex inCluster;
  private static SnapshotName name;
  private static final Map<String, Readers> READERS = new HashMap<>();

  @BeforeAll
  static void fill() {
    inFolder = LuceneIndex.open(folder);
    inCluster = OneNode.open("same");
    SnapshotName here = fill(inFolder);
    name = fill(inCluster);
    assertThat(name).isEqualTo(here);
  }

  private static SnapshotName fill(KnowledgeIndex index) {
    var random = new Random(5);
    try (IndexSession session = index.begin(EMBEDDER.version())) {
      for (int i = 0; i < DOCUMENTS; i++) {
        ChunkedDocument plain = document("d" + i, "T " + i % 20, words(random, 60 + random.nextInt(200)));
        var readers =
            new Readers(List.of(Set.of("everyone"), Set.of("anna"), Set.of("hr", "anna"), Set.of("ben"),
                Set.<String>of()).get(random.nextInt(5)));
        READERS.put("d" + i, readers);
        var attributes = new Attributes(Optional.empty(),
            Map.of("year", Integer.toString(2000 + i % 10), "modified",
                "2024-0" + (1 + i % 9) + "-1" + i % 10, "author", i % 3 == 0 ? "Ann  Lee" : "Max", "language",
                LANGUAGES.get(i % LANGUAGES.size())),
            Optional.of(readers));
        ChunkedDocument known =
            new ChunkedDocument(plain.document().with(attributes), plain.sections(), plain.chunks());
        session.replace(new SourceId(i % 2 == 0 ? "wiki" : "docs"), known,
            EMBEDDER.embed(plain.chunks().stream().map(chunk -> chunk.passage()).toList()));
      }
      return session.commit("filled").name();
    }
  }

  private static String words(Random random, int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(LEXICON.get((int) (LEXICON.size() * Math.pow(random.nextDouble(), 2))));
    }
    return String.join(" ", words) + ".";
  }

  @AfterAll
  static void close() {
    inFolder.close();
    inCluster.close();
  }

  @Test
  void both_find_the_same_with_the_same_scores_for_whoever_asks() {
    var random = new Random(9);
    int compared = 0;
    int near = 0;
    int missed = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      Principals asking = ASKING.get(i % ASKING.size());
      String text = words(random, 1 + random.nextInt(6));
      Filter filter = Filter.parse(FILTERS.get(random.nextInt(FILTERS.size())));
      Probe probe = Probe.hybrid(text, EMBEDDER.embedQuery(text)).among(filter);
      try (Snapshot here = inFolder.snapshot(name, asking);
          Snapshot there = inCluster.snapshot(name, asking)) {
        Map<String, Candidate> expected = byId(here.candidates(probe, MOST));
        Map<String, Candidate> found = byId(there.candidates(probe, MOST));
        // By words both find the best, though of equals which are the last ones is a matter of taste.
        Set<String> both = new HashSet<>(expected.keySet());
        both.retainAll(found.keySet());
        assertThat(best(found, 0)).as(text + " " + filter + " " + asking).isEqualTo(best(expected, 0));
        // By vectors each may miss a few, and not the same ones.
        List<Double> nearest = best(expected, 1);
        near += nearest.size();
        nearest.removeAll(best(found, 1));
        missed += nearest.size();
        for (String id : both) {
          assertThat(score(found, id)).isEqualTo(score(expected, id));
        }
        compared += both.size();
        assertThat(found.values()).allMatch(
            each -> Objects.requireNonNull(READERS.get(there.chunk(each).document().value())).admit(asking));
      }
    }
    assertThat(compared).isGreaterThan(QUESTIONS * 5);
    assertThat((double) missed / near).isLessThan(0.02);
  }

  private static Map<String, Candidate> byId(List<Candidate> candidates) {
    return candidates.stream().collect(Collectors.toMap(each -> each.id().value(), Function.identity()));
  }

  /** The best scores by words or by meaning, of candidates that say anything in this way. */
  private static List<Double> best(Map<String, Candidate> candidates, int signal) {
    return candidates.keySet().stream().map(id -> score(candidates, id).get(signal))
        .filter(score -> score > 0)
        .sorted(Comparator.reverseOrder()).limit(MOST).collect(Collectors.toCollection(ArrayList::new));
  }

  private static List<Double> score(Map<String, Candidate> candidates, String id) {
    Candidate candidate = Objects.requireNonNull(candidates.get(id));
    return List.of(candidate.keyword().orElseThrow().score(), candidate.dense().orElseThrow().score());
  }

  @Test
  void both_list_and_count_and_tell_the_same() {
    for (Principals asking : ASKING) {
      try (Snapshot here = inFolder.snapshot(name, asking);
          Snapshot there = inCluster.snapshot(name, asking)) {
        assertThat(there.documents()).isEqualTo(here.documents());
        assertThat(there.chunks()).isEqualTo(here.chunks());
        assertThat(there.fields()).isEqualTo(here.fields());
        for (String word : LEXICON) {
          IndexedWord.of(word)
              .forEach(each -> assertThat(there.occurrences(each)).isEqualTo(here.occurrences(each)));
        }
        there.verify();
      }
    }
  }
}
