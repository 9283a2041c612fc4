package dev.athanor.knowledge.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Attributes;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.TestKnowledge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** That many threads find what one finds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewSearcherTest {
  private static final WordsEmbedder EMBEDDER = new WordsEmbedder();
  private static final List<String> WORDS =
      List.of("ember", "slag", "flux", "crucible", "charcoal", "tower", "vessel", "retort", "sulphur",
          "mercury", "salt", "bellows", "ash", "lute", "alembic", "receiver", "bath", "sand", "clay");
  private static final int COMMITS = 7;
  private static final int DOCUMENTS = 120;
  private static final int QUESTIONS = 60;
  private static final int MOST = 25;

  private Directory directory;
  private DirectoryReader reader;

  @BeforeAll
  void fill(@TempDir Path folder) throws IOException {
    var random = new Random(11);
    try (KnowledgeIndex index = LuceneIndex.open(folder)) {
      for (int commit = 0; commit < COMMITS; commit++) {
        ChunkedDocument[] documents = new ChunkedDocument[DOCUMENTS];
        for (int i = 0; i < DOCUMENTS; i++) {
          int number =
              commit == 0 || random.nextInt(15) > 0 ? commit * DOCUMENTS + i : random.nextInt(DOCUMENTS);
          documents[i] = document(number, random);
        }
        TestKnowledge.commit(index, EMBEDDER, documents);
      }
    }
    directory = Lucene.directory(folder.resolve("lucene"));
    reader = DirectoryReader.open(directory);
    assertThat(reader.leaves()).hasSizeGreaterThan(3);
    assertThat(reader.hasDeletions()).isTrue();
  }

  @AfterAll
  void close() throws IOException {
    reader.close();
    directory.close();
  }

  @Test
  void the_nearest_are_found_alike_however_many_search() throws IOException {
    View view = View.of(reader, Principals.OPERATOR);
    var one = new ViewSearcher(reader, view);
    var many = new ViewSearcher(reader, view, Threads.EXECUTOR);
    var random = new Random(13);
    for (int i = 0; i < QUESTIONS; i++) {
      var query = new KnnFloatVectorQuery(Fields.VECTOR, EMBEDDER.embedQuery(words(random, 3)), MOST);
      assertThat(found(many, query)).isEqualTo(found(one, query));
    }
  }

  @Test
  void the_nearest_of_what_can_be_read_are_those_that_a_filter_finds() throws IOException {
    View view = View.of(reader, Principals.of(Set.of("anna", "hr")));
    assertThat(view.isWhole()).isFalse();
    assertThat(view.isOpen()).isTrue();
    assertThat(View.of(reader, Principals.of(Set.of("board"))).isOpen()).isFalse();
    var searcher = new ViewSearcher(reader, view, Threads.EXECUTOR);
    var random = new Random(14);
    int same = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      float[] vector = EMBEDDER.embedQuery(words(random, 3));
      ScoreDoc[] nearest = searcher.search(new NearestReadable(view, vector, MOST), MOST).scoreDocs;
      assertThat(nearest).hasSize(MOST).allMatch(each -> view.has(each.doc));
      Set<Integer> filtered = Arrays.stream(searcher.search(
          new KnnFloatVectorQuery(Fields.VECTOR, vector, MOST, new ReadableQuery(view)), MOST).scoreDocs)
          .map(each -> each.doc).collect(Collectors.toSet());
      same += (int) Arrays.stream(nearest).filter(each -> filtered.contains(each.doc)).count();
    }
    assertThat(same / (double) (QUESTIONS * MOST)).isGreaterThan(0.97);
  }

  private static String found(IndexSearcher searcher, Query query) throws IOException {
    return told(searcher.search(query, MOST).scoreDocs);
  }

  private static String told(ScoreDoc[] found) {
    return Arrays.stream(found).map(each -> each.doc + "=" + each.score).collect(Collectors.joining(" "));
  }

  private static ChunkedDocument document(int number, Random random) {
    ChunkedDocument open = TestKnowledge.document("d" + number, "Title",
        "#" + words(random, 2) + "\n" + words(random, 30) + ".\n" + words(random, 50) + " number " + number
            + ".");
    Set<String> readers =
        Set.of(List.of("anna", "anna", "hr", "hr", "board").get(random.nextInt(5)));
    return new ChunkedDocument(
        open.document().with(new Attributes(Optional.empty(), Map.of(), Optional.of(new Readers(readers)))),
        open.sections(), open.chunks());
  }

  private static String words(Random random, int count) {
    return random.ints(count, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
  }
}
