package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.knowledge.compare.Comparison;
import dev.athanor.knowledge.compare.Comparison.Agreement;
import dev.athanor.knowledge.compare.Comparison.Result;
import dev.athanor.knowledge.compare.Comparison.SideReport;
import dev.athanor.knowledge.compare.Difference;
import dev.athanor.knowledge.compare.Found;
import dev.athanor.knowledge.compare.Found.FoundHit;
import dev.athanor.knowledge.compare.Measure;
import dev.athanor.knowledge.compare.Paired;
import dev.athanor.knowledge.compare.Question.Span;
import dev.athanor.knowledge.compare.Verdict;
import dev.athanor.json.Json;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How two sides compare, for people. */
public final class ComparisonText {
  private static final int SHOWN_QUESTIONS = 5;
  private static final int SHOWN_HITS = 3;
  private static final int SHOWN_UNKNOWN = 5;

  private ComparisonText() {}

  /** The tables, the questions on which both differ the most, the verdict. */
  public static List<String> lines(Comparison comparison, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(
        screen.paint(Style.STRONG, "A: " + name(comparison.a()) + "   B: " + name(comparison.b())) + "   "
            + Wording.count(comparison.results().size(), "question") + ", " + hits(comparison) + " each");
    lines.add("");
    if (!comparison.differences().isEmpty()) {
      lines.addAll(measures(comparison).lines(screen));
      lines.add("");
    }
    lines.addAll(sides(comparison).lines(screen));
    lines.add("");
    lines.add(agreement(comparison));
    lines.addAll(differing(comparison, screen));
    lines.add("");
    lines.add(screen.paint(Style.STRONG, "Verdict: ") + verdict(comparison));
    return lines;
  }

  private static String name(SideReport side) {
    return side.side().name();
  }

  private static String hits(Comparison comparison) {
    int a = comparison.a().side().settings().k();
    int b = comparison.b().side().settings().k();
    return a == b ? Wording.count(a, "hit") : a + " and " + Wording.count(b, "hit");
  }

  /** A measure with the hits that it is over, such as {@code nDCG@10}. */
  static String title(Measure measure, Comparison comparison) {
    int a = comparison.a().side().settings().k();
    int b = comparison.b().side().settings().k();
    return measure.title() + "@" + (a == b ? a : a + "/" + b);
  }

  private static Table measures(Comparison comparison) {
    Table table = new Table(Column.text("MEASURE"), Column.number("A"), Column.number("B"),
        Column.number("B - A"), Column.text("95%"), Column.number("P"), Column.number("B BETTER"),
        Column.number("A BETTER"), Column.number("ALIKE"));
    for (Difference each : comparison.differences()) {
      table.row(Table.cell(title(each.measure(), comparison)), Table.cell(share(each.a())),
          Table.cell(share(each.b())),
          Table.cell(signed(each.difference().mean())),
          Table.cell(interval(each.difference())),
          Table.cell(p(each.p())), Table.cell(each.wins()), Table.cell(each.losses()),
          Table.cell(each.ties()));
    }
    return table;
  }

  private static Table sides(Comparison comparison) {
    Table table =
        new Table(Column.text(""), Column.text("SNAPSHOT"), Column.text("OF"), Column.number("DOCUMENTS"),
            Column.number("CHUNKS"), Column.number("CHARACTERS"), Column.number("P50"), Column.number("P95"));
    side("A", comparison.a(), table);
    side("B", comparison.b(), table);
    return table;
  }

  private static void side(String name, SideReport side, Table table) {
    table.row(Table.cell(name), Table.cell(side.side().snapshot()), Table.cell(committed(side)),
        Table.cell(Wording.number(side.documents())),
        Table.cell(Wording.number(side.chunks())), Table.cell(Wording.number(Math.round(side.characters()))),
        Table.cell(Wording.lasted(side.usual())), Table.cell(Wording.lasted(side.slow())));
  }

  static String agreement(Comparison comparison) {
    Agreement agreement = comparison.agreement();
    return "Of the documents of a question both find " + percent(agreement.overlap())
        + "; their order is alike to "
        + share(agreement.rank()) + " (rank-biased overlap). " + Wording.count(agreement.same(), "question")
        + " with the same documents in the same order, " + agreement.apart() + " with none in common.";
  }

  private static List<String> differing(Comparison comparison, Screen screen) {
    List<String> lines = new ArrayList<>();
    List<Result> most = differing(comparison, SHOWN_QUESTIONS);
    if (most.isEmpty()) {
      return lines;
    }
    lines.add("");
    lines.add(screen.paint(Style.STRONG, "Where they differ the most") + " (* as expected)");
    for (Result each : most) {
      lines.add("  " + screen.paint(Style.HANDLE, each.question().id()) + "  "
          + Json.abbreviate(each.question().text(), 100));
      if (each.judged()) {
        lines.add("    expected: " + Json.abbreviate(expected(each), 100));
      }
      lines.add("    A" + score(each, each.ofA(), comparison) + found(each.a()));
      lines.add("    B" + score(each, each.ofB(), comparison) + found(each.b()));
    }
    return lines;
  }

  /** The questions on which both differ: by the measure of the verdict, else by what they find. */
  static List<Result> differing(Comparison comparison, int shown) {
    Comparator<Result> most = comparison.verdict().map(Verdict::by).map(Difference::measure)
        .map(by -> Comparator.comparingDouble((Result each) -> -Math.abs(each.difference(by)))
            .thenComparing(Comparator.comparingDouble(Result::overlap)))
        .orElse(Comparator.comparingDouble(Result::overlap));
    return comparison.results().stream()
        .filter(each -> each.judged() == comparison.verdict().isPresent())
        .filter(each -> !each.a().documents().equals(each.b().documents()) || !each.ofA().equals(each.ofB()))
        .sorted(most).limit(shown).toList();
  }

  static String expected(Result result) {
    if (!result.question().spans().isEmpty()) {
      return result.question().spans().stream().map(span -> switch (span) {
        case Span.Words words -> "\"" + words.text() + "\"";
        case Span.Stretch at -> at.document() + " " + at.start() + "-"
            + at.end();
      }).collect(Collectors.joining(", "));
    }
    return String.join(", ", result.question().documents().keySet());
  }

  static String score(Result result, Map<Measure, Double> measures, Comparison comparison) {
    return comparison.verdict().filter(_ -> result.judged()).map(Verdict::by).map(Difference::measure)
        .map(by -> " " + share(measures.getOrDefault(by, 0.0))).orElse("") + ": ";
  }

  /** The first hits, and the first one that is right if it comes later. */
  private static String found(Found found) {
    List<FoundHit> hits = found.hits();
    if (hits.isEmpty()) {
      return "nothing";
    }
    List<String> shown = new ArrayList<>();
    boolean right = false;
    for (int i = 0; i < hits.size(); i++) {
      boolean firstRight = hits.get(i).relevant() && !right;
      right |= firstRight;
      if (i < SHOWN_HITS || firstRight) {
        shown.add((i + 1) + ". " + hits.get(i).document() + (hits.get(i).relevant() ? " *" : ""));
      }
    }
    int rest = hits.size() - shown.size();
    return String.join(", ", shown) + (rest > 0 ? ", and " + rest + " more" : "");
  }

  /** What the questions show, in words. */
  public static String verdict(Comparison comparison) {
    if (comparison.verdict().isEmpty()) {
      return "of no question anything is expected that can be found, so it is not known which of the two is better; say"
          + " what is expected with \"expected\" in the file of questions.";
    }
    Verdict verdict = comparison.verdict().get();
    String a = name(comparison.a());
    String b = name(comparison.b());
    Seen seen = new Seen(verdict);
    String by = title(verdict.by().measure(), comparison);
    return switch (verdict.outcome()) {
      case BETTER -> b + " is better than " + a + " by " + by + ": " + seen + seen.small();
      case WORSE -> b + " is worse than " + a + " by " + by + ": " + seen + seen.small();
      case EQUAL ->
          b + " is as good as " + a + " by " + by + " within " + number(verdict.margin()) + ": " + seen
              + ".";
      case UNDECIDED -> Wording.count(verdict.by().questions(), "question")
          + (verdict.by().questions() == 1 ? " does" : " do") + " not show whether " + b + " or " + a
          + " is better by " + by + ": " + seen + ". About " + Wording.number(verdict.enough().orElse(0))
          + " questions would.";
    };
  }

  /** A difference in words. */
  private record Seen(Verdict verdict) {
    @Override
    public String toString() {
      var difference = verdict.by().difference();
      return signed(difference.mean()) + ", with 95% confidence between " + signed(difference.low()) + " and "
          + signed(difference.high());
    }

    String small() {
      var difference = verdict.by().difference();
      return Math.max(-difference.low(), difference.high()) < verdict.margin()
          ? "; that is less than the margin of " + number(verdict.margin()) + "." : ".";
    }
  }

  /** What a person should know besides. */
  public static List<String> warnings(Comparison comparison) {
    List<String> warnings = new ArrayList<>();
    int judged = comparison.judged();
    int unjudged = comparison.results().size() - judged;
    if (judged > 0 && judged < Verdict.FEW_QUESTIONS) {
      warnings.add("with " + Wording.count(judged, "question") + " little can be shown; ask at least "
          + Verdict.FEW_QUESTIONS);
    }
    if (judged > 0 && unjudged > 0) {
      warnings.add(Wording.count(unjudged, "question") + " of " + comparison.results().size()
          + (unjudged == 1 ? " has" : " have") + " no expectation that can be met, and "
          + (unjudged == 1 ? "counts" : "count") + " only for what both find");
    }
    if (!comparison.unknown().isEmpty()) {
      warnings.add(unknown(comparison.unknown()));
    }
    lacking(comparison.a(), "B", warnings);
    lacking(comparison.b(), "A", warnings);
    int a = comparison.a().side().settings().k();
    int b = comparison.b().side().settings().k();
    if (a != b) {
      warnings.add("A shows " + Wording.count(a, "hit") + " and B " + b
          + ", and each is measured over what it shows; give both the same k to compare them alike");
    }
    return warnings;
  }

  private static String unknown(Map<String, Set<String>> unknown) {
    String shown = unknown.entrySet().stream().limit(SHOWN_UNKNOWN)
        .map(each -> each.getKey() + " (of question " + String.join(", ", each.getValue()) + ")")
        .collect(Collectors.joining("; "));
    return unknown.size() + " of what is expected can't be found in either, and is left out: " + shown
        + (unknown.size() > SHOWN_UNKNOWN ? "; and " + (unknown.size() - SHOWN_UNKNOWN)
            + " more, all of them with --json" : "")
        + ". Name documents as `athanor search` does; whoever asks must be allowed to read them (--as)";
  }

  private static void lacking(SideReport side, String other, List<String> warnings) {
    if (side.lacking() > 0) {
      warnings.add(name(side) + " does not have " + Wording.count(side.lacking(), "document")
          + " that " + (side.lacking() == 1 ? "is" : "are") + " expected and that " + other
          + " has, which count as not found; bring both in step with: athanor sync");
    }
  }

  static String interval(Paired difference) {
    return "[" + signed(difference.low()) + ", " + signed(difference.high()) + "]";
  }

  /** When the snapshot was made, in the zone of whoever looks. */
  static String committed(SideReport side) {
    return side.side().committed().map(each -> Wording.moment(each, ZoneId.systemDefault()))
        .orElse("not known");
  }

  static String share(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  static String signed(double value) {
    // No "-0.0000".
    return String.format(Locale.ROOT, "%+.4f", Math.rint(value * 1e4) / 1e4 + 0.0);
  }

  static String p(double value) {
    return value < 0.0001 ? "<.0001" : share(value);
  }

  private static String percent(double value) {
    return Math.round(100 * value) + " %";
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
