package dev.athanor.promptfoo.assertion;

import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.promptfoo.provider.EmbedderTarget;
import dev.athanor.promptfoo.provider.SimilarityOperation;
import dev.athanor.promptfoo.provider.SimilarityOperation.Nearness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Assertions about how near an answer is in meaning to a text, or to one of several. */
final class SimilarChecks {
  /** So much may be missing to a threshold, as promptfoo has it. */
  private static final double EPSILON = Math.ulp(1.0);
  private static final double USUAL = 0.75;

  private SimilarChecks() {}

  /** By the cosine. */
  static Check cosine(One assertion, Supplier<SimilarityOperation> operation) {
    return alike(assertion, operation, Nearness::cosine);
  }

  /** By the product of the two vectors. */
  static Check product(One assertion, Supplier<SimilarityOperation> operation) {
    return alike(assertion, operation, Nearness::product);
  }

  private static Check alike(One assertion, Supplier<SimilarityOperation> operation,
      ToDoubleFunction<Nearness> measure) {
    double threshold = assertion.threshold().orElse(USUAL);
    return check(assertion, operation, near -> {
      double value = measure.applyAsDouble(near);
      boolean passed =
          assertion.inverse() ? value <= threshold + EPSILON : value >= threshold - EPSILON;
      return given(passed, assertion.inverse() ? 1 - value : value, "similarity", value, threshold);
    });
  }

  /** By how far apart the two are. */
  static Check distance(One assertion, Supplier<SimilarityOperation> operation) {
    double threshold = assertion.threshold().orElse(USUAL);
    return check(assertion, operation, near -> {
      double value = near.distance();
      boolean passed =
          assertion.inverse() ? value >= threshold - EPSILON : value <= threshold + EPSILON;
      double score = 1 / (1 + value);
      return given(passed, assertion.inverse() ? 1 - score : score, "distance", value, threshold);
    });
  }

  private static Verdict.Given given(boolean passed, double score, String name, double value,
      double threshold) {
    return new Verdict.Given(passed, score,
        String.format(Locale.ROOT, "%s is %.4f, threshold %s", name, value, threshold));
  }

  private interface Judged {
    Verdict.Given of(Nearness near);
  }

  private static Check check(One assertion, Supplier<SimilarityOperation> operation, Judged judged) {
    List<String> others = Values.texts(assertion);
    if (others.isEmpty()) {
      throw Values.wrong(assertion, "at least one text");
    }
    Optional<EmbedderTarget> embedder = assertion.judge().map(EmbedderTarget.CODEC::decode);
    return (sample, run) -> {
      SimilarityOperation.Response response = run.step("similarity", operation.get(),
          new SimilarityOperation.Request(embedder, sample.output().text(), others));
      List<Verdict.Given> all = new ArrayList<>();
      response.all().forEach(near -> all.add(judged.of(near)));
      return assertion.inverse() ? none(all) : any(all);
    };
  }

  /** The first that is near enough; else the nearest. */
  private static Verdict.Given any(List<Verdict.Given> all) {
    return all.stream().filter(Verdict.Given::passed).findFirst()
        .orElseGet(() -> all.stream().reduce((one, other) -> other.score() > one.score() ? other : one)
            .orElseThrow());
  }

  /** The first that is too near; else the one that is least far. */
  private static Verdict.Given none(List<Verdict.Given> all) {
    return all.stream().filter(each -> !each.passed()).findFirst()
        .orElseGet(() -> all.stream().reduce((one, other) -> other.score() < one.score() ? other : one)
            .orElseThrow());
  }
}
