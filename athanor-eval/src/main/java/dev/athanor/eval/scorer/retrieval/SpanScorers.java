package dev.athanor.eval.scorer.retrieval;

import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.kind.Kind.Setting;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Scorers of places (Smith and Troynikov, Evaluating Chunking Strategies for Retrieval, 2024): the case has in its metadata, under
 * {@code spans}, objects with {@code document}, {@code start} and {@code end} in code points. A character counts once for recall, but each
 * time that it was found for precision and IoU, since each time is read.
 */
public final class SpanScorers {
  /** As files name them. */
  public static final List<Kind> KINDS = List.of(new Kind("span",
      "the characters found, against reference spans",
      "spans in the case's metadata: document, start and end in code points; passages found with their places",
      List.of(new Setting("part", "recall, precision or iou; by default iou"),
          new Setting("k", "how many passages count; by default all")),
      "Smith and Troynikov 2024, with characters for tokens",
      given -> of(given.choice("part", Part.IOU), given.whole("k", Integer.MAX_VALUE, 1))));

  private SpanScorers() {}

  /** Which part counts. */
  public enum Part {
    /** Of the reference. */
    RECALL,
    /** Of what was found. */
    PRECISION,
    /** Of both together. */
    IOU
  }

  private record Span(String document, int start, int end) {}

  /** Of the first k passages. */
  public static Scorer of(Part part, int k) {
    String name = "span-" + part.name().toLowerCase(java.util.Locale.ROOT);
    return Scorer.of(Metric.fraction(name, "1"), sample -> score(name, sample, part, k));
  }

  private static Score score(String name, Sample sample, Part part, int k) {
    List<Span> wanted =
        sample.given().metadata().path("spans").valueStream().flatMap(SpanScorers::read).toList();
    if (wanted.isEmpty()) {
      return Score.unscored("case \"" + sample.given().id() + "\" has no spans, which " + name
          + " needs; give its metadata a list spans of objects with document, start and end in code points");
    }
    if (sample.trail().found().isEmpty()) {
      return RetrievalScorers.unknown(name);
    }
    List<Evidence> found = sample.trail().found().get().stream().limit(k).toList();
    Optional<Evidence> nowhere =
        found.stream().filter(each -> each.start().isEmpty() || each.end().isEmpty()).findFirst();
    if (nowhere.isPresent()) {
      return Score.unscored(
          "passage \"" + nowhere.get().id() + "\" does not say where in its document it stands, which "
              + name + " needs");
    }
    return score(part, wanted, found.stream()
        .map(each -> new Span(each.document(), each.start().orElseThrow(), each.end().orElseThrow()))
        .toList());
  }

  private static Stream<Span> read(JsonNode span) {
    return span.path("end").asInt(0) > span.path("start").asInt(0) && span.path("start").asInt(0) >= 0
        ? Stream.of(new Span(span.path("document").asString(""), span.path("start").asInt(0),
            span.path("end").asInt()))
        : Stream.empty();
  }

  private static Score score(Part part, List<Span> wanted, List<Span> found) {
    Map<String, BitSet> reference = marked(wanted);
    Map<String, BitSet> there = marked(found);
    long expected = reference.values().stream().mapToLong(BitSet::cardinality).sum();
    long read = found.stream().mapToLong(each -> each.end() - each.start()).sum();
    long common = 0;
    for (Map.Entry<String, BitSet> each : reference.entrySet()) {
      BitSet both = (BitSet) each.getValue().clone();
      both.and(there.getOrDefault(each.getKey(), new BitSet()));
      common += both.cardinality();
    }
    return Score.of(switch (part) {
      case RECALL -> (double) common / expected;
      case PRECISION -> read == 0 ? 0 : (double) common / read;
      case IOU -> (double) common / (read + expected - common);
    }, common + " characters of " + expected + " expected and " + read + " found");
  }

  private static Map<String, BitSet> marked(List<Span> spans) {
    Map<String, BitSet> marked = new HashMap<>();
    spans.forEach(
        each -> marked.computeIfAbsent(each.document(), _ -> new BitSet()).set(each.start(), each.end()));
    return marked;
  }
}
