package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sync has done.
 *
 * @param added documents that were not indexed before
 * @param changed documents whose text is another one than before
 * @param unchanged documents whose text is the same as before
 * @param deleted documents that were indexed before and are no more
 * @param failed documents that could not be indexed as they are now, ordered by id
 * @param chunks how many chunks the snapshot has
 * @param embedded how many passages had to be embedded
 * @param snapshot the name of the snapshot that has all of this
 * @param gaps what could not be listed, each with the reason; unless it is empty, nothing was deleted there
 * @param passedOver how many files were there that are no documents by the project's patterns, by extension
 * @param renamed documents whose content had another name before, ordered by id; neither added nor deleted
 * @param redone how many documents were done again although their content is the same, by what was begun with
 * @param failedSources sources that could not be listed; of their documents nothing was changed but, by a rule, who may read them
 * @param restricted documents that fewer may read than before by the rules, whether they could be read or not, ordered by id
 * @param notes what else a person should know
 */
public record SyncReport(int added, int changed, int unchanged, int deleted, List<FailedDocument> failed,
    int chunks,
    int embedded, String snapshot, List<String> gaps, Map<String, Integer> passedOver,
    List<Rename> renamed, Map<Stage, Integer> redone, List<FailedSource> failedSources,
    List<DocumentId> restricted, List<String> notes) {

  public SyncReport {
    failed = List.copyOf(failed);
    gaps = List.copyOf(gaps);
    renamed = List.copyOf(renamed);
    failedSources = List.copyOf(failedSources);
    restricted = List.copyOf(restricted);
    notes = List.copyOf(notes);
    redone = Collections.unmodifiableMap(new TreeMap<>(redone));
    passedOver = Collections.unmodifiableMap(new TreeMap<>(passedOver));
  }
}
