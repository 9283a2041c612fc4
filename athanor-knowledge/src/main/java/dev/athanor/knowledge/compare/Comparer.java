package dev.athanor.knowledge.compare;

import dev.athanor.document.Principals;
import dev.athanor.knowledge.compare.Comparison.Agreement;
import dev.athanor.knowledge.compare.Comparison.Result;
import dev.athanor.knowledge.compare.Comparison.SideReport;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.knowledge.retrieve.Retriever;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Asks two sides the same questions.
 *
 * @param retriever searches the snapshots of both
 * @param asking in whose names
 * @param filter among which documents, as {@link Filter#parse} reads it; blank for all
 * @param trying a search, and again where that may help
 */
public record Comparer(Retriever retriever, Principals asking, String filter, Trying trying) {
  /** How a search is tried. What passes between two tries is no time that the search took. */
  @FunctionalInterface
  public interface Trying {
    /** What the last try has found. */
    Found found(Supplier<Found> once);
  }

  /**
   * Compares.
   *
   * @param questions at least one
   * @param by the measure of the verdict
   * @param margin up to which a difference is none, above 0
   * @param done is told how many questions are done
   */
  public Comparison compare(Side a, Side b, List<Question> questions, Measure by, double margin,
      IntConsumer done) {
    try (Snapshot ofA = retriever.index().snapshot(a.snapshot(), asking);
        Snapshot ofB = retriever.index().snapshot(b.snapshot(), asking)) {
      Expectations expectations = new Expectations(List.of(ofA, ofB));
      List<Question> known = expectations.of(questions, Filter.parse(filter), !filter.isBlank());
      List<Result> results = ask(a, b, known, done);
      List<Difference> differences = differences(results);
      return new Comparison(report(a, ofA, known, results, true), report(b, ofB, known, results, false),
          differences, agreement(results),
          differences.stream().filter(each -> each.measure() == by).findFirst()
              .map(each -> Verdict.of(each, margin)),
          results, expectations.unknown());
    }
  }

  private List<Result> ask(Side a, Side b, List<Question> questions, IntConsumer done) {
    // The first question of a process pays for what is loaded then.
    search(a, questions.getFirst());
    search(b, questions.getFirst());
    List<Result> results = new ArrayList<>();
    for (Question question : questions) {
      boolean first = results.size() % 2 == 0;
      Found early = search(first ? a : b, question);
      Found late = search(first ? b : a, question);
      results.add(result(question, first ? early : late, first ? late : early, a.settings().k(),
          b.settings().k()));
      done.accept(results.size());
    }
    return results;
  }

  private Found search(Side side, Question question) {
    RetrieveRequest request =
        new RetrieveRequest(side.snapshot(), question.text(), side.settings().among(filter)).as(asking);
    return trying.found(() -> {
      long start = System.nanoTime();
      Retrieval found = retriever.retrieve(request);
      return new Judge(question).judge(found, Duration.ofNanos(System.nanoTime() - start));
    });
  }

  private static Result result(Question question, Found a, Found b, int ofA, int ofB) {
    Judge judge = new Judge(question);
    boolean judged = question.judged();
    return new Result(question, a, b, judged ? judge.measures(a, ofA) : Map.of(),
        judged ? judge.measures(b, ofB) : Map.of(), overlap(a.documents(), b.documents()));
  }

  private static double overlap(List<String> a, List<String> b) {
    int most = Math.max(a.size(), b.size());
    return most == 0 ? 1 : (double) a.stream().filter(b::contains).count() / most;
  }

  private static List<Difference> differences(List<Result> results) {
    List<Result> judged = results.stream().filter(Result::judged).toList();
    List<Difference> differences = new ArrayList<>();
    for (Measure measure : judged.isEmpty() ? new Measure[0] : Measure.values()) {
      differences.add(Difference.of(measure,
          judged.stream().mapToDouble(each -> each.ofA().getOrDefault(measure, 0.0)).toArray(),
          judged.stream().mapToDouble(each -> each.ofB().getOrDefault(measure, 0.0)).toArray()));
    }
    return differences;
  }

  private static Agreement agreement(List<Result> results) {
    return new Agreement(results.stream().mapToDouble(Result::overlap).average().orElse(0),
        results.stream().mapToDouble(each -> Ranking.overlap(each.a().documents(), each.b().documents()))
            .average().orElse(0),
        (int) results.stream().filter(each -> each.a().documents().equals(each.b().documents())).count(),
        (int) results.stream().filter(each -> each.overlap() == 0).count());
  }

  private static SideReport report(Side side, Snapshot snapshot, List<Question> questions,
      List<Result> results, boolean first) {
    Set<String> ids = new HashSet<>();
    snapshot.documents().forEach(each -> ids.add(each.id().value()));
    Set<String> expected = new HashSet<>();
    questions.forEach(each -> expected.addAll(each.documents().keySet()));
    List<Found> found = results.stream().map(each -> first ? each.a() : each.b()).toList();
    return new SideReport(side, ids.size(), snapshot.chunks(),
        (int) expected.stream().filter(each -> !ids.contains(each)).count(), percentile(found, 0.5),
        percentile(found, 0.95),
        found.stream().mapToInt(each -> each.hits().stream().mapToInt(Found.FoundHit::characters).sum())
            .average().orElse(0));
  }

  /** The least time within which that share of the questions is answered. */
  private static Duration percentile(List<Found> found, double share) {
    ToLongFunction<Found> nanos = each -> each.took().toNanos();
    long[] sorted = found.stream().mapToLong(nanos).sorted().toArray();
    return Duration.ofNanos(sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)]);
  }
}
