package dev.athanor.trail;

import dev.athanor.journal.Entry;
import dev.athanor.json.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A step of one list and one of another that ask the same, as nobody else in either list does: a place where long lists
 * are surely aligned (the patience diff of Bram Cohen).
 *
 * @param one the index in the first list
 * @param other the index in the second
 */
record Anchor(int one, int other) {
  /** As many as there can be without crossing: a longest rising sequence. */
  static List<Anchor> of(List<Entry.Completed> ones, List<Entry.Completed> others) {
    Map<Hash, Integer> places = unique(others);
    List<Anchor> candidates = new ArrayList<>();
    unique(ones).forEach((address, one) -> {
      Integer other = places.get(address);
      if (other != null) {
        candidates.add(new Anchor(one, other));
      }
    });
    candidates.sort((left, right) -> Integer.compare(left.one, right.one));
    return rising(candidates);
  }

  private static Map<Hash, Integer> unique(List<Entry.Completed> steps) {
    Map<Hash, Integer> places = new HashMap<>();
    Set<Hash> twice = new HashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      Hash address = steps.get(i).step().address();
      if (places.put(address, i) != null) {
        twice.add(address);
      }
    }
    places.keySet().removeAll(twice);
    return places;
  }

  /** The ends of the best sequences of each length are kept; each candidate remembers which one it prolongs. */
  private static List<Anchor> rising(List<Anchor> candidates) {
    int[] ends = new int[candidates.size()];
    int[] before = new int[candidates.size()];
    int length = 0;
    for (int i = 0; i < candidates.size(); i++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (candidates.get(ends[middle]).other < candidates.get(i).other) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      before[i] = low == 0 ? i : ends[low - 1];
      ends[low] = i;
      length = Math.max(length, low + 1);
    }
    Anchor[] best = new Anchor[length];
    for (int at = length - 1, i = length == 0 ? 0 : ends[length - 1]; at >= 0; at--, i = before[i]) {
      best[at] = candidates.get(i);
    }
    return Arrays.asList(best);
  }
}
