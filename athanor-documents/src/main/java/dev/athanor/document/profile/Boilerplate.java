package dev.athanor.document.profile;

import dev.athanor.document.DocumentId;
import dev.athanor.document.profile.Profile.Note;
import dev.athanor.document.similar.Candidate;
import dev.athanor.document.similar.Groups;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds documents of which most lines stand in several others, copies apart: navigation, legal notices, templates. */
final class Boilerplate {
  private static final int FEWEST_LINES = 6;
  private static final int OTHERS = 3;
  private static final double MUCH = 0.4;

  private Boilerplate() {}

  static List<Note> of(List<Facts> facts, Groups groups, int most) {
    Set<DocumentId> copies = new HashSet<>();
    groups.all().forEach(group -> group.others().stream().map(Candidate::document).forEach(copies::add));
    List<Facts> single = facts.stream().filter(each -> !copies.contains(each.document())).toList();
    Map<Integer, Integer> documents = new HashMap<>();
    single.forEach(each -> Arrays.stream(each.measures().lines()).forEach(line -> documents.merge(line, 1,
        Integer::sum)));
    return single.stream()
        .filter(each -> each.measures().lines().length >= FEWEST_LINES && share(each, documents) >= MUCH)
        .sorted(Comparator.comparingDouble((Facts each) -> share(each, documents)).reversed()).limit(most)
        .map(each -> new Note(each.document(), String.format(Locale.ROOT,
            "about %.0f %% of its lines are in %d or more other documents", share(each, documents) * 100,
            OTHERS)))
        .toList();
  }

  private static double share(Facts facts, Map<Integer, Integer> documents) {
    int[] lines = facts.measures().lines();
    return (double) Arrays.stream(lines).filter(line -> documents.getOrDefault(line, 0) > OTHERS).count()
        / lines.length;
  }
}
