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
  private ProfilePage() {}

  /**
   * The page.
   *
   * @param project what it is of, for the heading
   */
  public static String of(Profile profile, String project) {
    String title = "Documents of " + project;
    return HtmlPage.of(title, ProfileText.summary(profile), numbers(profile) + "<div class=\"cards\">"
        + advice(profile) + plots(profile) + findings(profile) + groups(profile)
        + notes("Hardly any text", profile.noted().empty())
        + notes("Mostly lines of other documents", profile.noted().boilerplate())
        + notes("The strangest", profile.noted().strangest())
        + notes("The longest", profile.noted().longest())
        + failed(profile) + "</div>");
  }

  private static String numbers(Profile profile) {
    return "<div class=\"numbers\">"
        + HtmlPage.number(Wording.number(profile.totals().documents()), "documents")
        + HtmlPage.number(
            ProfileText.bytes(profile.totals().bytes()), "in files")
        + HtmlPage.number(Wording.number(profile.totals().characters()),
            "characters")
        + HtmlPage.number(Wording.number(profile.totals().tables()), "tables")
        + HtmlPage.number(Wording.number(profile.groups().copies()),
            "repeat others")
        + HtmlPage.number(Wording.number(profile.failed().size()), "can't be read") + "</div>";
  }

  private static String advice(Profile profile) {
    String steps =
        profile.advice().stream()
            .map(each -> "<li><b>" + HtmlPage.escaped(each.what()) + "</b>: " + HtmlPage.escaped(each
                .step()) + "</li>")
            .collect(Collectors.joining());
    return "<section class=\"wide\"><h2>What to do</h2>" + (steps.isEmpty()
        ? "Nothing: sync and ask."
        : "<ol>" + steps + "</ol>") + "</section>";
  }

  private static String plots(Profile profile) {
    return profile.spreads().entrySet().stream()
        .map(each -> HtmlPage.card(ProfileText.TITLES.getOrDefault(each.getKey(), each
            .getKey()), bars(each.getValue())))
        .collect(Collectors.joining());
  }

  /** Bars of equal scale, each with its name before and its number behind it. */
  private static String bars(Map<String, Integer> counts) {
    int most = Math.max(1, counts.values().stream().mapToInt(count -> count).max().orElse(1));
    List<Map.Entry<String, Integer>> shown = counts.entrySet().stream().limit(MOST_BARS).toList();
    StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, ROW * Math.max(1, shown.size()),
        HtmlPage.escaped(shown
            .stream().map(each -> each.getKey() + " " + each.getValue()).collect(Collectors.joining(", ")))));
    for (int i = 0; i < shown.size(); i++) {
      double length = (double) (WIDTH - LABEL - NUMBER) * shown.get(i).getValue() / most;
      svg.append(String.format(Locale.ROOT,
          "<text x=\"0\" y=\"%d\">%s<title>%s</title></text><rect x=\"%d\" y=\"%d\""
              + " width=\"%.1f\" height=\"%d\" rx=\"2\"/><text class=\"count\" x=\"%.1f\" y=\"%d\">%s</text>",
          i * ROW + 17,
          HtmlPage.escaped(label(shown.get(i).getKey())), HtmlPage.escaped(shown.get(i).getKey()), LABEL,
          i * ROW + 4, length,
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
    return HtmlPage.card("Found in the text",
        HtmlPage.list(profile.findings().entrySet().stream().map(each -> HtmlPage.entry(each.getKey(), Wording
            .count(each.getValue().times(), "time") + " in "
            + Wording.count(each.getValue().documents(), "document")))
            .toList()));
  }

  private static String groups(Profile profile) {
    return HtmlPage.card("The same or nearly",
        HtmlPage.list(profile.groups().all().stream().limit(MOST_BARS).map(group -> HtmlPage.entry(group
            .answers().document().value(),
            (group.exact() ? "the same words: " : "nearly the same: ") + ProfileText.others(
                group)))
            .toList()));
  }

  private static String notes(String title, List<Note> notes) {
    return HtmlPage.card(title, HtmlPage
        .list(notes.stream().map(each -> HtmlPage.entry(each.document().value(), each.why())).toList()));
  }

  private static String failed(Profile profile) {
    return HtmlPage.card("Can't be read",
        HtmlPage
            .list(profile.failed().entrySet().stream().map(each -> HtmlPage.entry(each.getKey().value(), each
                .getValue())).toList()));
  }
}
