package dev.athanor.system.rag;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.Hit;
import dev.athanor.knowledge.retrieve.Passage;
import dev.athanor.knowledge.retrieve.Place;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.knowledge.retrieve.Score;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds always the same, and remembers what it was asked. */
final class Shelf implements Operation<RetrieveRequest, Retrieval> {
  static final SnapshotName SNAPSHOT = new SnapshotName("s1-0123abcd");

  final List<String> queries = new ArrayList<>();
  private final List<Hit> hits = new ArrayList<>();

  /** A document with one passage, which begins at the character 100. */
  Shelf with(String document, String text, double similarity) {
    var place = new Place(document + ".md", "v1", document, List.of());
    var score = new Score(similarity, Optional.empty(), Optional.of(new Score.Part(similarity, 1, 1, 1)));
    hits.add(
        new Hit("c" + hits.size(), place, new Passage(100, 100 + text.codePointCount(0, text.length()), text),
            Optional.empty(), score));
    return this;
  }

  @Override
  public String name() {
    return "retrieve";
  }

  @Override
  public String version() {
    return "test";
  }

  @Override
  public Effect effect() {
    return Effect.PURE;
  }

  @Override
  public Codec<RetrieveRequest> request() {
    return RetrieveRequest.CODEC;
  }

  @Override
  public Codec<Retrieval> response() {
    return Retrieval.CODEC;
  }

  @Override
  public Retrieval live(RetrieveRequest request, Attempt attempt) {
    queries.add(request.query());
    return new Retrieval(request.snapshot(), hits);
  }
}
