package dev.athanor.knowledge.retrieve;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;

/**
 * A search as a step of a run. PURE, since the request names the snapshot.
 *
 * @param retriever does it
 */
public record RetrieveOperation(Retriever retriever) implements Operation<RetrieveRequest, Retrieval> {
  /** By which records and settings name it. */
  public static final String NAME = "retrieve";

  @Override
  public String name() {
    return NAME;
  }

  /** The embedder counts: the snapshot's vectors say nothing of how the question's is made. The request names the reranker. */
  @Override
  public String version() {
    return Retriever.VERSION + "/" + retriever.embedder().version();
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
    return retriever.retrieve(request);
  }
}
