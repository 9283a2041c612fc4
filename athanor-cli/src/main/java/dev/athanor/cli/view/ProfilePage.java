package dev.athanor.cli.view;

import dev.athanor.document.profile.Profile;
import dev.athanor.document.profile.Profile.Note;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A profile as one page of HTML that needs nothing else: plots are drawn here, and nothing is loaded. */
public final class ProfilePage {
  private static final int MOST_BARS = 12;
  private static final int ROW = 26;
  private static final int LABEL = 150;
  private static final int WIDTH = 440;
  private static final int NUMBER = 50;
  private static final String STYLE =
      """
          :root { color-scheme: light dark; --paper: #fbfaf8; --card: #fff; --ink: #1d1b19; --faint: #6b6661; --line: #e4e0da;
            --bar: #b4532a; --warn: #8a3b12; }
          @media (prefers-color-scheme: dark) { :root { --paper: #171614; --card: #211f1c; --ink: #ece8e2; --faint: #a29b92;
            --line: #37332e; --bar: #e08a5b; --warn: #f0a57c; } }
          * { box-sizing: border-box; }
          body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
          main { max-width: 1280px; margin: 0 auto; padding: 24px 16px 64px; }
          h1 { font-size: 1.6rem; margin: 0 0 4px; }
          h2 { font-size: 1.05rem; margin: 0 0 12px; }
          p { margin: 0 0 20px; color: var(--faint); }
          .cards { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
          section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; min-width: 0; }
          section.wide { grid-column: 1 / -1; }
          .numbers { display: grid; gap: 12px; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); margin-bottom: 16px; }
          .numbers div { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; }
          .numbers b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
          .numbers span { color: var(--faint); font-size: .85rem; }
          svg { display: block; width: 100%; height: auto; max-width: 640px; }
          svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
          svg .count { fill: var(--faint); }
          svg rect { fill: var(--bar); }
          dl { margin: 0; }
          dt { font-weight: 600; overflow-wrap: anywhere; }
          dd { margin: 0 0 10px; color: var(--faint); overflow-wrap: anywhere; }
          ol { margin: 0; padding-left: 1.3em; }
          li { margin-bottom: 10px; overflow-wrap: anywhere; }
          li b { color: var(--warn); }
          """;

  private ProfilePage() {}

  /**
   * The page.
   *
   * @param project what it is of, for the heading
   */
  public static String of(Profile profile, String project) {
    String title = "Documents of " + project;
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + escaped(title)
        + "</title><style>" + STYLE + "</style></head><body><main><h1>" + escaped(title) + "</h1><p>"
        + escaped(ProfileText
            .summary(profile))
        + "</p>" + numbers(profile) + "<div class=\"cards\">" + advice(profile) + plots(profile)
        + findings(profile)
        + groups(profile) + notes("Hardly any text", profile.noted().empty())
        + notes("Mostly lines of other documents",
            profile.noted().boilerplate())
        + notes("The strangest", profile.noted().strangest())
        + notes("The longest", profile.noted().longest()) + failed(
            profile)
        + "</div></main></body></html>\n";
  }

  private static String numbers(Profile profile) {
    return "<div class=\"numbers\">" + number(Wording.number(profile.totals().documents()), "documents")
        + number(
            ProfileText.bytes(profile.totals().bytes()), "in files")
        + number(Wording.number(profile.totals().characters()),
            "characters")
        + number(Wording.number(profile.totals().tables()), "tables")
        + number(Wording.number(profile.groups().copies()),
            "repeat others")
        + number(Wording.number(profile.failed().size()), "can't be read") + "</div>";
  }

  private static String number(String number, String of) {
    return "<div><b>" + escaped(number) + "</b><span>" + escaped(of) + "</span></div>";
  }

  private static String card(String title, String content) {
    return content.isEmpty() ? "" : "<section><h2>" + escaped(title) + "</h2>" + content + "</section>";
  }

  private static String advice(Profile profile) {
    String steps =
        profile.advice().stream().map(each -> "<li><b>" + escaped(each.what()) + "</b>: " + escaped(each
            .step()) + "</li>").collect(Collectors.joining());
    return "<section class=\"wide\"><h2>What to do</h2>" + (steps.isEmpty()
        ? "Nothing: sync and ask."
        : "<ol>" + steps + "</ol>") + "</section>";
  }

  private static String plots(Profile profile) {
    return profile.spreads().entrySet().stream()
        .map(each -> card(ProfileText.TITLES.getOrDefault(each.getKey(), each
            .getKey()), bars(each.getValue())))
        .collect(Collectors.joining());
  }

  /** Bars of equal scale, each with its name before and its number behind it. */
  private static String bars(Map<String, Integer> counts) {
    int most = Math.max(1, counts.values().stream().mapToInt(count -> count).max().orElse(1));
    List<Map.Entry<String, Integer>> shown = counts.entrySet().stream().limit(MOST_BARS).toList();
    StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, ROW * Math.max(1, shown.size()),
        escaped(shown
            .stream().map(each -> each.getKey() + " " + each.getValue()).collect(Collectors.joining(", ")))));
    for (int i = 0; i < shown.size(); i++) {
      double length = (double) (WIDTH - LABEL - NUMBER) * shown.get(i).getValue() / most;
      svg.append(String.format(Locale.ROOT,
          "<text x=\"0\" y=\"%d\">%s<title>%s</title></text><rect x=\"%d\" y=\"%d\""
              + " width=\"%.1f\" height=\"%d\" rx=\"2\"/><text class=\"count\" x=\"%.1f\" y=\"%d\">%s</text>",
          i * ROW + 17,
          escaped(label(shown.get(i).getKey())), escaped(shown.get(i).getKey()), LABEL, i * ROW + 4, length,
          ROW - 8,
          LABEL + length + 6, i * ROW + 17, Wording.number(shown.get(i).getValue())));
    }
    return svg.append("</svg>")
        .append(counts.size() > MOST_BARS ? "<p>and " + (counts.size() - MOST_BARS) + " more</p>"
            : "")
        .toString();
  }

  /** The end of a media type says more than its beginning. */
  private static String label(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1);
    return last.length() > 20 ? last.substring(0, 19) + "…" : last;
  }

  private static String findings(Profile profile) {
    return card("Found in the text",
        list(profile.findings().entrySet().stream().map(each -> entry(each.getKey(), Wording
            .count(each.getValue().times(), "time") + " in "
            + Wording.count(each.getValue().documents(), "document")))
            .toList()));
  }

  private static String groups(Profile profile) {
    return card("The same or nearly",
        list(profile.groups().all().stream().limit(MOST_BARS).map(group -> entry(group
            .answers().document().value(),
            (group.exact() ? "the same words: " : "nearly the same: ") + ProfileText.others(
                group)))
            .toList()));
  }

  private static String notes(String title, List<Note> notes) {
    return card(title, list(notes.stream().map(each -> entry(each.document().value(), each.why())).toList()));
  }

  private static String failed(Profile profile) {
    return card("Can't be read",
        list(profile.failed().entrySet().stream().map(each -> entry(each.getKey().value(), each
            .getValue())).toList()));
  }

  private static String entry(String name, String says) {
    return "<dt>" + escaped(name) + "</dt><dd>" + escaped(says) + "</dd>";
  }

  private static String list(List<String> entries) {
    return entries.isEmpty() ? "" : "<dl>" + String.join("", entries) + "</dl>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
        .replace("'",
            "&#39;");
  }
}
