package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.journal.RunId;
import dev.athanor.run.Divergence;
import dev.athanor.run.Outcome;
import dev.athanor.run.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a replay has shown, for people. */
public final class ReplayText {
  private ReplayText() {}

  /** The same or not; if not, where. */
  public static List<String> lines(RunId id, Replay<?> replay, Screen screen) {
    List<String> lines = new ArrayList<>();
    Optional<Divergence> divergence = replay.divergence();
    if (divergence.isPresent()) {
      lines.add(screen.paint(Style.BAD, "different") + "  run " + id + " does something else now:");
      lines.addAll(divergence.get().toString().lines().toList());
      return lines;
    }
    lines.add(screen.paint(Style.GOOD, "identical") + "  run " + id + ": " + Wording.count(replay.steps(),
        "step") + " compared with the record, " + (replay.lived() == 0 ? "nothing" : replay.lived())
        + " lived, network closed");
    if (replay.outcome() instanceof Outcome.Failed<?>(var failure) && failure.code().equals("unfinished")) {
      lines.add(screen.paint(Style.CAUTION, "so far") + "     " + failure.message());
    }
    lines.add("digest     " + screen.paint(Style.FAINT, replay.digest().hex()));
    return lines;
  }
}
