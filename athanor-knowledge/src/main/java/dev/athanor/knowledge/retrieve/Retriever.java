package dev.athanor.knowledge.retrieve;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.embed.Embedders;
import dev.athanor.knowledge.filter.DocumentFields;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.run.Nearest;
import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.analysis.Asked;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.Snapshots;
import dev.athanor.knowledge.retrieve.Explanation.Dropped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Searches an index. The same request gives the same answer, to the bit. Safe for use by many threads.
 *
 * @param index what is searched
 * @param embedders among which is the one that made the snapshot's vectors; not used to search by words only
 * @param rerankers compare question and passages once more, where settings ask for it
 */
public record Retriever(Snapshots index, Embedders embedders, Rerankers rerankers) {
  /** Changes when the same request may get another answer because of the code. */
  static final String VERSION = "4";
  private static final int NEAREST = 3;
  private static final int TOLD = 20;
  /** So many times more candidates are taken when copies have filled their places. */
  private static final int MORE = 4;

  /** Of an index whose vectors are all of one embedder. */
  public Retriever(Snapshots index, Embedder embedder, Rerankers rerankers) {
    this(index, Embedders.only(embedder), rerankers);
  }

  /** The same without a model that compares once more. */
  public Retriever(Snapshots index, Embedder embedder) {
    this(index, embedder, Rerankers.NONE);
  }

  /** The best passages for the query; none if it has no word, number or emoji. */
  public Retrieval retrieve(RetrieveRequest request) {
    try (Snapshot snapshot = index.snapshot(request.snapshot(), request.asking())) {
      if (saysNothing(request.query())) {
        return new Retrieval(request.snapshot(), List.of());
      }
      RetrievalSettings settings = request.settings();
      Filter filter = settings.filter().map(Filter::parse).orElseGet(Filter::everything);
      check(filter, snapshot);
      return search(request, snapshot, probe(request, snapshot).among(filter));
    }
  }

  private Retrieval search(RetrieveRequest request, Snapshot snapshot, Probe plain) {
    RetrievalSettings settings = request.settings();
    Optional<Asked> words = settings.expansion().filter(_ -> plain.text().isPresent())
        .map(expansion -> new Expansion(snapshot, expansion).words(plain));
    Probe probe = words.map(plain::with).orElse(plain);
    List<Explanation.Word> told = words.map(
        expanded -> Expansion.told(plain.asked(snapshot.languages()).orElseThrow(), expanded))
        .orElse(List.of());
    for (int most = settings.candidates();; most = Math.min(RetrievalSettings.MOST, most * MORE)) {
      List<Candidate> candidates = snapshot.candidates(probe, most);
      List<Dropped> dropped = new ArrayList<>();
      var kindred = new Kindred(snapshot, probe.filter(), settings.copying());
      var distinct =
          new Distinct(snapshot, kindred, Fusion.fuse(candidates, settings), settings.k(), dropped::add);
      List<Hit> hits = new Selection(settings, dropped::add).of(reranked(request, distinct));
      boolean crowded = hits.size() < settings.k() && distinct.copies() > 0 && candidates.size() >= most;
      if (!crowded || most == RetrievalSettings.MOST) {
        // What is over a document's share is a hit after all where there was nothing else.
        Set<String> chunks = hits.stream().map(Hit::chunk).collect(Collectors.toSet());
        return retrieval(request, hits, new Explanation(candidates.size(), told,
            dropped.stream().filter(each -> !chunks.contains(each.chunk())).limit(TOLD).toList()));
      }
    }
  }

  private static Retrieval retrieval(RetrieveRequest request, List<Hit> hits, Explanation explanation) {
    boolean says = !explanation.words().isEmpty() || !explanation.dropped().isEmpty();
    return new Retrieval(request.snapshot(), hits, Optional.of(explanation).filter(_ -> says));
  }

  /** In the order that the model gives, if one is asked; what it has not compared is left out then. */
  private Iterator<Distinct.Found> reranked(RetrieveRequest request, Distinct ordered) {
    if (request.settings().reranker().isEmpty()) {
      return ordered;
    }
    RerankSettings asked = request.settings().reranker().get();
    Reranker model = rerankers.checked(asked);
    List<Distinct.Found> found = new ArrayList<>();
    while (found.size() < asked.candidates() && ordered.hasNext()) {
      found.add(ordered.next());
    }
    double[] scores = model.scores(request.query(),
        found.stream().map(each -> new Place(each.chunk().document().value(),
            each.chunk().version(), each.chunk().title(), each.chunk().headings()).section() + "\n"
            + each.chunk().excerpt().text()).toList());
    List<Distinct.Found> reranked = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      Distinct.Found each = found.get(i);
      reranked.add(new Distinct.Found(each.resolved(), each.score().reranked(scores[i], i + 1)));
    }
    reranked.sort(Comparator.comparingDouble((Distinct.Found each) -> -each.raw())
        .thenComparing(each -> each.chunk().id()));
    return reranked.iterator();
  }

  private static boolean saysNothing(String query) {
    return query.codePoints().noneMatch(Character::isLetterOrDigit) && IndexedWord.of(query).isEmpty();
  }

  /** Of fields that no document has a misspelt one is the likeliest. */
  private static void check(Filter filter, Snapshot snapshot) {
    Set<String> asked = new TreeSet<>(filter.fields());
    asked.removeAll(DocumentFields.COMMON);
    if (asked.isEmpty()) {
      return;
    }
    Set<String> known = new TreeSet<>(snapshot.fields());
    known.addAll(DocumentFields.COMMON);
    for (String field : asked) {
      if (!known.contains(field)) {
        throw AthanorException.user("filter-field", "the filter asks for \"" + field
            + "\", but no document here has such a field; did you mean "
            + String.join(", ", Nearest.to(field, List.copyOf(known), NEAREST))
            + "? Fields are source, path, type, title and whatever the documents' metadata names");
      }
    }
  }

  private Probe probe(RetrieveRequest request, Snapshot snapshot) {
    return switch (request.settings().mode()) {
      case KEYWORD -> Probe.keyword(request.query());
      case DENSE -> Probe.dense(vector(request, snapshot));
      case HYBRID -> Probe.hybrid(request.query(), vector(request, snapshot));
    };
  }

  /** The snapshot says whose vectors it has, so that its name decides who embeds the question. */
  private float[] vector(RetrieveRequest request, Snapshot snapshot) {
    String indexed = snapshot.info().embedder();
    float[] vector = embedders.of(indexed).orElseThrow(() -> AthanorException.data("index-embedder",
        "snapshot " + request.snapshot() + " has vectors of " + indexed
            + ", which don't compare with those of " + String.join(" or ", embedders.versions())
            + "; run `athanor sync`, which embeds the documents again, or search with retrieval.mode keyword"))
        .embedQuery(request.query());
    int dimensions = snapshot.dimensions();
    if (dimensions != 0 && vector.length != dimensions) {
      throw AthanorException.data("embedder-dimensions", "the embedder " + indexed + " has made a vector of "
          + vector.length + " dimensions for the question, and snapshot " + request.snapshot()
          + " has vectors of "
          + dimensions
          + ": it is another model under the same name; give it another name in athanor.yaml and run"
          + " `athanor sync`, or search with retrieval.mode keyword");
    }
    return vector;
  }
}
