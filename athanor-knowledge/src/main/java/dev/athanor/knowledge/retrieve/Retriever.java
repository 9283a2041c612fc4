package dev.athanor.knowledge.retrieve;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.filter.DocumentFields;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.run.Nearest;
import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.index.IndexedChunk;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Searches an index. The same request gives the same answer, to the bit. Safe for use by many threads.
 *
 * @param index what is searched
 * @param embedder the one that made the index's vectors; not used to search by words only
 */
public record Retriever(KnowledgeIndex index, Embedder embedder) {
  /** Changes when the same request may get another answer because of the code. */
  static final String VERSION = "1";
  private static final int NEAREST = 3;

  /** The best passages for the query; none if it has no word, number or emoji. */
  public Retrieval retrieve(RetrieveRequest request) {
    try (Snapshot snapshot = index.snapshot(request.snapshot(), request.asking())) {
      if (saysNothing(request.query())) {
        return new Retrieval(request.snapshot(), List.of());
      }
      RetrievalSettings settings = request.settings();
      Filter filter = settings.filter().map(Filter::parse).orElseGet(Filter::everything);
      check(filter, snapshot);
      List<Candidate> candidates =
          snapshot.candidates(probe(request, snapshot).among(filter), settings.candidates());
      return new Retrieval(request.snapshot(), new Selection(snapshot, settings).of(Fusion.fuse(candidates,
          settings)));
    }
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

  private float[] vector(RetrieveRequest request, Snapshot snapshot) {
    String indexed = snapshot.info().embedder();
    if (!indexed.equals(embedder.version())) {
      throw AthanorException.data("index-embedder", "snapshot " + request.snapshot() + " has vectors of "
          + indexed
          + ", which don't compare with those of " + embedder.version()
          + "; run `athanor sync`, which embeds the documents again, or search with retrieval.mode keyword");
    }
    return embedder.embedQuery(request.query());
  }

  /** Takes the best of one search. */
  private static final class Selection {
    private final Snapshot snapshot;
    private final RetrievalSettings settings;
    private final Map<String, Integer> taken = new HashMap<>();
    private final Set<String> sections = new HashSet<>();
    private final List<Hit> hits = new ArrayList<>();
    private final List<Hit> over = new ArrayList<>();

    Selection(Snapshot snapshot, RetrievalSettings settings) {
      this.snapshot = snapshot;
      this.settings = settings;
    }

    List<Hit> of(List<Fusion.Fused> ordered) {
      for (Fusion.Fused each : ordered) {
        if (hits.size() == settings.k()) {
          break;
        }
        add(each);
      }
      over.stream().limit(settings.k() - (long) hits.size()).forEach(hits::add);
      return hits;
    }

    private void add(Fusion.Fused each) {
      IndexedChunk chunk = snapshot.chunk(each.candidate());
      String document = chunk.document().value();
      if (settings.expandParents() && !sections.add(document + '\0' + chunk.parent().ordinal())) {
        return;
      }
      int before = taken.getOrDefault(document, 0);
      if (before < settings.perDocument()) {
        taken.put(document, before + 1);
        hits.add(hit(chunk, each.score()));
      } else if (over.size() < settings.k()) {
        over.add(hit(chunk, each.score()));
      }
    }

    private Hit hit(IndexedChunk chunk, Score score) {
      var place = new Place(chunk.document().value(), chunk.version(), chunk.title(), chunk.headings());
      Optional<Passage> section = settings.expandParents()
          ? Optional.of(Passage.of(chunk.parent().excerpt()))
          : Optional.empty();
      return new Hit(chunk.id().value(), place, Passage.of(chunk.excerpt()), section, score);
    }
  }
}
