package dev.athanor.eval.report;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.statistics.Comparison;
import dev.athanor.statistics.ManyTests;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Looks at parts of the cases: those with a tag, and those with one value of a member of the metadata that has few. Where systems are
 * compared within them, p-values are corrected for how many slices there are (Benjamini and Hochberg 1995), since among many some differ by
 * chance.
 *
 * @param lab the trials
 */
record Slicing(Lab lab) {
  private static final int MOST_VALUES = 12;
  private static final int FEWEST_UNITS = 5;

  /** A comparison within a slice. */
  private record Within(int slice, String arm, Comparison comparison) {}

  List<Report.Slice> slices() {
    Map<String, Set<String>> parts = parts(lab.experiment().dataset().cases());
    List<Within> all = new ArrayList<>();
    List<Set<String>> cases = List.copyOf(parts.values());
    for (int i = 0; i < cases.size(); i++) {
      int slice = i;
      for (String arm : lab.candidates()) {
        lab.compared(arm, lab.primary(), Report.LEVEL, cases.get(i)::contains)
            .ifPresent(each -> all.add(new Within(slice, arm, each)));
      }
    }
    List<Double> adjusted =
        ManyTests.benjaminiHochberg(all.stream().map(each -> each.comparison().probability()).toList());
    List<Report.Slice> slices = new ArrayList<>();
    for (Map.Entry<String, Set<String>> part : parts.entrySet()) {
      int slice = slices.size();
      slices.add(slice(part.getKey(), part.getValue(), IntStream.range(0, all.size())
          .filter(i -> all.get(i).slice() == slice)
          .mapToObj(i -> Contrast.of(all.get(i).arm(), lab.primary(), false,
              all.get(i).comparison(), adjusted.get(i)))
          .toList()));
    }
    return slices;
  }

  private Report.Slice slice(String name, Set<String> cases, List<Contrast> contrasts) {
    return new Report.Slice(name, cases.size(), lab.experiment().arms().stream().map(Arm::name)
        .map(arm -> Reporting.measure(lab.series(arm, lab.primary()).only(cases::contains))).toList(),
        contrasts);
  }

  /** By name, in order: tags, then members of the metadata with their values. */
  private static Map<String, Set<String>> parts(List<Case> cases) {
    Map<String, Set<String>> tags = new TreeMap<>();
    Map<String, Map<String, List<Case>>> members = new TreeMap<>();
    for (Case each : cases) {
      each.tags().forEach(tag -> tags.computeIfAbsent(tag, _ -> new HashSet<>()).add(each.id()));
      for (Map.Entry<String, JsonNode> member : each.metadata().properties()) {
        if (member.getValue().isValueNode() && !member.getValue().isNull()) {
          members.computeIfAbsent(member.getKey(), _ -> new TreeMap<>())
              .computeIfAbsent(member.getValue().asString(), _ -> new ArrayList<>()).add(each);
        }
      }
    }
    Map<String, Set<String>> parts = new LinkedHashMap<>(tags);
    parts.values().removeIf(some -> some.size() == cases.size());
    members.forEach((name, values) -> {
      if (tells(values, tags.keySet())) {
        values.forEach((value, some) -> parts.put(name + " = " + value, ids(some)));
      }
    });
    return parts;
  }

  /** A few values, each of several independent cases, that are not the tags once more. */
  private static boolean tells(Map<String, List<Case>> values, Set<String> tags) {
    return values.size() > 1 && values.size() <= MOST_VALUES && !tags.containsAll(values.keySet())
        && values.values().stream()
            .allMatch(cases -> cases.stream().map(Case::unit).distinct().count() >= FEWEST_UNITS);
  }

  private static Set<String> ids(List<Case> cases) {
    return cases.stream().map(Case::id).collect(Collectors.toSet());
  }
}
