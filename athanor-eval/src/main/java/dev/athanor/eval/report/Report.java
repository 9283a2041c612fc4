package dev.athanor.eval.report;

import dev.athanor.json.Hash;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an experiment has shown.
 *
 * @param about what was asked of whom
 * @param arms the systems, the baseline first; before it, what was answered then, where the cases are runs
 * @param contrasts each other system beside the baseline, by each metric, the primary metric first
 * @param cases those that an average would hide
 * @param slices parts of the cases, by the primary metric
 * @param gates whether they hold
 * @param cautions what a reader should know before relying on the numbers
 * @param spreads how much each system depends on how its prompt is written, where that is asked for
 * @param replayed what would have changed for those who asked; empty unless the cases are runs
 * @param corrected shares that judges have said, corrected for what is known of their error
 * @param looks how candidates stand where the same was looked at before on fewer cases
 */
public record Report(About about, List<ArmReport> arms, List<Contrast> contrasts, List<CaseNote> cases,
    List<Slice> slices, List<GateResult> gates, List<String> cautions, List<FormatSpread> spreads,
    Optional<Replayed> replayed, List<Corrected> corrected, List<Look> looks) {
  /** The confidence of all intervals that nothing else is said of. */
  public static final double LEVEL = 0.95;

  /** Copies. */
  public Report {
    arms = List.copyOf(arms);
    contrasts = List.copyOf(contrasts);
    cases = List.copyOf(cases);
    slices = List.copyOf(slices);
    gates = List.copyOf(gates);
    cautions = List.copyOf(cautions);
    corrected = List.copyOf(corrected);
    looks = List.copyOf(looks);
    spreads = List.copyOf(spreads);
  }

  /**
   * What was asked.
   *
   * @param name of the evaluation
   * @param dataset its name
   * @param version of the cases
   * @param cases how many
   * @param clusters how many independent units they are
   * @param repeats of each
   * @param baseline the system that the others are compared with
   * @param primary the metric that decides
   * @param sealed whether the cases are sealed, so that nothing may be shown but whether the gates hold
   */
  public record About(String name, String dataset, Hash version, int cases, int clusters, int repeats,
      String baseline, String primary, boolean sealed) {}

  /**
   * A part of the cases.
   *
   * @param name a tag, or a member of the metadata with its value
   * @param arms by system, the primary metric
   * @param contrasts each candidate beside the baseline by the primary metric, corrected for how many slices there are
   */
  public record Slice(String name, int cases, List<ArmReport.Measure> arms, List<Contrast> contrasts) {
    /** Copies. */
    public Slice {
      arms = List.copyOf(arms);
      contrasts = List.copyOf(contrasts);
    }
  }

  /** The system that the others are compared with. */
  public ArmReport baseline() {
    return arms.stream().filter(arm -> arm.name().equals(about.baseline())).findFirst().orElseThrow();
  }

  /** Those that were asked for this report, the baseline first; what is shown as it was is not among them. */
  public List<ArmReport> asked() {
    return arms.stream().dropWhile(arm -> !arm.name().equals(about.baseline())).toList();
  }

  /** Those that are compared with the baseline. */
  public List<ArmReport> candidates() {
    return asked().stream().skip(1).toList();
  }

  /** Those of whom there is something to say: of many formattings of one prompt, only what differs beyond chance. */
  public List<ArmReport> noted() {
    Set<String> formats =
        spreads.stream().flatMap(each -> each.formats().stream()).map(FormatSpread.Format::arm)
            .collect(Collectors.toSet());
    return candidates().stream().filter(arm -> !formats.contains(arm.name())
        || primary(arm.name()).map(Contrast::real).orElse(false)).toList();
  }

  /** Whether all gates hold; empty if there are none. */
  public Optional<GateResult.State> verdict() {
    return gates.stream().map(GateResult::state).max(java.util.Comparator.naturalOrder());
  }

  /** The difference of a system by the primary metric. */
  public Optional<Contrast> primary(String arm) {
    return contrasts.stream().filter(each -> each.primary() && each.arm().equals(arm)).findFirst();
  }
}
