package dev.athanor.eval.experiment;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.json.Codec;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be found out: the input of an experiment's run. Everything that decides the numbers stands here or in the manifest, so that
 * a file that changes meanwhile changes nothing.
 *
 * @param name of the evaluation
 * @param dataset the cases
 * @param arms the systems; the first one that is asked is what the others are compared with
 * @param repeats how often each system is put to each case; what is shown as it was is shown once
 * @param scorers what is measured, each by its settings
 * @param draws tells the draws of this experiment from those of others: empty if it shares them
 * @param only by a case's id, the only systems that it is put to; a case that is not here is put to all
 */
public record Experiment(String name, Dataset dataset, List<Arm> arms, int repeats, List<ObjectNode> scorers,
    String draws, Optional<Map<String, Set<String>>> only) {
  /** As JSON. */
  public static final Codec<Experiment> CODEC = Codec.of(Experiment.class);
  /** The part of the manifest that has the pins of each arm by its name. */
  public static final String ARMS = "arms";

  /** One in which each system is put to each case. */
  public Experiment(String name, Dataset dataset, List<Arm> arms, int repeats, List<ObjectNode> scorers,
      String draws) {
    this(name, dataset, arms, repeats, scorers, draws, Optional.empty());
  }

  /** Checks and copies. */
  public Experiment {
    arms = List.copyOf(arms);
    scorers = List.copyOf(scorers);
    only = only.isEmpty() || only.get().isEmpty() ? Optional.empty()
        : Optional.of(limited(only.get(), name, arms));
    Set<String> names = new HashSet<>();
    for (Arm arm : arms) {
      if (!names.add(arm.name())) {
        throw AthanorException.user("arm-twice",
            "experiment " + name + " has two arms with the name \"" + arm.name()
                + "\"; give each a name of its own");
      }
    }
    if (arms.isEmpty()) {
      throw AthanorException.user("no-arm", "experiment " + name + " has nothing to measure; name a system");
    }
    if (repeats < 1) {
      throw AthanorException.user("repeats",
          "experiment " + name + " has " + repeats + " repeats; expected 1 or more");
    }
    if (dataset.cases().isEmpty()) {
      throw AthanorException.user("no-case", "dataset " + dataset.name()
          + " has no case to ask, after its filters; there is nothing to measure");
    }
  }

  /** What the others are compared with: the first one that is not just shown as it was. */
  public Arm baseline() {
    return arms.stream().filter(arm -> !arm.observed()).findFirst().orElseGet(arms::getFirst);
  }

  /** Those that are compared with the baseline. */
  public List<Arm> candidates() {
    return arms.stream().filter(arm -> !arm.observed() && !arm.equals(baseline())).toList();
  }

  /** How often an arm is put to each case: what was answered then was answered once. */
  public int repeats(Arm arm) {
    return arm.observed() ? 1 : repeats;
  }

  private static Map<String, Set<String>> limited(Map<String, Set<String>> limits, String name,
      List<Arm> arms) {
    Set<String> known = arms.stream().map(Arm::name).collect(Collectors.toSet());
    Map<String, Set<String>> copied = new TreeMap<>();
    limits.forEach((given, systems) -> {
      if (systems.isEmpty() || !known.containsAll(systems)) {
        throw AthanorException.user("case-systems", "experiment " + name + " puts case " + given + " to "
            + new TreeSet<>(systems) + "; expected at least one of its systems " + new TreeSet<>(known)
            + ", and no others");
      }
      copied.put(given, Collections.unmodifiableSet(new TreeSet<>(systems)));
    });
    return Collections.unmodifiableMap(copied);
  }

  /** Whether a system is put to a case. */
  public boolean asks(Arm arm, Case given) {
    return only.map(limits -> limits.get(given.id())).map(systems -> systems.contains(arm.name()))
        .orElse(true);
  }

  /** The cases that a system is put to. */
  public List<Case> cases(Arm arm) {
    return only.isEmpty() ? dataset.cases()
        : dataset.cases().stream().filter(each -> asks(arm, each)).toList();
  }

  /** How many trials of a system there will be. */
  public long trials(Arm arm) {
    return (long) cases(arm).size() * repeats(arm);
  }

  /** How many trials there will be. */
  public long trials() {
    return arms.stream().mapToLong(this::trials).sum();
  }
}
