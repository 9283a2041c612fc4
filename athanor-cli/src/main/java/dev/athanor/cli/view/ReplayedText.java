package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.TextWidth;
import dev.athanor.eval.report.Replayed;
import dev.athanor.eval.scorer.Output;
import dev.athanor.journal.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What would have changed for those who asked, for people. */
final class ReplayedText {
  private static final int MOST = 5;

  private ReplayedText() {}

  static List<String> lines(Replayed replayed, RunId run, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(faithful(replayed));
    for (Replayed.Parted each : replayed.parted().stream().limit(MOST).toList()) {
      lines.add("  " + each.observed() + "  " + each.parting().what());
      each.parting().differences().forEach(difference -> {
        lines.add("    " + difference.pointer());
        lines.addAll(sides(difference.expected(), difference.actual(), screen));
      });
      lines.add(command(each.observed(), run.child(each.replay()), screen));
    }
    lines.add("");
    lines.add(changed(replayed));
    for (Replayed.Changed each : replayed.changed().stream().limit(MOST).toList()) {
      lines.add("  " + each.observed() + "  agreement " + EvaluationWording.number(each.agreement()));
      lines.add(
          "    ? " + TextWidth.cut(TextWidth.oneLine(InputText.of(each.asked())), screen.textWidth() - 6));
      lines.addAll(sides(words(each.before()), words(each.after()), screen));
      lines.add(command(each.observed(), run.child(each.trial()), screen));
    }
    if (replayed.changed().size() > MOST) {
      lines.add(screen.paint(Style.FAINT, "  and " + (replayed.changed().size() - MOST)
          + " more; all are in --html and --json"));
    }
    return lines;
  }

  /** For a pull request. */
  static List<String> markdown(Replayed replayed) {
    List<String> lines = new ArrayList<>(List.of("", faithful(replayed)));
    replayed.parted().stream().limit(MOST)
        .forEach(each -> lines.add("- `" + each.observed() + "` " + each.parting().what()));
    lines.addAll(List.of("", changed(replayed), ""));
    if (!replayed.changed().isEmpty()) {
      lines.addAll(
          List.of(EvaluationMarkdown.row(List.of("Run", "Asked", "Was answered", "Would be answered")),
              "|---|---|---|---|"));
      replayed.changed().stream().limit(MOST).forEach(each -> lines.add(EvaluationMarkdown
          .row(List.of(each.observed().value(), InputText.of(each.asked()), words(each.before()),
              words(each.after())))));
    }
    return lines;
  }

  /** Whether the baseline does what was seen, in a sentence. */
  static String faithful(Replayed replayed) {
    int parted = replayed.parted().size();
    return parted == 0 ? "The baseline does what was seen, in every run and step."
        : "The baseline does not do what was seen in " + Wording.count(parted, "run")
            + ": the code, or what it stands on, has changed since. There they part first:";
  }

  /** How many answers change, in a sentence. */
  static String changed(Replayed replayed) {
    int changed = replayed.changed().size();
    long lost =
        replayed.changed().stream().filter(each -> answers(each.before()) && !answers(each.after())).count();
    long won =
        replayed.changed().stream().filter(each -> !answers(each.before()) && answers(each.after())).count();
    return changed == 0 ? "No answer changes."
        : changed + " of " + Wording.count(changed + replayed.same(), "answer")
            + (changed == 1 ? " changes" : " change") + (lost == 0 ? "" : ", " + lost + " of them to none")
            + (won == 0 ? "" : ", " + won + " from none") + "; most of all:";
  }

  private static boolean answers(Optional<Output> output) {
    return output.isPresent() && !output.get().abstained();
  }

  /** What was said. */
  static String words(Optional<Output> output) {
    return output.map(each -> each.abstained() ? "(no answer)" : each.text()).orElse("(failed)");
  }

  private static List<String> sides(String before, String after, Screen screen) {
    int room = screen.textWidth() - 6;
    return List.of(screen.paint(Style.BAD, "    - " + TextWidth.cut(TextWidth.oneLine(before), room)),
        screen.paint(Style.GOOD, "    + " + TextWidth.cut(TextWidth.oneLine(after), room)));
  }

  private static String command(RunId before, RunId after, Screen screen) {
    return screen.paint(Style.FAINT, "    athanor diff " + before + " " + after);
  }
}
