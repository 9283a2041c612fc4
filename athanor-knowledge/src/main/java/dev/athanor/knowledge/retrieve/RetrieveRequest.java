package dev.athanor.knowledge.retrieve;

import dev.athanor.document.Principals;
import dev.athanor.json.Codec;
import dev.athanor.knowledge.index.SnapshotName;
import java.util.Optional;

/**
 * A search. It names all that decides its result.
 *
 * @param snapshot the state of the index
 * @param query plain text
 * @param settings how to search
 * @param principals who asks; empty stands for {@link Principals#ANYBODY}
 */
public record RetrieveRequest(SnapshotName snapshot, String query, RetrievalSettings settings,
    Optional<Principals> principals) {
  /** As JSON. */
  public static final Codec<RetrieveRequest> CODEC = Codec.of(RetrieveRequest.class);

  /** Leaves out what goes without saying, so that equal requests are recorded alike. */
  public RetrieveRequest {
    principals = principals.filter(each -> !each.equals(Principals.ANYBODY));
  }

  /** A search by somebody of whom nothing is known. */
  public RetrieveRequest(SnapshotName snapshot, String query, RetrievalSettings settings) {
    this(snapshot, query, settings, Optional.empty());
  }

  /** The same search by somebody. */
  public RetrieveRequest as(Principals somebody) {
    return new RetrieveRequest(snapshot, query, settings, Optional.of(somebody));
  }

  /** Who asks. */
  public Principals asking() {
    return principals.orElse(Principals.ANYBODY);
  }
}
