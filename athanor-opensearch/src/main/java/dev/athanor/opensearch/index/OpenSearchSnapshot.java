package dev.athanor.opensearch.index;

import dev.athanor.document.DocumentId;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.analysis.Language;
import dev.athanor.knowledge.chunk.Section;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.index.DocumentTraits;
import dev.athanor.knowledge.index.IndexedChunk;
import dev.athanor.knowledge.index.IndexedDocument;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.SnapshotName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One committed state of an index in a cluster, as some principals may see it. Safe for use by many threads. */
final class OpenSearchSnapshot implements Snapshot {
  private static final int SECTIONS_AT_ONCE = 32;
  private static final int MOST_FIELDS = 10_000;
  private static final int REMEMBERED_PLACES = 20_000;

  private final View view;
  private final Searches searches;
  private final Statistics statistics;
  private final Runnable stillThere;
  private final Map<Integer, Place> places = new ConcurrentHashMap<>();
  private final Map<String, Section> sections = new ConcurrentHashMap<>();
  /** The keys of sections that are likely to be asked for next; replaced whole. */
  private volatile List<String> likely = List.of();

  /**
   * Over a view.
   *
   * @param stillThere throws when the snapshot was dropped so long ago that it may not be whole any more
   */
  OpenSearchSnapshot(View view, Searches searches, Statistics statistics, Runnable stillThere) {
    this.view = view;
    this.searches = searches;
    this.statistics = statistics;
    this.stillThere = stillThere;
  }

  @Override
  public SnapshotName name() {
    return info().name();
  }

  @Override
  public SnapshotInfo info() {
    return view.snapshot().info();
  }

  @Override
  public int chunks() {
    return (int) count(view.search(Layout.CHUNK_KIND, List.of()));
  }

  private long count(ObjectNode search) {
    return one(search.put("size", 0).put("track_total_hits", true)).path("hits").path("total").path("value")
        .asLong();
  }

  private JsonNode one(ObjectNode search) {
    return all(List.of(search)).getFirst();
  }

  private List<JsonNode> all(List<ObjectNode> asked) {
    List<JsonNode> replies = searches.all(asked);
    stillThere.run();
    return replies;
  }

  @Override
  public List<IndexedDocument> documents() {
    List<IndexedDocument> documents = new ArrayList<>();
    var pages = new Pages(searches.cluster(), searches.entries(),
        search -> search.putArray("docvalue_fields").add(Layout.PLACE).add(Layout.CHUNKS));
    pages.all(view.filter(Layout.DOCUMENT_KIND, List.of()), page -> page.forEach(hit -> {
      JsonNode fields = hit.path("fields");
      Place.Head head = Place.decode(Place.Head.CODEC, fields.path(Layout.PLACE).path(0).stringValue());
      documents.add(new IndexedDocument(new DocumentId(head.document()), head.version(), head.title(),
          fields.path(Layout.CHUNKS).path(0).asInt()));
    }));
    stillThere.run();
    documents.sort(Comparator.comparing(IndexedDocument::id));
    return List.copyOf(documents);
  }

  @Override
  public Set<String> fields() {
    return statistics.fields(() -> values(Layout.DOCUMENT_KIND, Layout.FIELD));
  }

  @Override
  public int dimensions() {
    return view.snapshot().dimensions();
  }

  @Override
  public Set<Language> languages() {
    return statistics.languages(() -> values(Layout.CHUNK_KIND, Layout.LANGUAGE));
  }

  /** The different values of a field. */
  private Set<String> values(String kind, String field) {
    ObjectNode search = view.search(kind, List.of()).put("size", 0);
    search.putObject("aggs").putObject(field).putObject("terms").put("field", field).put("size", MOST_FIELDS);
    Set<String> values = new TreeSet<>();
    one(search).path("aggregations").path(field).path("buckets")
        .forEach(bucket -> values.add(bucket.path("key").stringValue()));
    return values;
  }

  @Override
  public int occurrences(IndexedWord word) {
    var counts = new Counts(statistics, List.of(word.form()));
    counts.ask(this::all);
    return (int) counts.occurrences(word.form());
  }

  @Override
  public List<Candidate> candidates(Probe probe, int most) {
    Question question = Question.of(probe, languages(), view, statistics, this::all);
    if (question.isEmpty()) {
      return List.of();
    }
    List<Candidate> candidates =
        question.candidates(question.answers(most, this::all), most, this::remember);
    likely = candidates.stream().sorted(Comparator.comparingInt(OpenSearchSnapshot::rank))
        .flatMap(each -> Optional.ofNullable(places.get(each.number())).stream()).map(Place::section)
        .distinct()
        .toList();
    return candidates;
  }

  @Override
  public List<DocumentTraits> traits(Collection<DocumentId> documents) {
    List<String> names = documents.stream().map(DocumentId::value).toList();
    return traits(one(traits(Layout.terms(Layout.DOCUMENT, names), Filter.everything(), Layout.PAGE)));
  }

  @Override
  public List<DocumentTraits> same(Collection<DocumentTraits> documents, Filter filter) {
    List<String> wordings = documents.stream().flatMap(each -> each.wording().stream()).distinct().toList();
    return traits(one(traits(Layout.terms(Layout.WORDING, wordings), filter, MOST_SAME)));
  }

  @Override
  public List<List<DocumentTraits>> kin(List<DocumentTraits> documents, Filter filter) {
    List<ObjectNode> searches =
        documents.stream().map(each -> traits(Layout.terms(Layout.BAND, each.bands()), filter, MOST_KIN + 1))
            .toList();
    return searches.isEmpty() ? List.of() : all(searches).stream().map(OpenSearchSnapshot::traits)
        .map(found -> found.size() > MOST_KIN ? List.<DocumentTraits>of() : found).toList();
  }

  /** A search for the documents that pass. */
  private ObjectNode traits(ObjectNode condition, Filter filter, int most) {
    List<ObjectNode> conditions = new ArrayList<>(List.of(condition));
    if (!filter.equals(Filter.everything())) {
      conditions.add(FilterQuery.of(filter));
    }
    ObjectNode search = view.search(Layout.DOCUMENT_KIND, conditions).put("size", most);
    search.putArray("docvalue_fields").add(Layout.TRAITS);
    return search;
  }

  private static List<DocumentTraits> traits(JsonNode reply) {
    return reply.path("hits").path("hits").valueStream()
        .map(hit -> hit.path("fields").path(Layout.TRAITS).path(0).stringValue())
        .map(traits -> DocumentTraits.from(ByteBuffer.wrap(Base64.getDecoder().decode(traits))))
        .sorted(Comparator.comparing(DocumentTraits::id)).toList();
  }

  @Override
  public List<IndexedChunk> chunks(DocumentId document) {
    ObjectNode search =
        view.search(Layout.CHUNK_KIND, List.of(Layout.term(Layout.DOCUMENT, document.value())));
    List<Found> found = Found.in(one(Found.asked(search, false, false).put("size", Layout.PAGE)));
    found.forEach(this::remember);
    likely = found.stream().map(each -> each.place().section()).distinct().toList();
    return found.stream()
        .map(each -> chunk(new Candidate(each.number(), each.id(), Optional.empty(), Optional.empty())))
        .sorted(Comparator.comparingInt(IndexedChunk::ordinal)).toList();
  }

  private static int rank(Candidate candidate) {
    int words = candidate.keyword().map(signal -> signal.rank()).orElse(Integer.MAX_VALUE);
    int meaning = candidate.dense().map(signal -> signal.rank()).orElse(Integer.MAX_VALUE);
    return Math.min(words, meaning);
  }

  private void remember(Found found) {
    if (places.size() > REMEMBERED_PLACES) {
      places.clear();
    }
    places.put(found.number(), found.place());
  }

  @Override
  public IndexedChunk chunk(Candidate candidate) {
    Place place = places.get(candidate.number());
    if (place == null) {
      place = findPlace(candidate);
    }
    Section section = sections.get(place.section());
    if (section == null) {
      section = load(place.section());
    }
    if (section == null) {
      throw AthanorException.data("index-corrupt", "snapshot " + name() + " of " + view.entries()
          + " has chunk " + candidate.id() + " but not its section " + place.section()
          + "; build the index again with: athanor sync --rebuild");
    }
    return place.chunk(candidate.id(), section);
  }

  private Place findPlace(Candidate candidate) {
    ObjectNode number = Layout.numbers(Layout.NUMBER, List.of((long) candidate.number()));
    List<Found> found =
        Found.in(one(Found.asked(view.search(Layout.CHUNK_KIND, List.of(number)), false, false)));
    if (found.isEmpty() || !found.getFirst().id().equals(candidate.id())) {
      throw new NoSuchElementException("snapshot " + name() + " has no chunk " + candidate.number());
    }
    remember(found.getFirst());
    return found.getFirst().place();
  }

  /** One section, if it is there, and with it some that are likely to be asked for next. */
  private @Nullable Section load(String key) {
    List<String> keys = new ArrayList<>(List.of(key));
    likely.stream().filter(each -> !each.equals(key) && !sections.containsKey(each))
        .limit(SECTIONS_AT_ONCE - 1L)
        .forEach(keys::add);
    ObjectNode search = view.search(Layout.SECTION_KIND, List.of(Layout.terms(Layout.KEY, keys)));
    search.put("size", keys.size()).putArray("docvalue_fields").add(Layout.KEY).add(Layout.PLACE);
    if (sections.size() > REMEMBERED_PLACES) {
      sections.clear();
    }
    Map<String, Section> loaded = new HashMap<>();
    one(search).path("hits").path("hits").forEach(hit -> loaded.put(
        hit.path("fields").path(Layout.KEY).path(0).stringValue(),
        Place.decode(Place.Around.CODEC, hit.path("fields").path(Layout.PLACE).path(0).stringValue())
            .section()));
    sections.putAll(loaded);
    return loaded.get(key);
  }

  @Override
  public void verify() {
    ObjectNode search = view.search(Layout.DOCUMENT_KIND, List.of()).put("size", 0);
    ObjectNode sums = search.putObject("aggs");
    sums.putObject(Layout.CHUNKS).putObject("sum").put("field", Layout.CHUNKS);
    sums.putObject(Layout.SECTIONS).putObject("sum").put("field", Layout.SECTIONS);
    JsonNode said = one(search).path("aggregations");
    compare("chunks", Math.round(said.path(Layout.CHUNKS).path("value").asDouble()), Layout.CHUNK_KIND);
    compare("sections", Math.round(said.path(Layout.SECTIONS).path("value").asDouble()), Layout.SECTION_KIND);
  }

  private void compare(String what, long said, String kind) {
    long found = count(view.search(kind, List.of()));
    if (found != said) {
      throw AthanorException.data("index-corrupt",
          "the index " + view.entries() + " is corrupt: its documents have "
              + said + " " + what + ", but " + found
              + " are there; build it again with: athanor sync --rebuild (your"
              + " documents are not touched, and nothing is embedded again)");
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
