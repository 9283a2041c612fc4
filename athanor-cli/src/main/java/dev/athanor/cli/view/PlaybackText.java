package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.proxy.recording.Difference;
import dev.athanor.proxy.recording.Playback;
import dev.athanor.proxy.recording.RecordedExchange;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was played back to a program. */
public final class PlaybackText {
  private static final int SHOWN = 5;

  private PlaybackText() {}

  /** For people. */
  public static List<String> lines(RunId id, Playback.Report report, Screen screen) {
    List<String> lines = new ArrayList<>();
    int all = report.served() + report.neverAsked().size();
    String word = report.same() ? screen.paintTalk(Style.GOOD, "same") : screen.paintTalk(Style.BAD,
        "different");
    lines.add("athanor: " + word + "  run " + id + ": " + report.served() + " of " + Wording.count(all,
        "recorded exchange") + " served, " + report.neverAsked().size() + " never asked for, "
        + Wording.count(
            report.unknown(), "request")
        + " not on record");
    report.first().ifPresent(first -> parting(first, lines, screen));
    if (report.first().isEmpty() && !report.neverAsked().isEmpty()) {
      RecordedExchange missed = report.neverAsked().getFirst();
      lines.add("The first that was never asked for is exchange " + missed.number() + ", " + missed.asked()
          .line() + "; see it with: show " + id + " --step " + missed.number());
    }
    lines.add("What does not pass the proxy (the program's own tools, files, clock) was not replayed.");
    return lines;
  }

  private static void parting(Playback.Parting first, List<String> lines, Screen screen) {
    String asked = first.asked().line();
    if (first.nearest().isEmpty()) {
      lines.add("The first request that is not on record: " + asked + ", where nothing was recorded");
      return;
    }
    int number = first.nearest().get().number();
    if (first.differences().isEmpty()) {
      lines.add("The first request that is not on record: " + asked + ", asked once more than exchange "
          + number + ", to which it is equal");
      return;
    }
    lines.add("The first request that is not on record: " + asked + ", most like exchange " + number);
    first.differences().stream().limit(SHOWN).forEach(difference -> sides(difference, lines, screen));
    if (first.differences().size() > SHOWN) {
      lines.add("  and " + Wording.count(first.differences().size() - SHOWN, "difference") + " more");
    }
  }

  private static void sides(Difference difference, List<String> lines, Screen screen) {
    lines.add("  " + difference.where());
    difference.recorded().lines().forEach(line -> lines.add(screen.paintTalk(Style.BAD, "    - " + line)));
    difference.asked().lines().forEach(line -> lines.add(screen.paintTalk(Style.GOOD, "    + " + line)));
  }

  /** For programs. */
  public static ObjectNode json(RunId id, Playback.Report report) {
    ObjectNode json = Json.object().put("run", id.value()).put("same", report.same()).put("served", report
        .served()).put("unknown", report.unknown());
    ArrayNode never = json.putArray("neverAsked");
    report.neverAsked().forEach(one -> never.add(one.number()));
    report.first().ifPresentOrElse(first -> {
      ObjectNode parting = json.putObject("first").put("request", first.asked().line());
      parting.put("nearest", first.nearest().map(RecordedExchange::number).orElse(null));
      ArrayNode differences = parting.putArray("differences");
      first.differences().forEach(one -> differences.addObject().put("where", one.where()).put("recorded", one
          .recorded()).put("asked", one.asked()));
    }, () -> json.putNull("first"));
    return json;
  }
}
