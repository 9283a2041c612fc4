package dev.athanor.opensearch.index;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.SourceId;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.analysis.Language;
import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.chunk.Section;
import dev.athanor.knowledge.filter.DocumentFields;
import dev.athanor.knowledge.index.DocumentTraits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The entries that a document is in OpenSearch: itself, its sections, its chunks, in this order. Their keys follow from the
 * document, the generation and their position, so that writing one twice writes one.
 *
 * @param generation in which they come
 * @param first position: how many the document has been of this generation already, which are written no more
 */
record Entries(long generation, int first) {
  private static final int DOCUMENT_DIGITS = 24;

  /** The key of one entry of a document. */
  String key(DocumentId document, int position) {
    return key(document, generation, first + position);
  }

  private static String key(DocumentId document, long generation, int position) {
    return Hash.of(document.value()).hex().substring(0, DOCUMENT_DIGITS) + "." + generation + "." + position;
  }

  /** The keys that the document had of this generation before. */
  List<String> former(DocumentId document) {
    return IntStream.range(0, first).mapToObj(position -> key(document, generation, position)).toList();
  }

  /**
   * All of them.
   *
   * @param firstNumber of the first chunk
   */
  List<ObjectNode> of(SourceId source, ChunkedDocument document, List<float[]> vectors, int firstNumber) {
    DocumentFields fields = DocumentFields.of(source.value(), document.document());
    Language language = Language.of(document.document());
    List<ObjectNode> all = new ArrayList<>();
    all.add(documentEntry(document, fields, DocumentTraits.of(source, document.document())));
    for (Section section : document.sections()) {
      all.add(sectionEntry(document.document(), section, all.size()));
    }
    for (int i = 0; i < document.chunks().size(); i++) {
      ObjectNode entry = entry(document.document(), Layout.CHUNK_KIND, all.size());
      Chunk chunk = document.chunks().get(i);
      FilterQuery.addValues(entry, fields);
      addWords(entry, language.words(chunk.passage()));
      entry.put(Layout.LANGUAGE, language.tag());
      addVector(entry, vectors.get(i));
      entry.put(Layout.NUMBER, firstNumber + i).put(Layout.CHUNK, chunk.id().value());
      entry.put(Layout.PLACE, encode(place(document.document(), chunk, language)));
      all.add(entry);
    }
    return all;
  }

  private ObjectNode entry(Document document, String kind, int position) {
    ObjectNode entry = Json.object();
    entry.put(Layout.KIND, kind).put(Layout.DOCUMENT, document.id().value()).put(Layout.KEY,
        key(document.id(), position));
    entry.put(Layout.FROM, generation).put(Layout.TO, Layout.NEVER);
    ArrayNode readers = entry.putArray(Layout.READERS);
    document.readers().principals().forEach(readers::add);
    return entry;
  }

  private ObjectNode documentEntry(ChunkedDocument document, DocumentFields fields, DocumentTraits traits) {
    ObjectNode entry = entry(document.document(), Layout.DOCUMENT_KIND, 0);
    FilterQuery.addValues(entry, fields);
    entry.put(Layout.TRAITS, Base64.getEncoder().encodeToString(traits.toBytes()));
    ArrayNode bands = entry.putArray(Layout.BAND);
    traits.bands().forEach(bands::add);
    traits.wording().ifPresent(words -> entry.put(Layout.WORDING, words));
    entry.put(Layout.CHUNKS, document.chunks().size()).put(Layout.SECTIONS, document.sections().size());
    Place.Head head = Place.Head.of(document.document());
    return entry.put(Layout.PLACE, encode(Place.Head.CODEC.encode(head).toString()));
  }

  private ObjectNode sectionEntry(Document document, Section section, int position) {
    ObjectNode entry = entry(document, Layout.SECTION_KIND, position);
    var around = new Place.Around(section.ordinal(), section.headings(), section.span().start(),
        section.excerpt().codePointStart(), section.text());
    return entry.put(Layout.PLACE, encode(Place.Around.CODEC.encode(around).toString()));
  }

  private String place(Document document, Chunk chunk, Language language) {
    var place = new Place(Place.Head.of(document), chunk.ordinal(), chunk.headings(),
        chunk.span().start() - chunk.parent().span().start(), chunk.span().length(),
        key(document.id(), 1 + chunk.parent().ordinal()), language.tag());
    return Place.CODEC.encode(place).toString();
  }

  private static void addWords(ObjectNode entry, List<IndexedWord> words) {
    String said = words.stream().map(IndexedWord::form).collect(Collectors.joining(" "));
    entry.put(Layout.WORDS, said).put(Layout.SAID, encode(said));
    // A passage that says nothing counts for nothing.
    if (!words.isEmpty()) {
      entry.put(Layout.LENGTH, words.size());
    }
  }

  private static void addVector(ObjectNode entry, float[] vector) {
    ArrayNode coordinates = entry.putArray(Layout.vector(vector.length));
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    for (float each : vector) {
      coordinates.add(each);
      bytes.putFloat(each);
    }
    entry.put(Layout.BYTES, Base64.getEncoder().encodeToString(bytes.array()));
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
