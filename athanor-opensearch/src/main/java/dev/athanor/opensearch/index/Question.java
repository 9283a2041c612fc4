package dev.athanor.opensearch.index;

import dev.athanor.knowledge.analysis.Asked;
import dev.athanor.knowledge.analysis.Language;
import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One question to a view, by words, by meaning or both: what is searched for it in one request, and what the answers are
 * worth.
 *
 * @param counts how often they occur
 * @param words what each counts; at most so many as a query may have
 */
record Question(Probe probe, View view, Counts counts, Map<String, Float> words) {
  /** Of a longer text the rarest words are searched: they tell the most, and a query may have no more than 1,024. */
  private static final int MOST_WORDS = 512;
  /** OpenSearch weighs words by all that its shards have, also by what is hidden or gone: so a few more are taken, and scored here. */
  private static final int MORE = 20;
  /** Times as many, when that was not enough. */
  private static final int MUCH_MORE = 4;
  private static final double ROUNDING = 1.0001;

  /**
   * Of a probe.
   *
   * @param ask sends searches
   */
  static Question of(Probe probe, Set<Language> languages, View view, Statistics statistics,
      Function<List<ObjectNode>, List<JsonNode>> ask) {
    Map<String, Float> words = probe.asked(languages).map(Asked::weights).orElse(Map.of());
    var counts = new Counts(statistics, words.keySet());
    if (words.size() <= MOST_WORDS) {
      return new Question(probe, view, counts, words);
    }
    counts.ask(ask);
    Map<String, Float> rarest = new HashMap<>();
    words.keySet().stream().filter(word -> counts.occurrences(word) > 0)
        .sorted(Comparator.comparingLong((String word) -> counts.occurrences(word))
            .thenComparing(Comparator.naturalOrder()))
        .limit(MOST_WORDS).forEach(word -> rarest.put(word, words.getOrDefault(word, 1f)));
    return new Question(probe, view, new Counts(statistics, rarest.keySet()), rarest);
  }

  private Optional<float[]> vector() {
    return view.snapshot().dimensions() == 0 ? Optional.empty() : probe.vector();
  }

  /** Whether there is nothing to search for. */
  boolean isEmpty() {
    return words.isEmpty() && vector().isEmpty();
  }

  private List<ObjectNode> searches(int most, List<ObjectNode> others) {
    int size = size(most);
    List<ObjectNode> searches = new ArrayList<>();
    languages().forEach(group -> searches.add(searchByWords(group, _ -> 1, size)));
    vector().ifPresent(
        vector -> searches.add(asked(view.searchByVector(vector, size, conditions()), size)));
    searches.addAll(others);
    return searches;
  }

  private List<ObjectNode> conditions() {
    return probe.filter().equals(Filter.everything()) ? List.of() : List.of(FilterQuery.of(probe.filter()));
  }

  /**
   * Each language by itself: how rare its words are among all that is there is no measure across languages for one reader.
   *
   * @param gains how many times as much as it does OpenSearch is to have a word weigh
   */
  private ObjectNode searchByWords(List<String> group, ToDoubleFunction<String> gains, int size) {
    Map<String, Float> weights = new TreeMap<>();
    group.forEach(word -> weights.put(word,
        (float) (words.getOrDefault(word, 1f) * gains.applyAsDouble(word))));
    return asked(view.searchByWords(weights, conditions()), size);
  }

  private ObjectNode asked(ObjectNode search, int size) {
    return Found.asked(search, !words.isEmpty(), probe.vector().isPresent()).put("size", size);
  }

  private static int size(int most) {
    return Math.min(Layout.PAGE, most + Math.max(MORE, most / 5));
  }

  /**
   * The answers, with as many by words as it takes. What OpenSearch has not given may still be among the best, if it weighs
   * the words much unlike they weigh in what can be seen: a word that is everywhere in what is hidden, and rare in what can be
   * seen, counts for nothing there and for much here. Then it is asked again, with each word weighed as here, and for more.
   *
   * @param ask sends searches
   */
  List<JsonNode> answers(int most, Function<List<ObjectNode>, List<JsonNode>> ask) {
    List<ObjectNode> counting = probe.text().isPresent() ? counts.searches() : List.of();
    Weighing weighing = new Weighing(view, words);
    List<ObjectNode> others = new ArrayList<>(counting);
    others.addAll(weighing.searches());
    List<JsonNode> replies = new ArrayList<>(ask.apply(searches(most, others)));
    List<JsonNode> last = replies.subList(replies.size() - others.size(), replies.size());
    counts.learn(last.subList(0, counting.size()));
    Weighing.Gains gains = weighing.gains(last.subList(counting.size(), others.size()), counts);
    int next = 0;
    for (List<String> group : languages()) {
      replies.set(next, enough(group, gains, replies.get(next), most, ask));
      next++;
    }
    return replies;
  }

  /** The answer by words of one language, or a better one. */
  private JsonNode enough(List<String> group, Weighing.Gains gains, JsonNode first, int most,
      Function<List<ObjectNode>, List<JsonNode>> ask) {
    JsonNode reply = first;
    double gain = gains.greatest(group);
    for (int size = size(most); mayMiss(Found.in(reply), gain, most, size); gain = gains.length()) {
      size = Math.min(Layout.PAGE, size * MUCH_MORE);
      reply = ask.apply(List.of(searchByWords(group, gains::of, size))).getFirst();
    }
    return reply;
  }

  /**
   * Whether a chunk that was not given may be better here than the last that is wanted. What is not given is worth no more
   * to OpenSearch than the last that is.
   *
   * @param gain how many times as much as to OpenSearch a chunk can be worth here, by the weights that were asked for
   */
  private boolean mayMiss(List<Found> found, double gain, int most, int size) {
    if (found.size() < size || size == Layout.PAGE) {
      return false;
    }
    double last = ordered(found, byWords()).get(most - 1).score();
    return found.getLast().found() * gain > last * ROUNDING;
  }

  /** The words, language by language. */
  private Collection<List<String>> languages() {
    return words.keySet().stream().collect(Collectors.groupingBy(Language::mark, TreeMap::new, Collectors
        .toList())).values();
  }

  /** The best of what the searches have found, with their scores. */
  List<Candidate> candidates(List<JsonNode> replies, int most, Consumer<Found> remember) {
    int groups = languages().size();
    int next = groups + (vector().isPresent() ? 1 : 0);
    Map<ChunkId, Found> union = new TreeMap<>();
    Optional<ToDoubleFunction<Found>> keyword = probe.text().map(_ -> byWords());
    Optional<ToDoubleFunction<Found>> dense = probe.vector().map(vector -> found -> found.cosine(vector));
    if (!words.isEmpty()) {
      List<Found> each =
          replies.subList(0, groups).stream().flatMap(reply -> Found.in(reply).stream()).toList();
      best(each, keyword.orElseThrow(), most).forEach(found -> union.put(found.id(), found));
    }
    if (vector().isPresent()) {
      best(Found.in(replies.get(next - 1)), dense.orElseThrow(), most)
          .forEach(each -> union.put(each.id(), each));
    }
    List<Found> found = List.copyOf(union.values());
    found.forEach(remember);
    Map<ChunkId, Signal> byWords = keyword.map(score -> ranked(found, score)).orElse(Map.of());
    Map<ChunkId, Signal> byMeaning = dense.map(score -> ranked(found, score)).orElse(Map.of());
    return found.stream().map(each -> new Candidate(each.number(), each.id(),
        Optional.ofNullable(byWords.get(each.id())), Optional.ofNullable(byMeaning.get(each.id())))).toList();
  }

  private ToDoubleFunction<Found> byWords() {
    if (words.isEmpty()) {
      return _ -> 0;
    }
    var scores = new WordScores(words, counts.sizes(), counts.occurrences());
    return found -> scores.score(found.said());
  }

  private record Scored(Found found, double score) {}

  private static List<Scored> ordered(List<Found> found, ToDoubleFunction<Found> score) {
    return found.stream().map(each -> new Scored(each, score.applyAsDouble(each)))
        .sorted(Comparator.comparingDouble((Scored each) -> -each.score())
            .thenComparing(each -> each.found().id()))
        .toList();
  }

  private static List<Found> best(List<Found> found, ToDoubleFunction<Found> score, int most) {
    return ordered(found, score).stream().limit(most).map(Scored::found).toList();
  }

  private static Map<ChunkId, Signal> ranked(List<Found> found, ToDoubleFunction<Found> score) {
    Map<ChunkId, Signal> signals = new HashMap<>();
    for (Scored each : ordered(found, score)) {
      signals.put(each.found().id(), new Signal(each.score(), signals.size() + 1));
    }
    return signals;
  }
}
