package dev.athanor.knowledge.answer;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;

/**
 * The search for the best sentences as a step of a run. PURE, since the request has the texts and names the snapshot.
 *
 * @param extractor does it
 */
public record ExtractOperation(Extractor extractor) implements Operation<ExtractRequest, Extraction> {
  /** By which records and settings name it. */
  public static final String NAME = "extract";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return extractor.version();
  }

  @Override
  public Effect effect() {
    return Effect.PURE;
  }

  @Override
  public Codec<ExtractRequest> request() {
    return ExtractRequest.CODEC;
  }

  @Override
  public Codec<Extraction> response() {
    return Extraction.CODEC;
  }

  @Override
  public Extraction live(ExtractRequest request, Attempt attempt) {
    return extractor.extract(request);
  }
}
