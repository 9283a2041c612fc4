package dev.athanor.knowledge.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.retrieve.Copies;
import dev.athanor.knowledge.retrieve.Copies.Copy;
import dev.athanor.knowledge.retrieve.CopySettings;
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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every index tells documents that say the same, whatever it is kept in. */
public abstract class CopiesContract {
  private static final WordsEmbedder EMBEDDER = new WordsEmbedder();
  private static final RetrievalSettings SETTINGS = RetrievalSettings.STANDARD.in(Mode.KEYWORD);
  private static final String LEAVE =
      "Whoever is ill tells the office before nine in the morning and brings a note of a"
          + " doctor after three days of absence. The office keeps the note for a year and then shreds it without reading it"
          + " again. Holidays are asked for two weeks ahead and granted by the head of the team.";
  private static final String OTHER =
      "The furnace burns charcoal all night and is fed by hand. Nobody leaves it alone"
          + " while it is hot, and the office is told when it goes out.";

  private KnowledgeIndex index;
  private SnapshotName name = new SnapshotName("s1-00000000");

  /** An empty index. */
  protected abstract KnowledgeIndex open();

  @BeforeEach
  void fill() {
    index = open();
  }

  @AfterEach
  void close() {
    index.close();
  }

  private record Put(String source, String id, String text, Map<String, String> metadata,
      Set<String> readers) {
    Put(String source, String id, String text) {
      this(source, id, text, Map.of(), Set.of(Principals.EVERYONE));
    }

    Put dated(String date) {
      return new Put(source, id, text, Map.of("modified", date), readers);
    }

    Put readBy(String... names) {
      return new Put(source, id, text, metadata, Set.of(names));
    }
  }

  private void commit(Put... documents) {
    change(session -> {
      for (Put each : documents) {
        put(session, each);
      }
      return session;
    });
  }

  private void change(UnaryOperator<IndexSession> writing) {
    try (IndexSession session = index.begin(EMBEDDER.version())) {
      name = writing.apply(session).commit("test").name();
    }
  }

  private static void put(IndexSession session, Put put) {
    ChunkedDocument plain = TestKnowledge.document(put.id(), put.id(), put.text());
    var known = new ChunkedDocument(plain.document().with(new Attributes(Optional.empty(), put.metadata(),
        Optional.of(new Readers(put.readers())))), plain.sections(), plain.chunks());
    session.replace(new SourceId(put.source()), known,
        EMBEDDER.embed(plain.chunks().stream().map(chunk -> chunk.passage()).toList()));
  }

  private List<Hit> found(String query, RetrievalSettings settings, Principals asking) {
    return new Retriever(index, EMBEDDER).retrieve(new RetrieveRequest(name, query, settings).as(asking))
        .hits();
  }

  private List<String> documents(String query, RetrievalSettings settings, Principals asking) {
    return found(query, settings, asking).stream().map(hit -> hit.place().document()).distinct().toList();
  }

  private static CopySettings trusting(String... sources) {
    return CopySettings.STANDARD.trusting(List.of(sources));
  }

  @Test
  void of_documents_that_say_the_same_one_is_found_and_names_the_others_with_their_sources() {
    commit(new Put("wiki", "b", LEAVE), new Put("mail", "a", LEAVE.toUpperCase(java.util.Locale.ROOT)),
        new Put("wiki", "c", OTHER));
    List<Hit> hits = found("doctor note office", SETTINGS, Principals.ANYBODY);
    assertThat(hits.stream().map(hit -> hit.place().document()).distinct()).containsExactlyInAnyOrder("a",
        "c");
    for (Hit hit : hits) {
      Optional<Copies> copies = hit.place().document().equals("c") ? Optional.empty()
          : Optional.of(new Copies(List.of(new Copy("b", "wiki")), 0, hit.copies().orElseThrow().found()));
      assertThat(hit.copies()).isEqualTo(copies);
    }
    assertThat(documents("doctor note office", SETTINGS.with(CopySettings.KEEP), Principals.ANYBODY))
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void the_most_authoritative_source_answers_then_the_newest_document_then_the_first_by_name() {
    commit(new Put("wiki", "a", LEAVE).dated("2024-01-01"),
        new Put("wiki", "b", LEAVE).dated("2024-05-01T10:00Z"),
        new Put("wiki", "c", LEAVE).dated("2024-05-01T09:00Z"), new Put("handbook", "d", LEAVE));
    assertThat(documents("doctor", SETTINGS, Principals.ANYBODY)).containsExactly("b");
    assertThat(documents("doctor", SETTINGS.with(trusting("handbook", "wiki")), Principals.ANYBODY))
        .containsExactly("d");
    assertThat(documents("doctor", SETTINGS.with(trusting("wiki", "handbook")), Principals.ANYBODY))
        .containsExactly("b");
  }

  @Test
  void a_newer_version_answers_in_place_of_an_older_one_and_what_only_the_older_one_says_is_still_found() {
    String rest = "\n# Canteen\nSoup is served at noon with bread from the bakery across the bridge.";
    String whole = LEAVE + " " + LEAVE.replace("office", "desk") + " " + LEAVE.replace("team", "group");
    commit(new Put("wiki", "old", whole + rest).dated("2020-01-01"),
        new Put("wiki", "new", whole.replace("three", "four")).dated("2023-01-01"));
    assertThat(documents("absence doctor after days", SETTINGS, Principals.ANYBODY)).containsExactly("new");
    assertThat(found("absence doctor after three days", SETTINGS, Principals.ANYBODY)).first()
        .satisfies(hit -> assertThat(hit.passage().text()).contains("four"))
        .satisfies(hit -> assertThat(hit.copies().orElseThrow().found()).hasValue("old"));
    List<Hit> soup = found("soup bakery", SETTINGS, Principals.ANYBODY);
    assertThat(soup).first().satisfies(hit -> assertThat(hit.place().document()).isEqualTo("old"))
        .satisfies(
            hit -> assertThat(hit.copies().orElseThrow().others()).containsExactly(new Copy("new", "wiki")));
  }

  @Test
  void what_one_may_not_read_neither_appears_nor_stands_in_the_way() {
    commit(new Put("handbook", "secret", LEAVE).dated("2024-01-01").readBy("anna"),
        new Put("wiki", "open", LEAVE).dated("2020-01-01"));
    RetrievalSettings settings = SETTINGS.with(trusting("handbook", "wiki"));
    assertThat(found("doctor", settings, Principals.ANYBODY)).isNotEmpty().allSatisfy(hit -> {
      assertThat(hit.place().document()).isEqualTo("open");
      assertThat(hit.copies()).isEmpty();
    });
    assertThat(found("doctor", settings, Principals.of(List.of("anna")))).isNotEmpty().allSatisfy(hit -> {
      assertThat(hit.place().document()).isEqualTo("secret");
      assertThat(hit.copies().orElseThrow().others()).containsExactly(new Copy("open", "wiki"));
    });
    assertThat(documents("doctor", settings.among("source:wiki"), Principals.of(List.of("anna"))))
        .containsExactly("open");
    assertThat(found("doctor", settings.among("-source:handbook"), Principals.OPERATOR)).isNotEmpty()
        .allSatisfy(hit -> assertThat(hit.copies()).isEmpty());
  }

  @Test
  void a_change_of_one_document_changes_what_belongs_together_and_nothing_else() {
    commit(new Put("wiki", "a", LEAVE), new Put("wiki", "b", LEAVE), new Put("wiki", "c", LEAVE));
    assertThat(documents("office", SETTINGS, Principals.ANYBODY)).containsExactly("a");
    commit(new Put("wiki", "a", OTHER));
    assertThat(documents("office", SETTINGS, Principals.ANYBODY)).containsExactlyInAnyOrder("a", "b");
    change(session -> {
      session.delete(new DocumentId("b"));
      return session;
    });
    assertThat(found("doctor", SETTINGS, Principals.ANYBODY)).isNotEmpty().allSatisfy(hit -> {
      assertThat(hit.place().document()).isEqualTo("c");
      assertThat(hit.copies()).isEmpty();
    });
  }

  @Test
  void copies_do_not_crowd_out_what_else_there_is_and_only_some_of_many_are_named() {
    List<Put> all = new ArrayList<>(List.of(new Put("wiki", "z", OTHER)));
    for (int i = 0; i < 60; i++) {
      all.add(new Put("wiki", "copy" + i,
          LEAVE + " The office is closed, the office says, for the office is old."));
    }
    commit(all.toArray(Put[]::new));
    RetrievalSettings few = new RetrievalSettings(Mode.KEYWORD, 3, 5, 0.7, 1, false);
    List<Hit> hits = found("office", few, Principals.ANYBODY);
    assertThat(hits.stream().map(hit -> hit.place().document())).contains("copy0", "z");
    Copies copies = hits.getFirst().copies().orElseThrow();
    assertThat(copies.others()).hasSize(20);
    assertThat(copies.more()).isEqualTo(39);
  }

  private static String order(int number) {
    return "Order " + number
        + " of anna, one furnace of iron, to be paid within thirty days of its arrival and"
        + " carried to the gate of the works by a cart, no later than noon, with a bill of two pages. "
        + LEAVE;
  }

  @Test
  void what_is_nearly_the_same_in_many_documents_is_a_pattern_and_only_equal_ones_are_copies() {
    List<Put> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(new Put("wiki", "order" + i, order(1000 + i)));
    }
    all.add(new Put("mail", "again", order(1007)));
    commit(all.toArray(Put[]::new));
    RetrievalSettings many = SETTINGS.top(40);
    assertThat(documents("order furnace iron", many, Principals.ANYBODY)).hasSize(30).contains("again")
        .doesNotContain("order7");
    List<Hit> seventh = found("order 1007", SETTINGS, Principals.ANYBODY);
    assertThat(seventh.getFirst().place().document()).isEqualTo("again");
    assertThat(seventh.getFirst().copies().orElseThrow().others()).containsExactly(new Copy("order7",
        "wiki"));
  }

  @Test
  void of_sources_with_rows_only_documents_with_the_same_words_say_the_same() {
    commit(new Put("orders", "a", order(1)), new Put("orders", "b", order(2)),
        new Put("orders", "c", order(2)),
        new Put("mail", "d", order(1)), new Put("mail", "e", order(3)));
    assertThat(documents("order furnace", SETTINGS, Principals.ANYBODY)).hasSize(1);
    assertThat(documents("order furnace", SETTINGS.with(CopySettings.STANDARD.equalOnly(List.of("orders"))),
        Principals.ANYBODY)).containsExactlyInAnyOrder("a", "b");
    assertThat(
        documents("order furnace", SETTINGS.with(CopySettings.STANDARD.equalOnly(List.of("orders", "mail"))),
            Principals.ANYBODY))
        .containsExactlyInAnyOrder("a", "b", "e");
  }

  @Test
  void documents_without_words_are_copies_of_nothing() {
    commit(new Put("wiki", "a", "🔥🔥"), new Put("wiki", "b", "🔥🔥"));
    assertThat(documents("🔥", SETTINGS, Principals.ANYBODY)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void what_is_compared_survives_and_kin_are_found_of_all_that_pass() {
    commit(new Put("wiki", "a", LEAVE).dated("2024-05-01"), new Put("mail", "b", LEAVE),
        new Put("wiki", "c", OTHER));
    try (Snapshot snapshot = index.snapshot(name, Principals.ANYBODY)) {
      List<DocumentTraits> a = snapshot.traits(List.of(new DocumentId("a"), new DocumentId("never there")));
      assertThat(a.stream().map(each -> each.id() + " " + each.source() + " " + each.dated().orElseThrow()))
          .containsExactly("a wiki 2024-05-01T00:00:00Z");
      assertThat(snapshot.kin(a, Filter.everything()).stream().map(CopiesContract::ids))
          .containsExactly(List.of("a", "b"));
      assertThat(snapshot.kin(a, Filter.parse("source:mail")).stream().map(CopiesContract::ids))
          .containsExactly(List.of("b"));
      List<DocumentTraits> twice = Stream.of("c", "c")
          .flatMap(each -> snapshot.traits(List.of(new DocumentId(each))).stream()).toList();
      assertThat(snapshot.kin(twice, Filter.everything()).stream().map(CopiesContract::ids))
          .containsExactly(List.of("c"), List.of("c"));
      assertThat(ids(snapshot.same(twice, Filter.everything()))).containsExactly("c");
      assertThat(snapshot.kin(List.of(), Filter.everything())).isEmpty();
      assertThat(ids(snapshot.same(a, Filter.everything()))).containsExactly("a", "b");
      assertThat(ids(snapshot.same(a, Filter.parse("source:wiki")))).containsExactly("a");
      assertThat(snapshot.same(List.of(), Filter.everything())).isEmpty();
      assertThat(snapshot.chunks(new DocumentId("a")).stream().map(chunk -> chunk.ordinal())).isNotEmpty()
          .isSorted();
      assertThat(snapshot.chunks(new DocumentId("never there"))).isEmpty();
    }
  }

  @Test
  void what_more_documents_have_in_common_than_are_looked_at_tells_nothing() {
    List<Put> all = new ArrayList<>();
    for (int i = 0; i <= Snapshot.MOST_KIN; i++) {
      all.add(new Put("wiki", "order" + i, order(1000 + i)));
    }
    all.add(new Put("wiki", "a", OTHER));
    commit(all.toArray(Put[]::new));
    try (Snapshot snapshot = index.snapshot(name, Principals.ANYBODY)) {
      List<DocumentTraits> asked =
          snapshot.traits(List.of(new DocumentId("order7"), new DocumentId("a")));
      assertThat(snapshot.kin(asked, Filter.everything()).stream().map(CopiesContract::ids))
          .containsExactly(List.of("a"), List.of());
      assertThat(ids(snapshot.same(asked, Filter.everything()))).containsExactly("a", "order7");
    }
    assertThat(found("order furnace iron", SETTINGS, Principals.ANYBODY)).hasSize(10)
        .allSatisfy(hit -> assertThat(hit.copies()).isEmpty());
  }

  private static List<String> ids(List<DocumentTraits> traits) {
    return traits.stream().map(each -> each.id().value()).toList();
  }

  @Test
  void whoever_asks_finds_what_an_index_of_that_ones_documents_finds() {
    var random = new Random(3);
    List<Put> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = LEAVE.replace("nine", List.of("eight", "seven", "six").get(random.nextInt(3)))
          + (random.nextBoolean() ? "" : " " + OTHER);
      all.add(new Put("s" + random.nextInt(3), "d" + i, text).dated("2024-01-" + (10 + random.nextInt(20)))
          .readBy(List.of("anna", "ben", Principals.EVERYONE).get(random.nextInt(3))));
    }
    commit(all.toArray(Put[]::new));
    Map<String, Set<String>> readers = new HashMap<>();
    all.forEach(each -> readers.put(each.id(), each.readers()));
    for (Principals asking : List.of(Principals.ANYBODY, Principals.of(List.of("anna")),
        Principals.of(List.of("ben")))) {
      Set<String> readable = new HashSet<>(readers.keySet());
      readable.removeIf(
          each -> readers.getOrDefault(each, Set.of()).stream().noneMatch(asking.names()::contains));
      for (String query : List.of("doctor office", "furnace charcoal", "seven in the morning")) {
        for (Hit hit : found(query, SETTINGS.with(trusting("s1", "s0", "s2")), asking)) {
          assertThat(readable).contains(hit.place().document());
          assertThat(readable)
              .containsAll(hit.copies().stream().flatMap(copies -> copies.others().stream()).map(
                  Copy::document).toList());
        }
      }
    }
  }
}
