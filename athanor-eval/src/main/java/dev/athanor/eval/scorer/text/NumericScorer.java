package dev.athanor.eval.scorer.text;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.References;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.run.Run;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Whether the number that was said is the right one: within the absolute tolerance, or within the relative one of the reference. A unit
 * of the reference counts, converted where it can be: 1.5 km is 1500 m, and neither 5 s nor 5 furlongs are 5 m.
 *
 * @param absolute how far off it may be, in the reference's unit
 * @param relative how far off it may be, as a part of the reference
 * @param pick which number of the answer counts
 * @param decimalComma whether 1.234,5 is meant, and not 1,234.5
 */
public record NumericScorer(double absolute, double relative, Pick pick, boolean decimalComma)
    implements Scorer {
  /** Which number of an answer counts. */
  public enum Pick {
    /** The last one, where answers end with the result. */
    LAST,
    /** The first one. */
    FIRST,
    /** Any one, if a single one is right. */
    ANY
  }

  @Override
  public Metric metric() {
    return Metric.passFail("numeric", "2");
  }

  @Override
  public Score score(Sample sample, Run run) {
    return References.best(sample, "numeric", this::score);
  }

  private Score score(String said, String reference) {
    List<Quantity> wanted = Quantity.in(reference, decimalComma);
    if (wanted.isEmpty()) {
      return Score
          .unscored("the reference \"" + reference + "\" has no number; expected one, such as 12.5 or 3 km");
    }
    List<Quantity> found = picked(Quantity.in(said, decimalComma));
    if (found.isEmpty()) {
      return Score.passed(false, "the answer has no number; expected " + wanted.getFirst());
    }
    boolean right = found.stream().anyMatch(each -> equal(each, wanted.getFirst()));
    return Score.passed(right, "found " + found.getLast() + ", expected " + wanted.getFirst());
  }

  private List<Quantity> picked(List<Quantity> all) {
    if (all.isEmpty()) {
      return all;
    }
    return switch (pick) {
      case LAST -> List.of(all.getLast());
      case FIRST -> List.of(all.getFirst());
      case ANY -> all;
    };
  }

  private boolean equal(Quantity found, Quantity wanted) {
    Optional<BigDecimal> value = wanted.unit().filter(_ -> wanted.isMeasured()).map(found::in)
        .orElse(Optional.of(found.value()));
    return value.filter(each -> {
      double off = each.subtract(wanted.value()).abs().doubleValue();
      return off == 0 || off <= absolute || off <= relative * wanted.value().abs().doubleValue();
    }).isPresent();
  }
}
