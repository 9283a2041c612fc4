package dev.athanor.knowledge.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.Attributes;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.filter.DocumentFields;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.retrieve.Hit;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.knowledge.retrieve.Retriever;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** That nobody sees what is not for them, in no way, whatever the index is kept in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AccessContract {
  private static final int DOCUMENTS = 600;
  private static final int QUESTIONS = 10_000;
  private static final List<String> NAMES = List.of("anna", "bert", "carl", "hr", "board", "staff");
  private static final List<String> WORDS =
      List.of("ember", "slag", "flux", "crucible", "charcoal", "tower", "vessel",
          "retort", "sulphur", "mercury", "salt", "bellows", "ash", "lute", "alembic", "receiver", "bath",
          "sand", "clay");
  private static final List<Mode> MODES = List.of(Mode.KEYWORD, Mode.DENSE, Mode.HYBRID);
  private static final WordsEmbedder EMBEDDER = new WordsEmbedder();
  /** At once: an index in a cluster waits most of the time. */
  private static final int ASKING = 4;

  private final Map<String, ChunkedDocument> all = new ConcurrentHashMap<>();
  private KnowledgeIndex index;
  private SnapshotName name;

  /** The index at this place, which need not exist yet; the same place is the same index, for the length of this class. */
  protected abstract KnowledgeIndex open(String place);

  @BeforeAll
  void fill() {
    index = open("all");
    var random = new Random(5);
    try (IndexSession session = index.begin(EMBEDDER.version())) {
      for (int i = 0; i < DOCUMENTS; i++) {
        // Some are written twice, first with other readers: what they were is not what they are.
        for (int version = random.nextInt(4) == 0 ? 0 : 1; version < 2; version++) {
          put(session, document(i, random));
        }
      }
      name = session.commit("filled").name();
    }
  }

  @AfterAll
  void close() {
    index.close();
  }

  @Test
  void of_ten_thousand_random_questions_by_random_principals_none_shows_what_is_forbidden() throws Exception {
    var random = new Random(6);
    var retriever = new Retriever(index, EMBEDDER);
    List<Callable<Integer>> questions = new ArrayList<>();
    int hidden = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      RetrieveRequest request = question(random);
      questions.add(() -> ask(retriever, request));
      hidden += readable(request.asking()).size() < DOCUMENTS ? 1 : 0;
    }
    int found = 0;
    try (ExecutorService askers = Executors.newFixedThreadPool(ASKING)) {
      for (Future<Integer> hits : askers.invokeAll(questions)) {
        found += hits.get();
      }
    }
    assertThat(found).isGreaterThan(QUESTIONS);
    assertThat(hidden).isEqualTo(QUESTIONS);
  }

  private RetrieveRequest question(Random random) {
    Principals asking = somebody(random);
    Optional<String> filter =
        random.nextInt(3) == 0 ? Optional.of("grade>=" + random.nextInt(9)) : Optional.empty();
    var settings = new RetrievalSettings(MODES.get(random.nextInt(MODES.size())), 1 + random.nextInt(12), 30,
        0.5, 2, random.nextBoolean(), filter);
    return new RetrieveRequest(name, words(random, 3), settings).as(asking);
  }

  /** How many passages are found, none of which is forbidden. */
  private int ask(Retriever retriever, RetrieveRequest request) {
    List<Hit> hits = retriever.retrieve(request).hits();
    for (Hit hit : hits) {
      ChunkedDocument document = Objects.requireNonNull(all.get(hit.place().document()));
      assertThat(document.document().readers().admit(request.asking()))
          .as("%s sees %s", request.asking(), hit)
          .isTrue();
      assertThat(document.document().text()).contains(hit.passage().text())
          .contains(hit.section().map(each -> each.text()).orElse(""));
    }
    return hits.size();
  }

  @Test
  void counts_lists_and_places_tell_of_nothing_that_is_hidden() {
    for (Principals asking : List.of(Principals.ANYBODY, Principals.of(Set.of("anna")),
        Principals.of(Set.of("hr", "board")))) {
      try (Snapshot snapshot = index.snapshot(name, asking);
          Snapshot whole = index.snapshot(name, Principals.OPERATOR)) {
        Set<String> readable = readable(asking);
        assertThat(ids(snapshot)).isEqualTo(readable).hasSizeBetween(10, DOCUMENTS - 10);
        assertThat(snapshot.chunks()).isEqualTo(readable.stream().mapToInt(each -> chunks(each)).sum());
        for (String word : List.of("ember", "clay", "secret7")) {
          IndexedWord form = IndexedWord.of(word).getFirst();
          assertThat(snapshot.occurrences(form)).isEqualTo(occurrences(form, readable));
        }
        for (Candidate each : whole.candidates(Probe.keyword("ember clay"), 100)) {
          if (!readable.contains(whole.chunk(each).document().value())) {
            assertThatThrownBy(() -> snapshot.chunk(each)).isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("has no chunk");
          }
        }
        assertThat(snapshot.fields().contains("boardonly")).isEqualTo(asking.names().contains("board"));
        assertThat(snapshot.documents()).hasSameSizeAs(readable);
      }
    }
  }

  @Test
  void what_is_readable_is_found_and_scored_as_in_an_index_that_has_nothing_else() {
    var random = new Random(8);
    for (Principals asking : List.of(Principals.ANYBODY, Principals.of(Set.of("anna")),
        Principals.of(Set.of("hr", "staff")))) {
      try (KnowledgeIndex only = open("only-" + asking.hashCode());
          Snapshot alone = only.snapshot(fill(only, asking), Principals.OPERATOR);
          Snapshot view = index.snapshot(name, asking)) {
        int same = 0;
        for (int i = 0; i < 100; i++) {
          String question = words(random, 3);
          Map<String, Double> worth = scores(alone, Probe.keyword(question));
          // Of those that are worth as much as the last one, either may take any.
          double last = worth.values().stream().mapToDouble(each -> each).min().orElse(0);
          assertThat(above(last, scores(view, Probe.keyword(question)))).isEqualTo(above(last, worth));
          Set<String> expected = scores(alone, Probe.dense(EMBEDDER.embedQuery(question))).keySet();
          Set<String> actual =
              new HashSet<>(scores(view, Probe.dense(EMBEDDER.embedQuery(question))).keySet());
          actual.retainAll(expected);
          same += actual.size();
        }
        assertThat(same / 5_000.0).isGreaterThan(0.98);
      }
    }
  }

  @Test
  void a_filter_finds_what_its_meaning_admits() {
    var random = new Random(9);
    List<String> filters =
        new ArrayList<>(List.of("grade>=5", "grade:3", "-grade<7", "modified>=2024-03 modified<2024-05",
            "modified:2024-02-01", "path:d1*", "path:**7", "source:docs", "type:text",
            "type:text/plain -title:\"title 3\"",
            "author:\"anna b\" OR author:carl*", "boardonly:*", "-boardonly:*",
            "-(grade>2 OR author:carl*) modified>2024-01-31",
            "title:*e?*", "author:\"*\"", "grade>=2 grade<=2.0", "nosuch>3 OR grade:0", "path:\"d1.x\""));
    try (Snapshot snapshot = index.snapshot(name, Principals.of(Set.of("staff", "board")))) {
      Principals asking = Principals.of(Set.of("staff", "board"));
      for (String text : filters) {
        Filter filter = Filter.parse(text);
        Set<String> expected = all.entrySet().stream()
            .filter(each -> each.getValue().document().readers().admit(asking))
            .filter(each -> filter.admits(DocumentFields.of("docs", each.getValue().document())))
            .map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
        Probe probe = Probe.dense(EMBEDDER.embedQuery(words(random, 2))).among(filter);
        Set<String> found = new TreeSet<>();
        snapshot.candidates(probe, 10_000)
            .forEach(each -> found.add(snapshot.chunk(each).document().value()));
        assertThat(found).as(text).isEqualTo(expected);
      }
    }
  }

  @Test
  void a_field_that_no_readable_document_has_is_named_with_those_that_come_near() {
    var retriever = new Retriever(index, EMBEDDER);
    var request = new RetrieveRequest(name, "ember", RetrievalSettings.STANDARD.among("grad:3"));
    assertThatThrownBy(() -> retriever.retrieve(request)).isInstanceOfSatisfying(AthanorException.class,
        e -> assertThat(e.code()).isEqualTo("filter-field"))
        .hasMessageStartingWith(
            "the filter asks for \"grad\", but no document here has such a field; did you mean grade, ");
    var secret = new RetrieveRequest(name, "ember", RetrievalSettings.STANDARD.among("boardonly:1"));
    assertThatThrownBy(() -> retriever.retrieve(secret))
        .hasMessageContaining("no document here has such a field")
        .message().doesNotContain("did you mean boardonly");
    assertThat(retriever.retrieve(secret.as(Principals.of(Set.of("board")))).hits()).isNotEmpty();
  }

  @Test
  void a_query_of_a_hundred_thousand_characters_is_answered() {
    var retriever = new Retriever(index, EMBEDDER);
    String query = "ember slag flux ".repeat(6_250);
    assertThat(query).hasSize(100_000);
    assertThat(retriever.retrieve(new RetrieveRequest(name, query, RetrievalSettings.STANDARD)).hits())
        .hasSize(10);
  }

  @Test
  void other_readers_make_another_snapshot() {
    try (KnowledgeIndex small = open("small")) {
      ChunkedDocument open = TestKnowledge.document("a", "A", "An ember.");
      SnapshotName first = TestKnowledge.commit(small, EMBEDDER, open).name();
      SnapshotName second = TestKnowledge.commit(small, EMBEDDER, read(open, Set.of("hr"), Map.of())).name();
      assertThat(second).isNotEqualTo(first);
      try (Snapshot snapshot = small.snapshot(second, Principals.ANYBODY)) {
        assertThat(snapshot.documents()).isEmpty();
        assertThat(snapshot.candidates(Probe.hybrid("ember", EMBEDDER.embedQuery("ember")), 5)).isEmpty();
      }
    }
  }

  @Test
  void what_was_open_is_hidden_from_the_next_snapshot_on_and_a_pinned_one_stays_as_it_was() {
    try (KnowledgeIndex changing = open("changing")) {
      ChunkedDocument open = TestKnowledge.document("a", "A", "An ember.");
      SnapshotName before = TestKnowledge.commit(changing, EMBEDDER, open).name();
      changing.pin(before);
      ChunkedDocument restricted = read(open, Set.of("hr"), Map.of());
      for (int i = 0; i < 7; i++) {
        TestKnowledge.commit(changing, EMBEDDER, restricted,
            read(TestKnowledge.document("b", "B", "Slag " + i), Set.of("hr"), Map.of()));
      }
      SnapshotName after = changing.newest().orElseThrow().name();
      assertThat(seen(changing, before, Principals.ANYBODY)).containsExactly("a");
      assertThat(seen(changing, after, Principals.ANYBODY)).isEmpty();
      assertThat(seen(changing, after, Principals.of(Set.of("hr")))).containsExactly("a", "b");
      assertThat(seen(changing, before, Principals.of(Set.of("hr")))).containsExactly("a");
    }
  }

  /** What is found and what is listed, which is the same. */
  private static Set<String> seen(KnowledgeIndex index, SnapshotName name, Principals asking) {
    try (Snapshot snapshot = index.snapshot(name, asking)) {
      Set<String> found = snapshot
          .candidates(Probe.hybrid("ember slag", EMBEDDER.embedQuery("ember slag")), 10).stream()
          .map(each -> snapshot.chunk(each).document().value())
          .collect(Collectors.toCollection(TreeSet::new));
      assertThat(ids(snapshot)).isEqualTo(found);
      return found;
    }
  }

  private SnapshotName fill(KnowledgeIndex only, Principals asking) {
    try (IndexSession session = only.begin(EMBEDDER.version())) {
      for (String id : readable(asking)) {
        TestKnowledge.put(session, EMBEDDER, Objects.requireNonNull(all.get(id)));
      }
      return session.commit("only").name();
    }
  }

  private static Map<String, Double> scores(Snapshot snapshot, Probe probe) {
    return snapshot.candidates(probe, 50).stream()
        .sorted((one, other) -> Double.compare(signal(other), signal(one)))
        .limit(50).collect(Collectors.toMap(each -> each.id().value(), AccessContract::signal));
  }

  private static Map<String, Double> above(double least, Map<String, Double> scores) {
    return scores.entrySet().stream().filter(each -> each.getValue() > least)
        .collect(Collectors.toMap(Map.Entry::getKey,
            Map.Entry::getValue));
  }

  private static double signal(Candidate candidate) {
    return candidate.keyword().or(candidate::dense).orElseThrow().score();
  }

  private static Set<String> ids(Snapshot snapshot) {
    return snapshot.documents().stream().map(IndexedDocument::id).map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> readable(Principals asking) {
    Predicate<ChunkedDocument> admitted = each -> each.document().readers().admit(asking);
    return all.entrySet().stream().filter(each -> admitted.test(each.getValue())).map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private int chunks(String id) {
    return Objects.requireNonNull(all.get(id)).chunks().size();
  }

  private long occurrences(IndexedWord word, Set<String> readable) {
    return readable.stream().flatMap(each -> Objects.requireNonNull(all.get(each)).chunks().stream())
        .filter(chunk -> IndexedWord.of(chunk.passage()).stream()
            .anyMatch(each -> each.form().equals(word.form())))
        .count();
  }

  private static Principals somebody(Random random) {
    return Principals.of(NAMES.stream().filter(_ -> random.nextInt(4) == 0).collect(Collectors.toSet()));
  }

  private static ChunkedDocument document(int number, Random random) {
    Set<String> readers = NAMES.stream().filter(_ -> random.nextInt(5) == 0).collect(Collectors.toSet());
    if (random.nextInt(3) == 0) {
      readers.add(Principals.EVERYONE);
    }
    Map<String,
        String> metadata = new HashMap<>(Map.of("grade", Integer.toString(random.nextInt(10)), "modified",
            "2024-0" + (1 + random.nextInt(6)) + "-01", "author",
            List.of("Anna B", "Carl", "Carla C").get(random.nextInt(3))));
    if (readers.equals(Set.of("board"))) {
      metadata.put("boardOnly", "1");
    }
    String text = "#" + words(random, 2) + "\n" + words(random, 30) + " secret" + random.nextInt(20) + ".\n#"
        + words(random, 2) + "\n" + words(random, 60) + " number " + number + ".";
    return read(TestKnowledge.document("d" + number, "Title " + random.nextInt(9), text), readers, metadata);
  }

  private static ChunkedDocument read(ChunkedDocument open, Set<String> readers,
      Map<String, String> metadata) {
    return new ChunkedDocument(
        open.document().with(new Attributes(Optional.empty(), metadata, Optional.of(new Readers(
            readers)))),
        open.sections(), open.chunks());
  }

  private void put(IndexSession session, ChunkedDocument document) {
    session.replace(new SourceId("docs"), document,
        EMBEDDER.embed(document.chunks().stream().map(chunk -> chunk.passage())
            .toList()));
    all.put(document.document().id().value(), document);
  }

  private static String words(Random random, int count) {
    return random.ints(count, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
  }
}
