package dev.athanor.knowledge.answer;

import dev.athanor.document.Principals;
import dev.athanor.json.Codec;
import dev.athanor.knowledge.index.SnapshotName;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the best sentences of some texts.
 *
 * @param snapshot the state of the index, which says how rare a word is
 * @param question plain text
 * @param sources the texts, the most promising first
 * @param sentences the most sentences that are compared by meaning
 * @param principals who asks; empty stands for {@link Principals#ANYBODY}
 */
public record ExtractRequest(SnapshotName snapshot, String question, List<Source> sources, int sentences,
    Optional<Principals> principals) {
  /** As JSON. */
  public static final Codec<ExtractRequest> CODEC = Codec.of(ExtractRequest.class);

  /** Copies the sources; leaves out what goes without saying, so that equal requests are recorded alike. */
  public ExtractRequest {
    sources = List.copyOf(sources);
    principals = principals.filter(each -> !each.equals(Principals.ANYBODY));
  }

  /** Asked by somebody of whom nothing is known. */
  public ExtractRequest(SnapshotName snapshot, String question, List<Source> sources, int sentences) {
    this(snapshot, question, sources, sentences, Optional.empty());
  }

  /** The same asked by somebody. */
  public ExtractRequest as(Principals somebody) {
    return new ExtractRequest(snapshot, question, sources, sentences, Optional.of(somebody));
  }

  /** Who asks. */
  public Principals asking() {
    return principals.orElse(Principals.ANYBODY);
  }
}
