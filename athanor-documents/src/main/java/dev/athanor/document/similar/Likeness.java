package dev.athanor.document.similar;

import dev.athanor.document.source.SourceId;
import dev.athanor.document.similar.Groups.Group;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the documents that say the same. Memory is half a kilobyte a document; bands are looked at one after the other.
 * Groups are closed: where A is like B and B like C, all three are of one group. For one thread.
 */
public final class Likeness {
  /** The share of common runs of three words from which two documents are said to be the same. */
  public static final double STANDARD = 0.7;
  /** In a crowd that shares a band, each is compared with so many before it. */
  private static final int COMPARED = 32;

  private final List<SourceId> authority;
  private final double least;
  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<Long, Integer> exact = new HashMap<>();
  private int[] parents = new int[1024];

  /**
   * With nothing to compare yet.
   *
   * @param authority the sources whose documents answer before others, the most authoritative first
   * @param least from which likeness on, from 0 to 1
   */
  public Likeness(List<SourceId> authority, double least) {
    this.authority = List.copyOf(authority);
    this.least = least;
  }

  /** Takes a document in. Documents without words are like none. */
  public void add(Candidate candidate) {
    if (candidate.sketch().isEmpty()) {
      return;
    }
    int number = candidates.size();
    if (number == parents.length) {
      parents = java.util.Arrays.copyOf(parents, number * 2);
    }
    candidates.add(candidate);
    Integer first = exact.putIfAbsent(candidate.sketch().words(), number);
    parents[number] = first == null ? number : first;
  }

  /** What belongs together of all that were taken in. */
  public Groups groups() {
    int[] firsts = IntStream.range(0, candidates.size())
        .filter(each -> exact.getOrDefault(candidates.get(each).sketch().words(), -1) == each).toArray();
    for (int band = 0; band < Sketch.BANDS; band++) {
      join(firsts, band);
    }
    Map<Integer, List<Candidate>> together = new LinkedHashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      together.computeIfAbsent(root(i), _ -> new ArrayList<>()).add(candidates.get(i));
    }
    return new Groups(
        together.values().stream().filter(members -> members.size() > 1).map(this::group).sorted(
            Comparator.comparing(group -> group.answers().document())).toList());
  }

  private void join(int[] firsts, int band) {
    Map<Long, List<Integer>> crowds = new HashMap<>(firsts.length * 2);
    for (int each : firsts) {
      Sketch sketch = candidates.get(each).sketch();
      List<Integer> crowd = crowds.computeIfAbsent(sketch.band(band), _ -> new ArrayList<>(1));
      for (int i = 0; i < Math.min(COMPARED, crowd.size()); i++) {
        int other = crowd.get(i);
        if (root(other) != root(each) && sketch.likeness(candidates.get(other).sketch()) >= least) {
          parents[root(each)] = root(other);
        }
      }
      crowd.add(each);
    }
  }

  private int root(int of) {
    int root = of;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }

  private Group group(List<Candidate> members) {
    List<Candidate> ordered = members.stream().sorted(Comparator.comparing(Candidate::document)).toList();
    Candidate answers = ordered.stream().min(Comparator.<Candidate>comparingInt(this::rank).thenComparing(
        each -> each.dated().orElse(Instant.MIN), Comparator.reverseOrder())).orElseThrow();
    return new Group(answers,
        ordered.stream().filter(each -> !each.document().equals(answers.document())).toList(),
        ordered.stream().mapToLong(each -> each.sketch().words()).distinct().count() == 1);
  }

  private int rank(Candidate candidate) {
    int rank = authority.indexOf(candidate.source());
    return rank < 0 ? authority.size() : rank;
  }
}
