package dev.athanor.bench.queries;

import dev.athanor.document.Attributes;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Excerpt;
import dev.athanor.document.Readers;
import dev.athanor.document.Span;
import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.chunk.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * As many documents as one likes, each of ten chunks in two sections, always the same. A chunk's vector is that of an
 * abstract with Gaussian noise (a cosine of about .93 to it); its text has some of that abstract's sentences and some of
 * others. Every tenth document is for some readers only.
 *
 * @param abstracts what they are made of
 * @param revision another one has other texts and vectors for the same documents
 */
record NoisyCorpus(Abstracts abstracts, int revision) {
  static final int CHUNKS = 10;
  private static final int SECTION = 5;
  private static final int RESTRICTED = 10;
  private static final double NOISE = 0.02;
  private static final int OWN_SENTENCES = 3;
  private static final int OTHER_SENTENCES = 3;
  private static final String TITLE = "Collected findings";

  static DocumentId id(int document) {
    return new DocumentId("findings/" + document + ".txt");
  }

  /** The vector of a chunk, by its number in the whole corpus. */
  float[] vector(int chunk) {
    SplittableRandom random = random(chunk);
    float[] vector = abstracts.vectors().get(random.nextInt(abstracts.size())).clone();
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] += (float) (random.nextGaussian() * NOISE);
      squares += (double) vector[i] * vector[i];
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }

  List<float[]> vectors(int document) {
    return IntStream.range(document * CHUNKS, (document + 1) * CHUNKS).mapToObj(this::vector).toList();
  }

  /** The text of a chunk, by its number in the whole corpus. */
  String text(int chunk) {
    int own = random(chunk).nextInt(abstracts.size());
    SplittableRandom random = new SplittableRandom(~seed(chunk));
    List<String> text = new ArrayList<>();
    for (int i = 0; i < OWN_SENTENCES; i++) {
      text.add(sentence(random, own));
    }
    for (int i = 0; i < OTHER_SENTENCES; i++) {
      text.add(sentence(random, random.nextInt(abstracts.size())));
    }
    return String.join(" ", text);
  }

  private String sentence(SplittableRandom random, int from) {
    List<String> sentences = abstracts.sentences().get(from);
    return sentences.isEmpty() ? "Nothing is known." : sentences.get(random.nextInt(sentences.size()));
  }

  ChunkedDocument document(int number) {
    List<Span> spans = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < CHUNKS; i++) {
      int start = text.length();
      text.append(text(number * CHUNKS + i));
      spans.add(new Span(start, text.length()));
      text.append("\n\n");
    }
    Document document = Document.of(id(number), TITLE, "text/plain", text.toString(), List.of(), Map.of());
    if (number % RESTRICTED == 0) {
      document = document
          .with(new Attributes(Optional.empty(), Map.of(), Optional.of(new Readers(Set.of("board")))));
    }
    return cut(document, spans);
  }

  private static ChunkedDocument cut(Document document, List<Span> spans) {
    List<Section> sections = new ArrayList<>();
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < CHUNKS; i++) {
      if (i % SECTION == 0) {
        Excerpt whole = document.excerpt(spans.get(i).to(spans.get(i + SECTION - 1)));
        sections.add(new Section(sections.size(), List.of(), whole));
      }
      Excerpt excerpt = document.excerpt(spans.get(i));
      ChunkId id = ChunkId.of(document.id(), excerpt.text(), i);
      chunks.add(new Chunk(id, document.id(), i, List.of(), TITLE, excerpt, sections.getLast()));
    }
    return new ChunkedDocument(document, sections, chunks);
  }

  private SplittableRandom random(int chunk) {
    return new SplittableRandom(seed(chunk));
  }

  private long seed(int chunk) {
    return (revision * 0x1_0000_0000L + chunk) * 0x9E3779B97F4A7C15L;
  }
}
