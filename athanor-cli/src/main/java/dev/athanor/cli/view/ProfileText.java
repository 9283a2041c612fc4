package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.document.DocumentId;
import dev.athanor.document.profile.Profile;
import dev.athanor.document.profile.Profile.Note;
import dev.athanor.document.similar.Candidate;
import dev.athanor.document.similar.Groups.Group;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What documents are like. */
public final class ProfileText {
  private static final int SHOWN = 10;
  private static final int BAR = 30;
  /** What each spread is called. */
  static final Map<String, String> TITLES = Map.of("type", "Types", "language", "Languages", "age",
      "Age: changed within", "size", "Size: characters");

  private ProfileText() {}

  /** For people. */
  public static List<String> lines(Profile profile, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(summary(profile));
    profile.spreads().forEach((of, counts) -> spread(TITLES.getOrDefault(of, of), counts, lines, screen));
    if (!profile.findings().isEmpty()) {
      title("Found in the text", lines, screen);
      profile.findings()
          .forEach((name, found) -> lines.add("  " + name + ": " + Wording.count(found.times(), "time")
              + " in " + Wording.count(found.documents(), "document")));
    }
    groups(profile.groups().all(), lines, screen);
    notes("Hardly any text", profile.noted().empty(), lines, screen);
    notes("Mostly lines of other documents", profile.noted().boilerplate(), lines, screen);
    notes("The longest", profile.noted().longest(), lines, screen);
    notes("The strangest", profile.noted().strangest(), lines, screen);
    failed(profile, lines, screen);
    title("What to do", lines, screen);
    profile.advice().forEach(each -> lines.add("  - " + each.what() + ": " + each.step()));
    if (profile.advice().isEmpty()) {
      lines.add("  " + screen.paint(Style.GOOD, "nothing: sync and ask"));
    }
    return lines;
  }

  /** In one line. */
  static String summary(Profile profile) {
    return Wording.count(profile.totals().documents(), "document") + ", " + bytes(profile.totals().bytes())
        + ", "
        + Wording.number(profile.totals().characters()) + " characters, "
        + Wording.count(profile.totals().tables(),
            "table")
        + ", " + profile.groups().copies() + " that repeat others, " + profile.failed().size()
        + " that can't be read";
  }

  static String bytes(long bytes) {
    return bytes < 1_000 ? bytes + " B"
        : bytes < 1_000_000 ? bytes / 1_000 + " kB" : Wording.number(bytes / 1_000_000)
            + " MB";
  }

  private static void title(String title, List<String> lines, Screen screen) {
    lines.add("");
    lines.add(screen.paint(Style.STRONG, title));
  }

  private static void spread(String title, Map<String, Integer> counts, List<String> lines, Screen screen) {
    title(title, lines, screen);
    int most = counts.values().stream().mapToInt(count -> count).max().orElse(1);
    int width = counts.keySet().stream().limit(SHOWN).mapToInt(String::length).max().orElse(0);
    counts.entrySet().stream().limit(SHOWN)
        .forEach(each -> lines.add("  " + each.getKey() + " ".repeat(width - each
            .getKey().length() + 2)
            + "#".repeat((int) Math.ceil((double) BAR * each.getValue() / Math.max(1, most))) + " "
            + each.getValue()));
    if (counts.size() > SHOWN) {
      lines.add("  and " + (counts.size() - SHOWN) + " more");
    }
  }

  private static void groups(List<Group> groups, List<String> lines, Screen screen) {
    if (groups.isEmpty()) {
      return;
    }
    title("The same or nearly", lines, screen);
    groups.stream().limit(SHOWN).forEach(group -> lines.add("  " + group.answers().document() + (group.exact()
        ? " = "
        : " ~ ") + others(group)));
    if (groups.size() > SHOWN) {
      lines.add("  and " + (groups.size() - SHOWN) + " more groups; all of them with --json");
    }
  }

  static String others(Group group) {
    String shown =
        group.others().stream().limit(3).map(each -> each.document().value()).collect(Collectors.joining(
            ", "));
    return group.others().size() > 3 ? shown + " and " + (group.others().size() - 3) + " more" : shown;
  }

  private static void notes(String title, List<Note> notes, List<String> lines, Screen screen) {
    if (!notes.isEmpty()) {
      title(title, lines, screen);
      notes.forEach(each -> lines.add("  " + each.document() + ": " + each.why()));
    }
  }

  private static void failed(Profile profile, List<String> lines, Screen screen) {
    if (!profile.failed().isEmpty()) {
      title("Can't be read", lines, screen);
      profile.failed().entrySet().stream().limit(SHOWN * 2L)
          .forEach(each -> lines.add("  " + screen.paint(Style.BAD, each
              .getKey().value()) + ": " + each.getValue()));
      if (profile.failed().size() > SHOWN * 2) {
        lines.add("  and " + (profile.failed().size() - SHOWN * 2) + " more; all of them with --json");
      }
    }
  }

  /** For programs. */
  public static ObjectNode json(Profile profile) {
    ObjectNode json = Json.object();
    json.put("documents", profile.totals().documents()).put("bytes", profile.totals().bytes())
        .put("characters", profile
            .totals().characters())
        .put("tables", profile.totals().tables());
    ObjectNode spreads = json.putObject("spreads");
    profile.spreads().forEach((name, counts) -> counts.forEach(spreads.putObject(name)::put));
    ObjectNode findings = json.putObject("findings");
    profile.findings()
        .forEach((name, found) -> findings.putObject(name).put("documents", found.documents()).put("times",
            found.times()));
    ArrayNode groups = json.putArray("groups");
    profile.groups().all().forEach(group -> {
      ObjectNode each = groups.addObject().put("exact", group.exact());
      candidate(each.putObject("answers"), group.answers());
      ArrayNode others = each.putArray("others");
      group.others().forEach(other -> candidate(others.addObject(), other));
    });
    notes(json.putArray("longest"), profile.noted().longest());
    notes(json.putArray("strangest"), profile.noted().strangest());
    notes(json.putArray("empty"), profile.noted().empty());
    notes(json.putArray("boilerplate"), profile.noted().boilerplate());
    ArrayNode failed = json.putArray("failed");
    for (Map.Entry<DocumentId, String> each : profile.failed().entrySet()) {
      failed.addObject().put("document", each.getKey().value()).put("reason", each.getValue());
    }
    profile.gaps().forEach(json.putArray("gaps")::add);
    profile.passedOver().forEach(json.putObject("passedOver")::put);
    ArrayNode advice = json.putArray("advice");
    profile.advice().forEach(each -> advice.addObject().put("what", each.what()).put("step", each.step()));
    return json;
  }

  private static void candidate(ObjectNode json, Candidate candidate) {
    json.put("document", candidate.document().value()).put("source", candidate.source().value());
  }

  private static void notes(ArrayNode json, List<Note> notes) {
    notes.forEach(each -> json.addObject().put("document", each.document().value()).put("why", each.why()));
  }
}
