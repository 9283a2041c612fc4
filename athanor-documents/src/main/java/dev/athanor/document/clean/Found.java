package dev.athanor.document.clean;

import dev.athanor.document.clean.Edits.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What rules have found in one text. For one thread. */
final class Found {
  private final List<Edit> edits = new ArrayList<>();
  private final Map<String, Integer> counts;

  /** Adds to these counts. */
  Found(Map<String, Integer> counts) {
    this.counts = counts;
  }

  /** For a text of which nobody counts. */
  static Found uncounted() {
    return new Found(new TreeMap<>());
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  void replace(int start, int end, String replacement, String what) {
    edits.add(new Edit(start, end, replacement));
    count(what);
  }

  void remove(int start, int end, String what) {
    replace(start, end, "", what);
  }

  Edits edits(String text) {
    return new Edits(text, edits);
  }
}
