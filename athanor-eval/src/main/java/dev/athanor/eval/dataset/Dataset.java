package dev.athanor.eval.dataset;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Cases in an order, under a name. Two datasets with the same cases have the same {@link #version}.
 *
 * @param name by which people and reports name it
 * @param cases with ids of their own
 */
public record Dataset(String name, List<Case> cases) {
  /** Checks that ids are unique, and copies. */
  public Dataset {
    cases = List.copyOf(cases);
    Map<String, Integer> seen = HashMap.newHashMap(cases.size());
    for (int i = 0; i < cases.size(); i++) {
      Integer before = seen.putIfAbsent(cases.get(i).id(), i);
      if (before != null) {
        throw AthanorException.user("case-twice", "dataset " + name + " has two cases with the id \""
            + cases.get(i).id() + "\", the " + Ordinal.of(before + 1) + " and the " + Ordinal.of(i + 1)
            + "; give each case an id of its own");
      }
    }
  }

  /** The hash of the cases' hashes in order. */
  public Hash version() {
    StringBuilder hashes = new StringBuilder("dataset\n");
    cases.forEach(each -> hashes.append(each.hash()).append('\n'));
    return Hash.of(hashes.toString());
  }

  /** The cases that match, under the same name. */
  public Dataset only(Predicate<Case> wanted) {
    return new Dataset(name, cases.stream().filter(wanted).toList());
  }
}
