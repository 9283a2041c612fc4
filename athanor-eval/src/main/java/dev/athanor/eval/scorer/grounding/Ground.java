package dev.athanor.eval.scorer.grounding;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Evidence, prepared for looking things up. */
final class Ground {
  private static final Pattern LINE = Pattern.compile("\\R+");

  final Set<String> stems;
  final Set<List<String>> pairs = new HashSet<>();
  final Set<List<String>> triples = new HashSet<>();
  final Set<String> numbers;
  final Set<Integer> times;
  final String squeezed;
  final Optional<Facts> facts;
  final List<String> sequence;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** A sentence of the evidence. */
  record Part(String text, Set<String> content) {}

  private Ground(String text, Optional<Facts> facts) {
    this.facts = facts;
    sequence = Wording.stems(text);
    stems = new HashSet<>(sequence);
    for (int i = 0; i + 1 < sequence.size(); i++) {
      pairs.add(sequence.subList(i, i + 2));
      if (i + 2 < sequence.size()) {
        triples.add(sequence.subList(i, i + 3));
      }
    }
    numbers = Wording.numbers(text, true);
    times = Times.in(text);
    squeezed = " " + String.join(" ", dev.athanor.eval.scorer.text.Words.of(text)) + " ";
    for (String line : LINE.split(text, -1)) {
      for (String sentence : Claims.sentences(line)) {
        parts.add(new Part(sentence, new HashSet<>(Wording.content(sentence))));
      }
    }
    parts.forEach(part -> part.content().forEach(word -> places.merge(word, 1, Integer::sum)));
  }

  /** Passages; one that is a JSON object is also read as facts. */
  static Ground of(List<String> evidence) {
    StringBuilder text = new StringBuilder();
    List<Facts.Fact> facts = new ArrayList<>();
    for (String each : evidence) {
      Optional<JsonNode> json = json(each);
      json.ifPresent(value -> facts.addAll(Facts.of(value).all()));
      text.append(json.map(Facts::text).orElse(each)).append('\n');
    }
    return new Ground(text.toString(), facts.isEmpty() ? Optional.empty() : Optional.of(new Facts(facts)));
  }

  private static Optional<JsonNode> json(String text) {
    if (!text.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(text));
    } catch (AthanorException _) {
      return Optional.empty();
    }
  }

  /** How rare a word is among the sentences of the evidence; the most for one that is not there. */
  double rarity(String word) {
    return Math.log(1 + (parts.size() + 1.0) / (places.getOrDefault(word, 0) + 0.5));
  }

  /** The sentence that has most of a claim's words, by rarity, and the part of them that it has. */
  Map.Entry<Part, Double> best(Set<String> content) {
    double all = content.stream().mapToDouble(this::rarity).sum();
    Part best = new Part("", Set.of());
    double most = 0;
    for (Part part : parts) {
      double shared = content.stream().filter(part.content()::contains).mapToDouble(this::rarity).sum();
      if (shared > most) {
        most = shared;
        best = part;
      }
    }
    return Map.entry(best, all == 0 ? 1 : most / all);
  }
}
