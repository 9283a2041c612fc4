package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.index.DocumentTraits;
import dev.athanor.knowledge.index.IndexedDocument;
import dev.athanor.knowledge.index.IndexedChunk;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.analysis.Language;
import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.chunk.Section;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.filter.DocumentFields;
import dev.athanor.document.Excerpt;
import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * How documents are laid out in Lucene. One of ours is a block of theirs, in this order: the document itself, its
 * sections, its chunks. Lucene keeps a block together and in order, so a chunk finds its section by its distance.
 */
final class Fields {
  /** Changes with how entries are laid out. Documents are found by their words as a whole since 4, and with Bloom filters for names since 5. */
  static final String LAYOUT = "5";
  /** Of every entry: the document it belongs to. */
  static final String DOCUMENT = "document";
  /** Of document entries only. */
  static final String ENTRY = "entry";
  static final BytesRef DOCUMENT_ENTRY = new BytesRef("document");
  /** Of chunk entries only. */
  static final String PASSAGE = "passage";
  static final String VECTOR = "vector";
  static final String CHUNK_ID = "chunk-id";
  /** How many words the passage has, and by the rules of which language. */
  static final String WORDS = "words";
  static final String LANGUAGE = "language";

  /** Of document entries only: what is compared to find copies, and what copies are likely to have in common. */
  static final String TRAITS = "traits";
  static final String WORDING = "wording";
  static final String BAND = "band";

  private static final String VERSION = "version";
  private static final String TITLE = "title";
  private static final String CHUNKS = "chunks";
  private static final String ORDINAL = "ordinal";
  private static final String HEADING = "heading";
  private static final String START = "start";
  private static final String CODE_POINT_START = "code-point-start";
  private static final String LENGTH = "length";
  private static final String TEXT = "text";
  private static final String DISTANCE = "section-distance";

  private static final FieldType KEYWORDS = keywords();

  private Fields() {}

  static List<Document> block(SourceId source, ChunkedDocument document, List<float[]> vectors) {
    List<Document> block = new ArrayList<>();
    DocumentFields known = DocumentFields.of(source.value(), document.document());
    Language language = Language.of(document.document());
    block.add(documentEntry(document, known, DocumentTraits.of(source, document.document())));
    for (Section section : document.sections()) {
      block.add(sectionEntry(document, section));
    }
    for (int i = 0; i < document.chunks().size(); i++) {
      Chunk chunk = document.chunks().get(i);
      int distance = block.size() - (1 + chunk.parent().ordinal());
      Document entry = chunkEntry(document, chunk, distance, vectors.get(i));
      FilterFields.addValues(entry, known);
      addWords(entry, language, chunk.passage());
      block.add(entry);
    }
    return block;
  }

  static IndexedDocument document(Document entry) {
    return new IndexedDocument(new DocumentId(entry.get(DOCUMENT)), entry.get(VERSION), entry.get(TITLE),
        number(entry, CHUNKS));
  }

  static int sectionDistance(Document chunkEntry) {
    return number(chunkEntry, DISTANCE);
  }

  static IndexedChunk chunk(ChunkId id, Document chunkEntry, Document sectionEntry) {
    String text = sectionEntry.get(TEXT);
    int sectionStart = number(sectionEntry, START);
    var section = new Excerpt(new Span(sectionStart, sectionStart + text.length()), number(sectionEntry,
        CODE_POINT_START),
        text);
    int from = number(chunkEntry, START);
    Excerpt excerpt = section.part(from, from + number(chunkEntry, LENGTH));
    var parent = new Section(number(sectionEntry, ORDINAL), List.of(sectionEntry.getValues(HEADING)),
        section);
    return new IndexedChunk(id, new DocumentId(sectionEntry.get(DOCUMENT)), sectionEntry.get(VERSION),
        sectionEntry.get(TITLE), number(chunkEntry, ORDINAL), List.of(chunkEntry.getValues(HEADING)), excerpt,
        parent, new Language(chunkEntry.get(LANGUAGE)));
  }

  private static Document documentEntry(ChunkedDocument document, DocumentFields known,
      DocumentTraits traits) {
    Document entry = entry(document.document().id());
    entry.add(new StringField(ENTRY, DOCUMENT_ENTRY, Field.Store.NO));
    entry.add(new StoredField(VERSION, document.document().version()));
    entry.add(new StoredField(TITLE, document.document().title()));
    entry.add(new StoredField(CHUNKS, document.chunks().size()));
    AccessFields.add(entry, document.document().readers());
    FilterFields.addValues(entry, known);
    entry.add(new BinaryDocValuesField(TRAITS, new BytesRef(traits.toBytes())));
    traits.wording().ifPresent(words -> entry.add(new StringField(WORDING, words, Field.Store.NO)));
    traits.bands().forEach(band -> entry.add(new StringField(BAND, band, Field.Store.NO)));
    return entry;
  }

  private static Document sectionEntry(ChunkedDocument document, Section section) {
    Document entry = entry(document.document().id());
    entry.add(new StoredField(VERSION, document.document().version()));
    entry.add(new StoredField(TITLE, document.document().title()));
    entry.add(new StoredField(ORDINAL, section.ordinal()));
    section.headings().forEach(heading -> entry.add(new StoredField(HEADING, heading)));
    entry.add(new StoredField(START, section.span().start()));
    entry.add(new StoredField(CODE_POINT_START, section.excerpt().codePointStart()));
    entry.add(new StoredField(TEXT, section.text()));
    return entry;
  }

  private static void addWords(Document entry, Language language, String passage) {
    List<String> forms = language.words(passage).stream().map(IndexedWord::form).toList();
    entry.add(new NumericDocValuesField(WORDS, forms.size()));
    entry.add(new StringField(LANGUAGE, language.tag(), Field.Store.YES));
    entry.add(new Field(PASSAGE, new Forms(forms), KEYWORDS));
  }

  private static Document chunkEntry(ChunkedDocument document, Chunk chunk, int sectionDistance,
      float[] vector) {
    Document entry = entry(chunk.document());
    AccessFields.add(entry, document.document().readers());
    entry.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
    entry.add(new BinaryDocValuesField(CHUNK_ID, new BytesRef(chunk.id().value())));
    entry.add(new StoredField(DISTANCE, sectionDistance));
    entry.add(new StoredField(ORDINAL, chunk.ordinal()));
    chunk.headings().forEach(heading -> entry.add(new StoredField(HEADING, heading)));
    entry.add(new StoredField(START, chunk.span().start() - chunk.parent().span().start()));
    entry.add(new StoredField(LENGTH, chunk.span().length()));
    return entry;
  }

  private static Document entry(DocumentId document) {
    var entry = new Document();
    entry.add(new StringField(DOCUMENT, document.value(), Field.Store.YES));
    return entry;
  }

  private static int number(Document entry, String field) {
    IndexableField stored = entry.getField(field);
    if (stored == null) {
      throw new IllegalStateException("the entry has no " + field + ": " + entry);
    }
    return stored.numericValue().intValue();
  }

  /** Words and how often they occur: phrases are never searched, and the text is stored with its section. */
  private static FieldType keywords() {
    var type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }
}
