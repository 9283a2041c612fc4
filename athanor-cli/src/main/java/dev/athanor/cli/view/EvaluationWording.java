package dev.athanor.cli.view;

import dev.athanor.eval.report.ArmReport;
import dev.athanor.eval.report.CaseNote;
import dev.athanor.eval.report.Contrast;
import dev.athanor.eval.report.Corrected;
import dev.athanor.eval.report.Look;
import dev.athanor.eval.report.Report;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.statistics.Estimate;
import dev.athanor.statistics.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words and numbers that every form of a report has. */
final class EvaluationWording {
  /** Of somebody else's system, or of outputs that were recorded elsewhere, it may not be known what they took. */
  static final String UNKNOWN = "unknown";

  private EvaluationWording() {}

  /** A number with three digits that tell. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1_000) {
      return Wording.number(Math.round(value));
    }
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size > 1 ? "%.2f"
        : size >= 0.001 || value == 0 ? "%.3f" : "%.2g", value + 0.0);
  }

  /** A number with its sign. */
  static String signed(double value) {
    return (value > 0 ? "+" : "") + number(value);
  }

  static String interval(Interval interval) {
    return "[" + number(interval.lower()) + ", " + number(interval.upper()) + "]";
  }

  /** A mean and its interval. */
  static String estimate(Estimate estimate) {
    return number(estimate.value()) + estimate.interval().map(each -> " " + interval(each)).orElse("");
  }

  /** A mean, its interval, and how many have none. */
  static String measure(ArmReport.Measure measure) {
    return measure.estimate().map(EvaluationWording::estimate).orElse("none")
        + (measure.unscored() == 0 ? "" : " (" + measure.unscored() + " unscored)");
  }

  static String seconds(Optional<Estimate> estimate) {
    return estimate.map(each -> Wording.lasted(Duration.ofNanos((long) (each.value() * 1e9))))
        .orElse(UNKNOWN);
  }

  static String dollars(Optional<Double> dollars) {
    return dollars.map(EvaluationWording::dollars).orElse(UNKNOWN);
  }

  static String dollars(double dollars) {
    return dollars == 0 ? "0" : "$" + number(dollars);
  }

  /** What was asked of whom. */
  static String about(Report report) {
    Report.About about = report.about();
    return Wording.count(about.cases(), "case") + " of " + about.dataset() + " (version "
        + about.version().hex().substring(0, 12) + ")"
        + (about.clusters() == about.cases() ? "" : " in " + Wording.count(about.clusters(), "cluster"))
        + (about.repeats() == 1 ? "" : ", each " + about.repeats() + " times") + "; " + about.primary()
        + " decides";
  }

  /** A difference by one metric: how large, whether it is real, who won how often. */
  static String contrast(Contrast contrast) {
    return signed(contrast.difference()) + contrast.interval().map(each -> " " + interval(each)).orElse("")
        + "  " + contrast.verdict() + "  (p " + probability(contrast.adjusted()) + "; "
        + Wording.count(contrast.comparison().counts().wins(), "win") + ", "
        + losses(contrast.comparison().counts().losses()) + ", "
        + Wording.count(contrast.comparison().counts().ties(), "tie") + ")";
  }

  private static String losses(int losses) {
    return losses + (losses == 1 ? " loss" : " losses");
  }

  static String probability(double probability) {
    return probability < 0.001 ? "< .001"
        : String.format(Locale.ROOT, "%.3f", probability).replaceFirst("^0", "");
  }

  /** Whether the difference is real, and what it costs, in a sentence. */
  static Optional<String> sentence(Report report, ArmReport arm) {
    ArmReport baseline = report.baseline();
    return report.primary(arm.name()).map(contrast -> {
      String by = number(Math.abs(contrast.difference())) + " in " + contrast.metric().name();
      boolean more = (contrast.difference() > 0) == (contrast.metric().better() == Metric.Better.HIGHER);
      String found = contrast.tellsChange() ? change(baseline, arm, contrast) : contrast.real()
          ? arm.name() + " is " + (more ? "better" : "worse") + " than " + baseline.name() + " by " + by
              + ", which is beyond chance"
          : arm.name() + " beside " + baseline.name() + " is " + contrast.verdict() + " (a difference of "
              + by
              + ")";
      return found + "; " + price(baseline.effort(), arm.effort()) + ".";
    });
  }

  private static String change(ArmReport baseline, ArmReport arm, Contrast contrast) {
    String what = arm.name() + " agrees with what was answered ";
    return contrast.difference() == 0 ? what + "as much as " + baseline.name() + " does"
        : what + (contrast.difference() < 0 ? "less" : "more") + " than " + baseline.name() + " does, by "
            + number(Math.abs(contrast.difference()))
            + (contrast.real() ? ", which is beyond chance" : ", which may be chance");
  }

  private static String price(ArmReport.Effort baseline, ArmReport.Effort arm) {
    String money = baseline.thousand().isEmpty() || arm.thousand().isEmpty()
        ? "what the difference costs is not known"
        : money(arm.thousand().get() - baseline.thousand().get());
    if (baseline.median().isEmpty() || arm.median().isEmpty()) {
      return money;
    }
    double slower = arm.median().get().value() - baseline.median().get().value();
    return money + ", and the median answer takes "
        + (Math.abs(slower) < 1e-3 ? "as long"
            : Wording.lasted(Duration.ofNanos((long) (Math.abs(slower) * 1e9)))
                + (slower > 0 ? " longer" : " less"));
  }

  private static String money(double dollars) {
    return dollars == 0 ? "it costs the same"
        : "1,000 answers cost " + dollars(Math.abs(dollars)) + (dollars > 0 ? " more" : " less");
  }

  /** In which slices a system differs from the baseline beyond chance, where there are several. */
  static List<String> slices(Report report) {
    long compared = report.slices().stream().mapToLong(slice -> slice.contrasts().size()).sum();
    if (compared < 2) {
      return List.of();
    }
    List<String> real =
        report.slices().stream().flatMap(slice -> slice.contrasts().stream().filter(Contrast::real)
            .map(each -> slice.name() + ": " + each.arm() + " " + contrast(each))).toList();
    String corrected = ", corrected for " + compared + " comparisons (Benjamini-Hochberg)";
    return real.isEmpty()
        ? List.of(
            "in no slice a system differs from " + report.about().baseline() + " beyond chance" + corrected)
        : Stream.concat(Stream.of("beside " + report.about().baseline() + corrected + ":"), real.stream())
            .toList();
  }

  /** What may be said though it was looked at before, with fewer cases. */
  static String look(Report report, Look look) {
    return "looked at " + look.times() + " times while cases were added: however often one looks, "
        + report.about().primary()
        + " of " + look.arm() + " less " + report.about().baseline() + " is within ["
        + number(look.interval().lower()) + ", "
        + number(look.interval().upper()) + "]"
        + (look.decides() ? "" : ", which is not decided; the p-value above holds"
            + " for one look");
  }

  /** What a judge has said, and what it is worth. */
  static String corrected(Corrected each) {
    String said =
        each.arm() + ": " + each.metric() + " says that " + number((double) each.said() / each.judged())
            + " of " + Wording.count(each.judged(), "judged case") + " pass; ";
    return said + each.estimate().map(estimate -> "corrected for its error it is " + estimate(estimate)
        + " (calibration " + each.calibration() + ")")
        .orElse("that can't be corrected by the calibration " + each.calibration() + ": " + each.reason());
  }

  /** A case, and how often it passed. */
  static String note(CaseNote note) {
    return note.kind() == CaseNote.Kind.IMPOSSIBLE ? note.id()
        : note.id() + " (" + note.passed().entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue() + "/" + note.repeats())
            .collect(Collectors.joining(", ")) + ")";
  }

  /** What was reused, in a sentence; empty if nothing was. */
  static Optional<String> reused(Report report) {
    long steps = 0;
    long lived = 0;
    double saved = 0;
    Duration spared = Duration.ZERO;
    for (ArmReport arm : report.asked()) {
      ArmReport.Reuse reuse = arm.effort().reuse();
      steps += reuse.steps();
      lived += reuse.lived();
      saved += reuse.saved().doubleValue();
      spared = spared.plus(reuse.spared());
    }
    if (steps == lived) {
      return Optional.empty();
    }
    List<String> kept = new ArrayList<>();
    if (saved > 0) {
      kept.add(dollars(saved));
    }
    kept.add(Wording.lasted(spared));
    return Optional.of(Wording.number(steps - lived) + " of " + Wording.count(steps, "step")
        + " were answered from the past, which saved " + String.join(" and ", kept));
  }
}
