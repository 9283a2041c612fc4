package dev.athanor.document.source;

import dev.athanor.document.DocumentId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a source has.
 *
 * @param entries the documents, ordered by id
 * @param failed documents that are there but cannot be opened, each with the reason
 * @param gaps what could not be listed, each with the reason. Unless this is empty, a document that is not
 *     listed may still exist.
 * @param passedOver how many files were there that the source was not asked for, by extension ({@code .png});
 *     what was excluded by name or is hidden is not counted
 * @param notes what else a person should know; nothing is concluded from it
 */
public record Listing(List<Entry> entries, Map<DocumentId, String> failed, List<String> gaps,
    Map<String, Integer> passedOver, List<String> notes) {

  public Listing {
    entries = List.copyOf(entries);
    failed = Collections.unmodifiableMap(new TreeMap<>(failed));
    gaps = List.copyOf(gaps);
    passedOver = Collections.unmodifiableMap(new TreeMap<>(passedOver));
    notes = List.copyOf(notes);
  }

  /** One of which there is nothing else to say. */
  public Listing(List<Entry> entries, Map<DocumentId, String> failed, List<String> gaps,
      Map<String, Integer> passedOver) {
    this(entries, failed, gaps, passedOver, List.of());
  }

  /** Whether a document that is not listed is certainly gone. */
  public boolean isComplete() {
    return gaps.isEmpty();
  }
}
