package dev.athanor.trail;

import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.Stamped;
import dev.athanor.run.Recording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The steps of a run, those of one name in one scope together, in the order of their ordinals. */
record StepsByName(Map<String, List<Entry.Completed>> groups, List<Path> order) {
  private static final Pattern ASKED = Pattern.compile("\\{#[^}]*}");
  private static final long LARGEST_TABLE = 4_000_000;

  /** Steps of two runs that belong together; one side may be missing. */
  record Pair(Optional<Entry.Completed> first, Optional<Entry.Completed> second) {}

  static StepsByName of(Recording recording) {
    Set<Path> lost = new HashSet<>();
    collectLost(RunTree.of(recording), lost);
    Map<String, List<Entry.Completed>> groups = new LinkedHashMap<>();
    List<Path> order = new ArrayList<>();
    for (Stamped stamped : recording.entries()) {
      if (stamped.entry() instanceof Entry.Completed step && !lost.contains(step.path())) {
        groups.computeIfAbsent(name(step.path()), _ -> new ArrayList<>()).add(step);
        order.add(step.path());
      }
    }
    return new StepsByName(groups, order);
  }

  private static void collectLost(RunTree.Node node, Set<Path> lost) {
    if (node.lost()) {
      lost.add(node.path());
    }
    node.children().forEach(child -> collectLost(child, lost));
  }

  /** The path without its own ordinal. */
  private static String name(Path path) {
    String value = path.value();
    return value.endsWith("]") ? value.substring(0, value.lastIndexOf('[')) : value;
  }

  /**
   * All steps of both runs, those that belong together in pairs. An item whose key begins with {@code #} is named by what it
   * asks: where the other run has none of that name, it may still have asked something else in its place.
   */
  List<Pair> align(StepsByName other) {
    Map<String, List<Entry.Completed>> ones = named(other);
    Map<String, List<Entry.Completed>> others = other.named(this);
    Set<String> names = new LinkedHashSet<>(ones.keySet());
    names.addAll(others.keySet());
    List<Pair> pairs = new ArrayList<>();
    for (String name : names) {
      align(ones.getOrDefault(name, List.of()), others.getOrDefault(name, List.of()), pairs);
    }
    return pairs;
  }

  /** The groups, those together that the other run has not and that differ in nothing but what they ask. */
  private Map<String, List<Entry.Completed>> named(StepsByName other) {
    Map<String, List<Entry.Completed>> named = new LinkedHashMap<>();
    groups.forEach((name, steps) -> named.computeIfAbsent(other.groups.containsKey(name) ? name
        : ASKED.matcher(name).replaceAll("{#}"), _ -> new ArrayList<>()).addAll(steps));
    return named;
  }

  /**
   * Aligns by the longest common subsequence of addresses, after the common beginning and end; what is left between two
   * matches is paired in order.
   */
  private static void align(List<Entry.Completed> ones, List<Entry.Completed> others, List<Pair> pairs) {
    int begin = 0;
    while (begin < Math.min(ones.size(), others.size()) && matches(ones.get(begin), others.get(begin))) {
      pairs.add(new Pair(Optional.of(ones.get(begin)), Optional.of(others.get(begin))));
      begin++;
    }
    int end = 0;
    while (end < Math.min(ones.size(), others.size()) - begin
        && matches(ones.get(ones.size() - 1 - end), others.get(others.size() - 1 - end))) {
      end++;
    }
    middle(ones.subList(begin, ones.size() - end), others.subList(begin, others.size() - end), pairs);
    for (int i = end; i > 0; i--) {
      pairs.add(new Pair(Optional.of(ones.get(ones.size() - i)), Optional.of(others.get(others.size() - i))));
    }
  }

  /** By the whole table if it is not too large; else between steps whose questions both have once, in the same order. */
  private static void middle(List<Entry.Completed> ones, List<Entry.Completed> others, List<Pair> pairs) {
    if ((long) ones.size() * others.size() <= LARGEST_TABLE) {
      byTable(ones, others, pairs);
      return;
    }
    int i = 0;
    int j = 0;
    List<Anchor> anchors = Anchor.of(ones, others);
    for (Anchor anchor : anchors) {
      middle(ones.subList(i, anchor.one()), others.subList(j, anchor.other()), pairs);
      pairs.add(new Pair(Optional.of(ones.get(anchor.one())), Optional.of(others.get(anchor.other()))));
      i = anchor.one() + 1;
      j = anchor.other() + 1;
    }
    if (anchors.isEmpty()) {
      flush(new ArrayList<>(ones), new ArrayList<>(others), pairs);
    } else {
      middle(ones.subList(i, ones.size()), others.subList(j, others.size()), pairs);
    }
  }

  private static void byTable(List<Entry.Completed> ones, List<Entry.Completed> others, List<Pair> pairs) {
    List<Entry.Completed> leftOnes = new ArrayList<>();
    List<Entry.Completed> leftOthers = new ArrayList<>();
    int[][] longest = longest(ones, others);
    int i = 0;
    int j = 0;
    while (i < ones.size() && j < others.size()) {
      if (matches(ones.get(i), others.get(j))) {
        flush(leftOnes, leftOthers, pairs);
        pairs.add(new Pair(Optional.of(ones.get(i++)), Optional.of(others.get(j++))));
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        leftOnes.add(ones.get(i++));
      } else {
        leftOthers.add(others.get(j++));
      }
    }
    leftOnes.addAll(ones.subList(i, ones.size()));
    leftOthers.addAll(others.subList(j, others.size()));
    flush(leftOnes, leftOthers, pairs);
  }

  private static int[][] longest(List<Entry.Completed> ones, List<Entry.Completed> others) {
    int[][] longest = new int[ones.size() + 1][others.size() + 1];
    for (int i = ones.size() - 1; i >= 0; i--) {
      for (int j = others.size() - 1; j >= 0; j--) {
        longest[i][j] = matches(ones.get(i), others.get(j))
            ? longest[i + 1][j + 1] + 1
            : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    return longest;
  }

  private static boolean matches(Entry.Completed one, Entry.Completed other) {
    return one.step().address().equals(other.step().address());
  }

  private static void flush(List<Entry.Completed> ones, List<Entry.Completed> others, List<Pair> pairs) {
    for (int i = 0; i < Math.max(ones.size(), others.size()); i++) {
      pairs.add(new Pair(i < ones.size() ? Optional.of(ones.get(i)) : Optional.empty(),
          i < others.size() ? Optional.of(others.get(i)) : Optional.empty()));
    }
    ones.clear();
    others.clear();
  }

  /** Where each path stands: in the order of the first run, then those that only the second has. */
  Map<Path, Integer> order(StepsByName other) {
    Map<Path, Integer> both = new HashMap<>();
    Stream.concat(order.stream(), other.order.stream()).forEach(path -> both.putIfAbsent(path, both.size()));
    return both;
  }
}
