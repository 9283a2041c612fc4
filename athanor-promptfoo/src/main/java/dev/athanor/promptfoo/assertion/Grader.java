package dev.athanor.promptfoo.assertion;

import dev.athanor.eval.scorer.Sample;
import dev.athanor.promptfoo.assertion.Asserted.One;
import dev.athanor.promptfoo.assertion.Asserted.Together;
import dev.athanor.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds answers against the assertions of their cases. Safe for use by many threads.
 *
 * @param instruments asked by those that don't decide by themselves
 */
public record Grader(Instruments instruments) {
  /** What all assertions of its case say of an answer; a case without any passes, one of which all were left out is not graded. */
  public Grading grade(Sample sample, Run run) {
    Sheet sheet = Sheet.of(sample.given());
    if (sheet.all().isEmpty()) {
      return sheet.leftOut().isEmpty()
          ? new Grading.Graded(true, sheet.rivals().isEmpty() ? 1 : 0, "nothing is asserted", Map.of(),
              List.of())
          : new Grading.Ungraded("all that is asserted was left out: " + String.join(", ", sheet.leftOut()));
    }
    List<String> unknown = new ArrayList<>();
    Tally tally = new Tally(sheet.threshold());
    for (int i = 0; i < sheet.all().size(); i++) {
      String scope = "assert-" + i;
      switch (sheet.all().get(i)) {
        case One one -> add(tally, unknown, one, run.scope(scope, inner -> verdict(one, sample, inner)));
        case Together set ->
            tally.addSet(set, run.scope(scope, inner -> together(set, sample, inner, unknown)));
      }
    }
    String rest = sheet.leftOut().isEmpty() ? "" : "; left out: " + String.join(", ", sheet.leftOut());
    return unknown.isEmpty() ? new Grading.Graded(tally.passed(), tally.score(), tally.reason() + rest,
        tally.metrics(), tally.parts()) : new Grading.Ungraded(String.join("; ", unknown));
  }

  private Tally together(Together set, Sample sample, Run run, List<String> unknown) {
    Tally tally = new Tally(set.threshold());
    for (int i = 0; i < set.all().size(); i++) {
      One one = set.all().get(i);
      add(tally, unknown, one, run.scope("assert-" + i, inner -> verdict(one, sample, inner)));
    }
    return tally;
  }

  private static void add(Tally tally, List<String> unknown, One one, Verdict verdict) {
    switch (verdict) {
      case Verdict.Given given -> tally.add(one, given);
      case Verdict.Unknown(String reason) -> unknown.add(one.written() + ": " + reason);
    }
  }

  private Verdict verdict(One one, Sample sample, Run run) {
    return AssertionTypes.check(one, instruments).verdict(sample, run);
  }
}
