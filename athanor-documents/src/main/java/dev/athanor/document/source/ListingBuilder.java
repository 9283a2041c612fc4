package dev.athanor.document.source;

import dev.athanor.document.DocumentId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what a source finds, in whatever order, into a listing. For one thread. */
public final class ListingBuilder {
  /** So many failures are named; a file that is wrong from its first to its last line is not a million of them. */
  private static final int NAMED = 1000;

  private final SortedMap<DocumentId, Entry> entries = new TreeMap<>();
  private final Map<DocumentId, String> failed = new HashMap<>();
  private final List<String> gaps = new ArrayList<>();
  private final Map<String, Integer> passedOver = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private int unnamed;

  /** A document. When there is one of that name already, neither counts, and the name is a failure with this reason. */
  public void add(Entry entry, String ifTwice) {
    DocumentId document = entry.document();
    if (failed.containsKey(document) || entries.containsKey(document)) {
      fail(document, ifTwice);
    } else {
      entries.put(document, entry);
    }
  }

  /** A document of this name instead of the one that is there. */
  public void replace(Entry entry) {
    entries.put(entry.document(), entry);
  }

  /** Whether there is a document of this name so far. */
  public boolean has(DocumentId document) {
    return entries.containsKey(document);
  }

  /** How many documents there are so far. */
  public int size() {
    return entries.size();
  }

  /** A document that is there but cannot be opened. */
  public void fail(DocumentId document, String reason) {
    entries.remove(document);
    if (failed.size() < NAMED || failed.containsKey(document)) {
      failed.putIfAbsent(document, reason);
    } else {
      unnamed++;
    }
  }

  /** Something that could not be listed. */
  public void gap(String reason) {
    gaps.add(reason);
  }

  /** Something that a person should know. */
  public void note(String what) {
    notes.add(what);
  }

  /** Something that was there and not asked for. */
  public void passOver(String kind) {
    passedOver.merge(kind, 1, Integer::sum);
  }

  /** What was wrong with the files that the documents are in. What else lies beside them is nobody's concern. */
  public void takeProblems(Listing files) {
    files.failed().forEach((file, reason) -> {
      fail(file, reason);
      gap(file + ": the documents in it could not be listed; " + reason);
    });
    gaps.addAll(files.gaps());
  }

  /** A file of which only the first documents could be listed. */
  public void cutOff(Entry file, IOException problem) {
    gap(file.document() + ": could not be read to its end, so that no document is taken for deleted: "
        + problem.getMessage());
  }

  /** All of it, in order. */
  public Listing listing() {
    List<String> all = new ArrayList<>(gaps);
    if (unnamed > 0) {
      all.add(unnamed + " more documents could not be read; mend the first " + NAMED + " and sync again");
    }
    Collections.sort(all);
    return new Listing(List.copyOf(entries.values()), failed, all, passedOver, notes);
  }
}
