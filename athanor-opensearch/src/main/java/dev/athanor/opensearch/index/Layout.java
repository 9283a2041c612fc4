package dev.athanor.opensearch.index;

import dev.athanor.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How entries are laid out in OpenSearch. */
final class Layout {
  /** Changes with how entries are laid out, and under which name a commit says so. */
  static final String VERSION = "3";
  static final String VERSION_NAME = "athanor.layout";

  /** What an entry is: one of the next three. */
  static final String KIND = "kind";
  static final String DOCUMENT_KIND = "document";
  static final String SECTION_KIND = "section";
  static final String CHUNK_KIND = "chunk";

  /** Of every entry: its own name, the document it belongs to, when it came and went, and who may read it. */
  static final String KEY = "key";
  static final String DOCUMENT = "document";
  static final String FROM = "from";
  static final String TO = "to";
  static final String READERS = "readers";
  /** The generation in which an entry goes that has not gone. */
  static final long NEVER = Long.MAX_VALUE;

  /** Of documents and chunks: names of fields, their values as text, as numbers, as times. */
  static final String FIELD = "field";
  static final String VALUE = "value";
  static final String NUMERIC = "numeric";
  static final String TIME = "time";

  /** Of chunks. */
  static final String NUMBER = "number";
  static final String CHUNK = "chunk";
  static final String WORDS = "words";
  static final String LANGUAGE = "language";
  static final String SAID = "said";
  static final String LENGTH = "length";
  static final String BYTES = "bytes";
  static final String PLACE = "place";

  /** Of documents: what is compared to find copies, and what equal and similar ones are found by. */
  static final String TRAITS = "traits";
  static final String WORDING = "wording";
  static final String BAND = "band";

  /** Of documents: how many others belong to them. */
  static final String CHUNKS = "chunks";
  static final String SECTIONS = "sections";

  /** The most that OpenSearch gives at once. */
  static final int PAGE = 10_000;
  static final double K1 = 0.9;
  static final double B = 0.4;

  /** Between the name of an index and the number of the OpenSearch index of its entries: in no name, so that no other index has it. */
  static final String PART = ".";

  private static final String SIMILARITY = "athanor";
  private static final String ANALYZER = "words";
  private static final int LONGEST_EXPRESSION = 40_000;

  private Layout() {}

  /** The field of vectors with so many dimensions: those of another embedder get another field. */
  static String vector(int dimensions) {
    return "vector-" + dimensions;
  }

  static ObjectNode state(int copies) {
    ObjectNode index = Json.object();
    index.putObject("settings").putObject("index").put("number_of_shards", 1).put("number_of_replicas",
        copies - 1);
    index.putObject("mappings").put("dynamic", false);
    return index;
  }

  static ObjectNode entries(int shards, int copies) {
    ObjectNode index = Json.object();
    settings(index.putObject("settings"), shards, copies);
    ObjectNode mappings = index.putObject("mappings");
    mappings.put("dynamic", "strict");
    ObjectNode fields = mappings.putObject("properties");
    for (String each : new String[]{KIND, KEY, DOCUMENT, READERS, FIELD, VALUE, NUMERIC, TIME, LANGUAGE,
        WORDING, BAND}) {
      fields.putObject(each).put("type", "keyword");
    }
    for (String each : new String[]{VALUE, NUMERIC, TIME}) {
      fields.putObject(each).put("type", "keyword").put("doc_values", false);
    }
    for (String each : new String[]{FROM, TO}) {
      fields.putObject(each).put("type", "long");
    }
    fields.putObject(NUMBER).put("type", "integer");
    for (String each : new String[]{LENGTH, CHUNKS, SECTIONS}) {
      fields.putObject(each).put("type", "integer").put("index", false);
    }
    fields.putObject(CHUNK).put("type", "keyword").put("index", false);
    for (String each : new String[]{SAID, BYTES, PLACE, TRAITS}) {
      fields.putObject(each).put("type", "binary").put("doc_values", true);
    }
    // What was once cut into words is cut at blanks only.
    fields.putObject(WORDS).put("type", "text").put("analyzer", ANALYZER).put("similarity", SIMILARITY)
        .put("index_options", "freqs");
    return index;
  }

  private static void settings(ObjectNode settings, int shards, int copies) {
    ObjectNode index = settings.putObject("index");
    index.put("number_of_shards", shards).put("number_of_replicas", copies - 1).put("knn", true)
        .put("refresh_interval", -1).put("max_result_window", PAGE).put("max_terms_count", 65_536)
        .put("max_regex_length", LONGEST_EXPRESSION);
    index.putObject("similarity").putObject(SIMILARITY).put("type", "BM25").put("k1", K1).put("b", B);
    index.putObject("analysis").putObject("analyzer").putObject(ANALYZER).put("type", "custom")
        .put("tokenizer", "whitespace");
  }

  /** What a mapping lacks for vectors of so many dimensions. */
  static ObjectNode vectorMapping(int dimensions) {
    ObjectNode mapping = Json.object();
    ObjectNode field = mapping.putObject("properties").putObject(vector(dimensions));
    field.put("type", "knn_vector").put("dimension", dimensions);
    ObjectNode method = field.putObject("method");
    method.put("name", "hnsw").put("engine", "lucene").put("space_type", "innerproduct");
    method.putObject("parameters").put("m", 16).put("ef_construction", 100);
    return mapping;
  }

  /** {@code {"term": {field: value}}}. */
  static ObjectNode term(String field, String value) {
    ObjectNode query = Json.object();
    query.putObject("term").put(field, value);
    return query;
  }

  /** Any of these values. */
  static ObjectNode terms(String field, Iterable<String> values) {
    ObjectNode query = Json.object();
    ArrayNode all = query.putObject("terms").putArray(field);
    values.forEach(all::add);
    return query;
  }

  /** Any of these numbers. */
  static ObjectNode numbers(String field, Iterable<Long> values) {
    ObjectNode query = Json.object();
    ArrayNode all = query.putObject("terms").putArray(field);
    values.forEach(all::add);
    return query;
  }

  /** Numbers on one side. */
  static ObjectNode range(String field, String side, long value) {
    ObjectNode query = Json.object();
    query.putObject("range").putObject(field).put(side, value);
    return query;
  }

  /** Clauses of one kind, {@code filter}, {@code should} or {@code must_not}. */
  static ObjectNode bool(String kind, Iterable<ObjectNode> clauses) {
    ObjectNode query = Json.object();
    ArrayNode all = query.putObject("bool").putArray(kind);
    clauses.forEach(all::add);
    return query;
  }
}
