package dev.athanor.knowledge.answer;

import dev.athanor.json.Codec;
import dev.athanor.knowledge.index.SnapshotName;
import java.util.List;

/**
 * Asks for the best sentences of some texts.
 *
 * @param snapshot the state of the index, which says how rare a word is
 * @param question plain text
 * @param sources the texts, the most promising first
 * @param sentences the most sentences that are compared by meaning
 */
public record ExtractRequest(SnapshotName snapshot, String question, List<Source> sources, int sentences) {
  /** As JSON. */
  public static final Codec<ExtractRequest> CODEC = Codec.of(ExtractRequest.class);

  /** Copies the sources. */
  public ExtractRequest {
    sources = List.copyOf(sources);
  }
}
