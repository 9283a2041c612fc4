package dev.athanor.eval.scorer.text;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.References;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import java.util.List;

/** How like two answers are: what changed, which is not what is better. */
public final class Agreement {
  /** The metric's name. */
  public static final String NAME = "agreement";

  private Agreement() {}

  /** With what was answered in the run that a case was taken from, which is the case's reference. */
  public static Scorer observed() {
    return Scorer.of(Metric.fraction(NAME, "1"), sample -> {
      if (!sample.given().metadata().path("observed").isObject()) {
        return Score
            .unscored("case \"" + sample.given().id() + "\" was taken from no run, so there is nothing"
                + " to agree with; agreement is for the cases of athanor lab");
      }
      return observed(sample);
    });
  }

  private static Score observed(Sample sample) {
    if (sample.given().metadata().path("observed").path("abstained").asBoolean(false)) {
      return Score.of(sample.output().abstained() ? 1 : 0,
          sample.output().abstained() ? "abstained, as before" : "answered what was not answered before");
    }
    List<String> before = References.texts(sample.given());
    if (before.isEmpty()) {
      return Score.unscored("the run that the case was taken from failed, so there is nothing to agree with");
    }
    return sample.output().abstained() ? Score.of(0, "abstained where there was an answer before")
        : Score.of(Overlap.ofWords(sample.output().text(), before.getFirst()));
  }

  /** Of two answers: F1 of their words; 1 if both abstain, 0 if one does. */
  public static double of(Output one, Output other) {
    if (one.abstained() || other.abstained()) {
      return one.abstained() == other.abstained() ? 1 : 0;
    }
    return Overlap.ofWords(one.text(), other.text());
  }
}
