package dev.athanor.system.context;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.model.Tokens;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.StepFailed;

/** Chooses what goes to a model, as a step of a run: so the run itself says what was left out. PURE. */
public record FitOperation() implements Operation<FitRequest, Fitting> {
  /** By which records and settings name it. */
  public static final String NAME = "fit";
  /** The code of a step that found no room at all. */
  public static final String NO_ROOM = "context-full";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Effect effect() {
    return Effect.PURE;
  }

  @Override
  public Codec<FitRequest> request() {
    return FitRequest.CODEC;
  }

  @Override
  public Codec<Fitting> response() {
    return Fitting.CODEC;
  }

  @Override
  public Fitting live(FitRequest request, Attempt attempt) {
    int limit = request.limits().room();
    int fixed = Tokens.of(request.fixed()) + Tokens.of(request.output());
    if (fixed > limit) {
      throw new StepFailed(NO_ROOM, "the prompt and the question have about " + fixed
          + " tokens, and limits.context ("
          + request.limits().context() + ") less twice limits.answer (" + request.limits().answer()
          + ") leaves " + limit
          + "; ask a shorter question, shorten the prompt, or raise limits.context if the model reads more",
          false);
    }
    return new Packing(request, limit, fixed).fitting();
  }
}
