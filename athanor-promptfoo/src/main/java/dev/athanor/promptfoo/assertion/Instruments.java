package dev.athanor.promptfoo.assertion;

import dev.athanor.eval.scorer.registry.Scorers;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.promptfoo.provider.Asker;
import dev.athanor.promptfoo.provider.Connections;
import dev.athanor.promptfoo.provider.LocalEmbedder;
import dev.athanor.promptfoo.provider.SimilarityOperation;
import dev.athanor.promptfoo.provider.Target;
import java.util.function.Supplier;

/**
 * What assertions ask that don't decide by themselves.
 *
 * @param judges models that judge
 * @param similarity compares meanings
 * @param asker asks a judge what the suite wants
 */
public record Instruments(JudgedChecks judges, Supplier<SimilarityOperation> similarity,
    Supplier<Asker> asker) {
  /** Those with which assertions can be checked, and nobody be asked. */
  public static final Instruments NONE = new Instruments(new JudgedChecks(_ -> {
    throw nobody();
  }, _ -> new ModelName("nobody", "nothing")), () -> {
    throw nobody();
  }, () -> {
    throw nobody();
  });

  private static IllegalStateException nobody() {
    return new IllegalStateException("nobody is asked while a suite is read");
  }

  /** Over these. */
  public static Instruments of(Connections connections, LocalEmbedder local) {
    ModelOperation operation = new ModelOperation(connections, connections);
    SimilarityOperation similarity = new SimilarityOperation(connections, local);
    Asker asker = new Asker(connections, operation);
    Scorers scorers = Scorers.with(operation);
    return new Instruments(
        new JudgedChecks(scorers::make, json -> connections.name((Target.OfModel) Target.CODEC.decode(json))),
        () -> similarity, () -> asker);
  }
}
