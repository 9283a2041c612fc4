package dev.athanor.cli.view;

import dev.athanor.cli.workshop.EmbeddingSpend;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What providers have embedded, and what that costs. */
public final class EmbeddingText {
  private EmbeddingText() {}

  /** For people. */
  public static List<String> lines(List<EmbeddingSpend> spends) {
    return spends.stream().map(each -> each.model() + " has read " + Wording.count(each.tokens(), "token")
        + each.dollars().map(dollars -> ", $" + dollars.toPlainString()).orElse("")).toList();
  }

  /** For programs, in the result of a sync; nothing where no provider has embedded. */
  public static ObjectNode put(ObjectNode sync, List<EmbeddingSpend> spends) {
    if (!spends.isEmpty()) {
      ArrayNode list = sync.putArray("embeddings");
      spends
          .forEach(each -> list.addObject().put("model", each.model().toString()).put("tokens", each.tokens())
              .put("dollars", each.dollars().map(dollars -> dollars.toPlainString()).orElse(null)));
    }
    return sync;
  }
}
