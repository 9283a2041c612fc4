package dev.athanor.knowledge.compare;

import dev.athanor.knowledge.compare.Found.FoundHit;
import dev.athanor.knowledge.compare.Question.Span;
import dev.athanor.knowledge.retrieve.Hit;
import dev.athanor.knowledge.retrieve.Passage;
import dev.athanor.knowledge.retrieve.Retrieval;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds hits against what a question expects. */
record Judge(Question question) {
  /** Before the names of what is not relevant; no document begins so. */
  private static final String NOTHING = "\0";

  Found judge(Retrieval retrieval, Duration took) {
    List<FoundHit> hits = new ArrayList<>();
    Set<String> ranked = new LinkedHashSet<>();
    int relevant = 0;
    for (Hit hit : retrieval.hits()) {
      Set<String> items = items(hit);
      relevant += items.isEmpty() ? 0 : 1;
      hits.add(new FoundHit(hit.place().document(), hit.place().section(), hit.score().total(),
          text(hit).text().length(), !items.isEmpty()));
      // What is there already is nothing new: of documents it is the same one, of spans it takes a place.
      boolean isNew = ranked.addAll(items);
      if (!isNew) {
        ranked.add(question.spans().isEmpty() ? hit.place().document() : NOTHING + hits.size());
      }
    }
    return new Found(hits, List.copyOf(ranked), relevant, took);
  }

  /** What is relevant, with its grades. */
  Map<String, Integer> relevant() {
    if (question.spans().isEmpty()) {
      return question.documents();
    }
    Map<String, Integer> spans = new LinkedHashMap<>();
    question.spans().forEach(each -> spans.put(each.toString(), 1));
    return spans;
  }

  Map<Measure, Double> measures(Found found, int k) {
    Map<String, Integer> relevant = relevant();
    Map<Measure, Double> measures = new EnumMap<>(Measure.class);
    measures.put(Measure.NDCG, Ranking.ndcg(found.ranked(), relevant, k));
    measures.put(Measure.HIT, found.relevant() > 0 ? 1.0 : 0);
    measures.put(Measure.RECALL, Ranking.recall(found.ranked(), relevant, found.ranked().size()));
    measures.put(Measure.PRECISION, found.hits().isEmpty() ? 0
        : (double) found.relevant() / found.hits().size());
    measures.put(Measure.MRR, Ranking.reciprocal(found.ranked(), relevant));
    return measures;
  }

  /** What of the expected a hit is. */
  private Set<String> items(Hit hit) {
    Set<String> names = names(hit);
    Set<String> items = new LinkedHashSet<>();
    if (question.spans().isEmpty()) {
      names.stream().filter(question.documents()::containsKey).forEach(items::add);
      return items;
    }
    Passage text = text(hit);
    String words = words(text.text());
    for (Span span : question.spans()) {
      boolean has = switch (span) {
        case Span.Words each -> (question.documents().isEmpty()
            || names.stream().anyMatch(question.documents()::containsKey))
            && words.contains(words(each.text()));
        case Span.Stretch each -> hit.place().document().equals(each.document())
            && text.start() <= each.start() && each.end() <= text.end();
      };
      if (has) {
        items.add(span.toString());
      }
    }
    return items;
  }

  /** A document that says the same as another one stands for it. */
  private static Set<String> names(Hit hit) {
    Set<String> names = new LinkedHashSet<>();
    names.add(hit.place().document());
    hit.copies().ifPresent(copies -> {
      copies.found().ifPresent(names::add);
      copies.others().forEach(each -> names.add(each.document()));
    });
    return names;
  }

  /** What a reader or a model gets of a hit. */
  private static Passage text(Hit hit) {
    return hit.section().orElse(hit.passage());
  }

  /** Text as it is compared: without regard to case and to how lines are broken. */
  static String words(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ")
        .toLowerCase(Locale.ROOT);
  }
}
