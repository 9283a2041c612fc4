package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Result;
import dev.athanor.journal.Stamped;
import dev.athanor.run.Recording;
import dev.athanor.system.context.FitOperation;
import dev.athanor.system.context.Fitting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What went to a model and what did not, for people. */
final class FittingText {
  private static final int SHOWN = 8;

  private FittingText() {}

  /** Of every choice in a run; nothing if it made none. */
  static List<String> lines(Recording recording, Screen screen) {
    List<String> lines = new ArrayList<>();
    for (Stamped stamped : recording.entries()) {
      if (stamped.entry() instanceof Entry.Completed step && step.step().operation().equals(FitOperation.NAME)
          && step.result() instanceof Result.Ok(var content)) {
        lines.add("");
        lines.addAll(lines(step.path().value(),
            Fitting.CODEC.decode(content.value(recording.contents()::part)), screen));
      }
    }
    return lines;
  }

  private static List<String> lines(String path, Fitting fitting, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines
        .add(screen.paint(Style.FAINT,
            path + ": about " + Wording.number(fitting.used()) + " of " + Wording.number(fitting
                .limit()) + " tokens go to the model: " + Wording.number(fitting.fixed()) + " of the prompt"
                + part(fitting
                    .turnTokens(), fitting.turns(), "earlier message")
                + part(fitting.taken().stream().mapToInt(
                    Fitting.Taken::tokens).sum(), fitting.taken().size(), "passage")));
    fitting.leftOut().stream().limit(SHOWN)
        .forEach(each -> lines.add("  left out: " + each.kind().name().toLowerCase(
            Locale.ROOT) + " \"" + each.name() + "\", about " + Wording.count(each.tokens(), "token") + ": "
            + each.reason()));
    if (fitting.leftOut().size() > SHOWN) {
      lines.add(screen.paint(Style.FAINT,
          "  and " + (fitting.leftOut().size() - SHOWN) + " more; all of it: athanor show --step " + path
              + " RUN"));
    }
    return lines;
  }

  private static String part(int tokens, int number, String what) {
    return number == 0 ? "" : ", " + Wording.number(tokens) + " of " + Wording.count(number, what);
  }
}
