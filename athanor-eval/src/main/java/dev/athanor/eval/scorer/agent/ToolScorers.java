package dev.athanor.eval.scorer.agent;

import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.ToolUse;
import dev.athanor.eval.scorer.kind.Kind;
import dev.athanor.eval.scorer.kind.Kind.Setting;
import dev.athanor.eval.scorer.kind.Settings;
import dev.athanor.eval.scorer.text.Edits;
import dev.athanor.eval.scorer.text.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Scorers of tool calls, against those that the case expects in its metadata under {@code tools}. */
public final class ToolScorers {
  private static final String NEEDS =
      "tools in the case's metadata: names, or objects with name and arguments";

  /** As files name them. */
  public static final List<Kind> KINDS = List.of(
      new Kind("tool-calls", "the expected calls were made", NEEDS,
          List.of(new Setting("order", "any, in-order or exact; by default exact: those calls and no others"),
              new Setting("arguments", "whether arguments count; by default true"),
              new Setting("tolerance", "how far off a number may be, as a part of it; by default 0"),
              new Setting("ignoreCase", "true or false; by default false"),
              new Setting("others", "whether other arguments may be given; by default false"),
              new Setting("ignored", "arguments that do not count")),
          "", given -> calls(given.choice("order", Order.EXACT), match(given))),
      new Kind("tool-sequence", "how alike the sequence of tools is", NEEDS,
          List.of(new Setting("by",
              "edits or common: edit distance, or F1 of the longest common sequence; by default edits")),
          "", given -> sequence(given.choice("by", By.EDITS))),
      new Kind("tool-loops", "identical calls made again", "-", List.of(), "", _ -> loops()),
      new Kind("tool-failures", "calls that failed", "-", List.of(), "", _ -> failures()));

  private ToolScorers() {}

  private static ArgumentMatch match(Settings given) {
    return new ArgumentMatch(given.flag("arguments", true), given.number("tolerance", 0, 0, Double.MAX_VALUE),
        given.flag("ignoreCase", false), given.flag("others", false), Set.copyOf(given.texts("ignored")));
  }

  /** Which calls may be made. */
  public enum Order {
    /** The expected ones in any order, and others. */
    ANY,
    /** The expected ones in their order, and others between them. */
    IN_ORDER,
    /** The expected ones in their order, and no others. */
    EXACT
  }

  /** Whether the expected calls were made. */
  public static Scorer calls(Order order, ArgumentMatch match) {
    return of(Metric.passFail("tool-calls", "1"), (uses, expected) -> {
      Optional<String> wrong = switch (order) {
        case ANY -> inAnyOrder(uses, expected, match);
        case IN_ORDER -> inOrder(uses, expected, match);
        case EXACT -> uses.size() == expected.size() ? inOrder(uses, expected, match)
            : Optional.of(uses.size() + " calls, expected " + expected.size());
      };
      return Score.passed(wrong.isEmpty(), wrong.orElse("as expected"));
    });
  }

  private static Optional<String> inAnyOrder(List<ToolUse> uses, List<Expected> expected,
      ArgumentMatch match) {
    List<ToolUse> left = new ArrayList<>(uses);
    for (Expected each : expected) {
      Optional<ToolUse> found = left.stream().filter(use -> match.test(use, each)).findFirst();
      if (found.isEmpty()) {
        return lacking(each);
      }
      left.remove(found.get());
    }
    return Optional.empty();
  }

  private static Optional<String> inOrder(List<ToolUse> uses, List<Expected> expected, ArgumentMatch match) {
    int next = 0;
    for (ToolUse use : uses) {
      if (next < expected.size() && match.test(use, expected.get(next))) {
        next++;
      }
    }
    return next < expected.size() ? lacking(expected.get(next)) : Optional.empty();
  }

  private static Optional<String> lacking(Expected expected) {
    return Optional.of("no call " + expected.tool() + expected.arguments().map(Object::toString).orElse(""));
  }

  /** How sequences are compared. */
  public enum By {
    /** Edit distance over the longer one. */
    EDITS,
    /** F1 of the longest common subsequence. */
    COMMON
  }

  /** How alike the names of the tools are, in order. */
  public static Scorer sequence(By by) {
    return of(Metric.fraction("tool-sequence", "1"), (uses, expected) -> {
      List<String> said = uses.stream().map(ToolUse::name).toList();
      List<String> right = expected.stream().map(Expected::tool).toList();
      return Score.of(switch (by) {
        case EDITS -> Edits.similarity(said, right);
        case COMMON -> said.isEmpty() && right.isEmpty() ? 1 : Overlap.ofSequence(said, right).f1();
      }, said + ", expected " + right);
    });
  }

  private static Scorer of(Metric metric, BiFunction<List<ToolUse>, List<Expected>, Score> measure) {
    return Scorer.of(metric, sample -> Expected.of(sample.given())
        .map(expected -> known(sample, metric, uses -> measure.apply(uses, expected)))
        .orElseGet(() -> Score
            .unscored("case \"" + sample.given().id() + "\" does not say which tools it expects, which "
                + metric.name() + " compares with; give its metadata a list tools")));
  }

  private static Score known(Sample sample, Metric metric, Function<List<ToolUse>, Score> measure) {
    return sample.trail().tools().map(measure).orElseGet(() -> unknown(metric.name()));
  }

  /** Why there is no score of a system that does not show its tools. */
  static Score unknown(String metric) {
    return Score.unscored("which tools were called is not known, which " + metric
        + " needs; recorded outputs tell of them by messages");
  }

  /** How many calls repeat an earlier one with the same arguments. */
  public static Scorer loops() {
    return counting(Metric.cost("tool-loops", "1"),
        uses -> uses.size() - uses.stream().map(ToolScorers::identity).distinct().count());
  }

  private static List<Object> identity(ToolUse use) {
    return List.of(use.name(), Expected.arguments(use).<Object>map(each -> each).orElse(use.arguments()));
  }

  /** How many calls failed. */
  public static Scorer failures() {
    return counting(Metric.cost("tool-failures", "1"), uses -> uses.stream().filter(ToolUse::failed).count());
  }

  private static Scorer counting(Metric metric, ToLongFunction<List<ToolUse>> count) {
    return Scorer.of(metric,
        sample -> known(sample, metric, uses -> Score.of((double) count.applyAsLong(uses))));
  }
}
