package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.TextWidth;
import dev.athanor.run.Divergence.Difference;
import dev.athanor.trail.RunDiff;
import java.util.ArrayList;
import java.util.List;

/** Two runs beside each other, for people. */
public final class DiffText {
  /** More differences of one step say no more to a person; programs get all. */
  private static final int SHOWN = 3;

  private DiffText() {}

  /** What is different, in order; one line if nothing is. */
  public static List<String> lines(RunDiff diff, Screen screen) {
    List<String> lines = new ArrayList<>();
    if (diff.changes().isEmpty()) {
      lines.add("The runs are the same: " + Wording.count(diff.same(), "equal step") + ".");
      return lines;
    }
    for (RunDiff.Change change : diff.changes()) {
      boolean here = diff.parts().isPresent() && diff.parts().get().equals(change);
      lines.add(screen.paint(here ? Style.CAUTION : Style.STRONG, title(change)) + (here
          ? screen.paint(Style.CAUTION, "   <- here they part")
          : ""));
      List<Difference> all = differences(change);
      all.stream().limit(SHOWN).forEach(each -> lines.addAll(sides(each, screen)));
      if (all.size() > SHOWN) {
        lines.add(screen.paint(Style.FAINT, "  and " + (all.size() - SHOWN) + " more"));
      }
    }
    lines.add(screen.paint(Style.FAINT, Wording.count(diff.same(), "equal step") + ", " + Wording.count(diff
        .changes().size(), "difference")));
    return lines;
  }

  /** What a change is, in a few words. */
  public static String title(RunDiff.Change change) {
    return switch (change) {
      case RunDiff.Started(var what, _) -> "started with another " + (what.equals("manifest") ? "setting"
          : what);
      case RunDiff.Asked(var path, _, _) -> path + ": asked something else";
      case RunDiff.Answered(var path, _, _) -> path + ": asked the same, answered differently";
      case RunDiff.OnlyIn(var path, var first, var operation) -> path + " (" + operation + "): only in the "
          + (first ? "first" : "second") + " run";
      case RunDiff.Ended _ -> "ended differently";
    };
  }

  private static List<Difference> differences(RunDiff.Change change) {
    return switch (change) {
      case RunDiff.Started started -> started.differences();
      case RunDiff.Asked asked -> asked.differences();
      case RunDiff.Answered answered -> answered.differences();
      case RunDiff.OnlyIn _ -> List.of();
      case RunDiff.Ended(var first, var second) -> List.of(new Difference("", first, second));
    };
  }

  private static List<String> sides(Difference difference, Screen screen) {
    int room = screen.textWidth() - 6;
    List<String> lines = new ArrayList<>();
    if (!difference.pointer().isEmpty()) {
      lines.add("  " + difference.pointer());
    }
    lines.add(
        screen.paint(Style.BAD, "    - " + TextWidth.cut(TextWidth.oneLine(difference.expected()), room)));
    lines.add(
        screen.paint(Style.GOOD, "    + " + TextWidth.cut(TextWidth.oneLine(difference.actual()), room)));
    return lines;
  }
}
