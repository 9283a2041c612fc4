package dev.athanor.eval.propose;

import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.scorer.text.Words;
import dev.athanor.json.Hash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chooses among what was proposed: from as many documents as there are, no question twice nor nearly twice, the same each time.
 *
 * @param most so many
 */
public record Proposals(int most) {
  /** Two questions with so many of their words in common ask the same. */
  private static final double ALIKE = 0.8;

  /**
   * Chooses.
   *
   * @param proposed in any order
   * @param known what was proposed, accepted or rejected before, and is not proposed again
   */
  public List<Case> choose(Collection<Case> proposed, Collection<Case> known) {
    List<Set<String>> asked = new ArrayList<>();
    known.forEach(each -> asked.add(words(each)));
    List<Case> chosen = new ArrayList<>();
    List<Deque<Case>> queues = queues(distinct(proposed));
    while (!queues.isEmpty() && chosen.size() < most) {
      for (Deque<Case> queue : queues) {
        if (chosen.size() == most) {
          break;
        }
        next(queue, asked).ifPresent(chosen::add);
      }
      queues.removeIf(Deque::isEmpty);
    }
    return chosen;
  }

  /** At most so many sections, from as many documents as there are; the same each time. */
  public static List<Section> spread(List<Section> sections, int most) {
    Map<String, Deque<Section>> documents = new TreeMap<>(Comparator.comparing(name -> Hash.of(name).hex()));
    sections.forEach(each -> documents.computeIfAbsent(each.document(), _ -> new ArrayDeque<>()).add(each));
    List<Section> some = new ArrayList<>();
    while (!documents.isEmpty() && some.size() < most) {
      documents.values().stream().limit(most - (long) some.size())
          .forEach(queue -> some.add(queue.removeFirst()));
      documents.values().removeIf(Deque::isEmpty);
    }
    return some;
  }

  private static Optional<Case> next(Deque<Case> queue, List<Set<String>> asked) {
    while (!queue.isEmpty()) {
      Case next = queue.removeFirst();
      Set<String> words = words(next);
      if (asked.stream().noneMatch(other -> alike(words, other))) {
        asked.add(words);
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  private static Set<String> words(Case asked) {
    return Set
        .copyOf(Words.of(asked.input().isString() ? asked.input().stringValue() : asked.input().toString()));
  }

  private static boolean alike(Set<String> one, Set<String> other) {
    int least = Math.min(one.size(), other.size());
    if (least < ALIKE * Math.max(one.size(), other.size())) {
      return false;
    }
    Set<String> common = new HashSet<>(one);
    common.retainAll(other);
    return common.size() >= ALIKE * (one.size() + other.size() - common.size());
  }

  /** A question that stands in several documents is relevant to all of them, if they answer alike; else it is none. */
  private static Collection<Case> distinct(Collection<Case> proposed) {
    Map<String, Case> byQuestion = new LinkedHashMap<>();
    Set<String> doubtful = new HashSet<>();
    for (Case each : proposed) {
      String question = each.input().toString();
      Case before = byQuestion.putIfAbsent(question, each);
      if (before != null) {
        if (before.reference().equals(each.reference())) {
          byQuestion.put(question, merged(before, each));
        } else {
          doubtful.add(question);
        }
      }
    }
    byQuestion.keySet().removeAll(doubtful);
    return byQuestion.values();
  }

  private static Case merged(Case one, Case other) {
    ObjectNode metadata = one.metadata().deepCopy();
    for (String list : List.of(Proposal.RELEVANT, Proposal.SPANS)) {
      var all = new HashSet<>(metadata.path(list).valueStream().toList());
      ArrayNode merged = metadata.withArray(list);
      other.metadata().path(list).valueStream().filter(all::add).forEach(merged::add);
    }
    return one.with(metadata);
  }

  /** By document, kind by kind in turn, in an order that only their hashes decide. */
  private static List<Deque<Case>> queues(Collection<Case> proposed) {
    Map<String, Map<String, Deque<Case>>> documents =
        new TreeMap<>(Comparator.comparing(name -> Hash.of(name).hex()));
    proposed.stream().sorted(Comparator.comparing(each -> each.hash().hex())).forEach(each -> documents
        .computeIfAbsent(each.unit(), _ -> new TreeMap<>())
        .computeIfAbsent(each.metadata().path(Proposal.KIND).asString(""), _ -> new ArrayDeque<>())
        .add(each));
    List<Deque<Case>> queues = new ArrayList<>();
    int document = 0;
    for (Map<String, Deque<Case>> kinds : documents.values()) {
      queues.add(inTurn(new ArrayList<>(kinds.values()), document++));
    }
    return queues;
  }

  private static Deque<Case> inTurn(List<Deque<Case>> kinds, int from) {
    Deque<Case> all = new ArrayDeque<>();
    for (int i = from; !kinds.isEmpty(); i++) {
      Deque<Case> kind = kinds.get(i % kinds.size());
      all.add(kind.removeFirst());
      kinds.removeIf(Deque::isEmpty);
    }
    return all;
  }
}
