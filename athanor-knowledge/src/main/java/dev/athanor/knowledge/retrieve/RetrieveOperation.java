package dev.athanor.knowledge.retrieve;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.model.ModelOperation;
import dev.athanor.run.Operation;
import dev.athanor.run.Retry;
import dev.athanor.run.StepFailed;

/**
 * A search as a step of a run. PURE, since the request names the snapshot. That holds as well where a provider embeds the
 * question: what it would say a second time is not another answer but the same one with noise, so the record stands for it.
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

  /** The embedder that comes with the program is code. The request names any other, by its snapshot, and the reranker. */
  @Override
  public String version() {
    return Retriever.VERSION + "/" + retriever.embedders().standard().version();
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

  /** The question's vector may be a provider's to make. Whatever else may pass has been waited for below. */
  @Override
  public Retry retry() {
    return ModelOperation.PATIENT;
  }

  @Override
  public Retrieval live(RetrieveRequest request, Attempt attempt) {
    try {
      return retriever.retrieve(request);
    } catch (StepFailed ofAProvider) {
      throw ofAProvider;
    } catch (AthanorException other) {
      throw new StepFailed(other.code(), String.valueOf(other.getMessage()), false);
    }
  }
}
