package dev.athanor.cli.view;

import dev.athanor.knowledge.compare.Comparison;
import dev.athanor.knowledge.compare.Comparison.Result;
import dev.athanor.knowledge.compare.Comparison.SideReport;
import dev.athanor.knowledge.compare.Difference;
import dev.athanor.knowledge.compare.Found;
import dev.athanor.knowledge.compare.Found.FoundHit;
import dev.athanor.knowledge.compare.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How two sides compare, as one page of HTML that needs nothing else. */
public final class ComparisonPage {
  private static final int SHOWN_QUESTIONS = 50;
  private static final int SHOWN_HITS = 10;
  private static final int ROW = 30;
  private static final int LABEL = 92;
  private static final int WIDTH = 440;
  private static final int NUMBER = 72;

  private ComparisonPage() {}

  /** The page. */
  public static String of(Comparison comparison) {
    String title = comparison.a().side().name() + " and " + comparison.b().side().name();
    return HtmlPage.of(title, "Verdict: " + ComparisonText.verdict(comparison), "<div class=\"cards\">"
        + warnings(comparison) + differences(comparison) + sides(comparison) + agreement(comparison)
        + questions(comparison) + "</div>");
  }

  private static String warnings(Comparison comparison) {
    List<String> warnings = ComparisonText.warnings(comparison);
    return warnings.isEmpty() ? "" : HtmlPage.wide("Bear in mind", "<ol>" + warnings.stream()
        .map(each -> "<li>" + HtmlPage.escaped(each) + "</li>").collect(Collectors.joining()) + "</ol>");
  }

  private static String differences(Comparison comparison) {
    if (comparison.differences().isEmpty()) {
      return "";
    }
    StringBuilder rows =
        new StringBuilder(row("th", "", "A", "B", "B - A", "95%", "p", "B better", "A better",
            "alike"));
    comparison.differences().forEach(each -> rows.append(row("td",
        ComparisonText.title(each.measure(), comparison), ComparisonText.share(each.a()),
        ComparisonText.share(each.b()), ComparisonText.signed(each.difference().mean()),
        ComparisonText.interval(each.difference()), ComparisonText.p(each.p()), Wording.number(each.wins()),
        Wording.number(each.losses()), Wording.number(each.ties()))));
    return HtmlPage.wide("How much better B is", plot(comparison) + table(rows));
  }

  /** Each difference with its interval; the band is the margin within which a difference is none. */
  private static String plot(Comparison comparison) {
    double margin = comparison.verdict().map(Verdict::margin).orElse(Verdict.MARGIN);
    double far = comparison.differences().stream().map(Difference::difference)
        .mapToDouble(each -> Math.max(-each.low(), each.high())).max().orElse(margin);
    Scale scale = new Scale(Math.max(far, margin) * 1.05);
    int height = ROW * comparison.differences().size();
    StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\"><rect class=\"band\" x=\"%.1f\" y=\"0\""
            + " width=\"%.1f\" height=\"%d\"/><line x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"%d\"/>",
        WIDTH, height, HtmlPage.escaped(spoken(comparison)), scale.at(-margin),
        scale.at(margin) - scale.at(-margin),
        height, scale.at(0), scale.at(0), height));
    for (int i = 0; i < comparison.differences().size(); i++) {
      Difference each = comparison.differences().get(i);
      int y = i * ROW + ROW / 2;
      svg.append(String.format(Locale.ROOT,
          "<text x=\"0\" y=\"%d\">%s</text><line class=\"whisker\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>"
              + "<circle cx=\"%.1f\" cy=\"%d\" r=\"6\"/><text class=\"count\" x=\"%d\" y=\"%d\">%s</text>",
          y + 5, HtmlPage.escaped(ComparisonText.title(each.measure(), comparison)),
          scale.at(each.difference().low()), y, scale.at(each.difference().high()), y,
          scale.at(each.difference().mean()), y, WIDTH - NUMBER + 8, y + 5,
          ComparisonText.signed(each.difference().mean())));
    }
    return svg.append("</svg>").toString();
  }

  private static String spoken(Comparison comparison) {
    return comparison.differences().stream()
        .map(each -> ComparisonText.title(each.measure(), comparison) + " "
            + ComparisonText.signed(each.difference().mean()) + " "
            + ComparisonText.interval(each.difference()))
        .collect(Collectors.joining(", "));
  }

  /** From so far below 0 to so far above. */
  private record Scale(double far) {
    double at(double value) {
      double middle = LABEL + (WIDTH - LABEL - NUMBER) / 2.0;
      return middle + value / far * (WIDTH - LABEL - NUMBER) / 2.0;
    }
  }

  private static String sides(Comparison comparison) {
    StringBuilder rows =
        new StringBuilder(row("th", "", comparison.a().side().name(), comparison.b().side().name()));
    sideRows(comparison.a(), comparison.b()).forEach((what, values) -> rows.append(row("td", what, values[0],
        values[1])));
    return HtmlPage.card("The two", table(rows));
  }

  private static Map<String, String[]> sideRows(SideReport a, SideReport b) {
    Map<String, String[]> rows = new LinkedHashMap<>();
    rows.put("snapshot", new String[]{a.side().snapshot().value(), b.side().snapshot().value()});
    rows.put("of", new String[]{ComparisonText.committed(a), ComparisonText.committed(b)});
    rows.put("documents", new String[]{Wording.number(a.documents()), Wording.number(b.documents())});
    rows.put("chunks", new String[]{Wording.number(a.chunks()), Wording.number(b.chunks())});
    rows.put("characters a question", new String[]{Wording.number(Math.round(a.characters())),
        Wording.number(Math.round(b.characters()))});
    rows.put("half answered within", new String[]{Wording.lasted(a.usual()), Wording.lasted(b.usual())});
    rows.put("95 of 100 within", new String[]{Wording.lasted(a.slow()), Wording.lasted(b.slow())});
    return rows;
  }

  private static String agreement(Comparison comparison) {
    return HtmlPage.card("How far they agree",
        "<div>" + HtmlPage.escaped(ComparisonText.agreement(comparison))
            + "</div>");
  }

  private static String questions(Comparison comparison) {
    List<Result> most = ComparisonText.differing(comparison, SHOWN_QUESTIONS);
    return most.isEmpty() ? "" : HtmlPage.wide("Where they differ the most", most.stream()
        .map(each -> question(each, comparison)).collect(Collectors.joining()));
  }

  private static String question(Result result, Comparison comparison) {
    String expected =
        result.judged() ? "<dd>expected: " + HtmlPage.escaped(ComparisonText.expected(result)) + "</dd>"
            : "";
    return "<dl><dt>" + HtmlPage.escaped(result.question().id() + "  " + result.question().text()) + "</dt>"
        + expected
        + "<dd>A" + HtmlPage.escaped(ComparisonText.score(result, result.ofA(), comparison))
        + hits(result.a())
        + "</dd><dd>B" + HtmlPage.escaped(ComparisonText.score(result, result.ofB(), comparison))
        + hits(result.b())
        + "</dd></dl>";
  }

  private static String hits(Found found) {
    return found.hits().isEmpty() ? "nothing"
        : found.hits().stream().limit(SHOWN_HITS).map(ComparisonPage::hit)
            .collect(Collectors.joining(", "));
  }

  private static String hit(FoundHit hit) {
    String name = HtmlPage.escaped(hit.document());
    return hit.relevant() ? "<span class=\"hit\">" + name + "</span>" : name;
  }

  private static String table(StringBuilder rows) {
    return "<div class=\"scroll\"><table class=\"figures\">" + rows + "</table></div>";
  }

  private static String row(String kind, String... cells) {
    return "<tr>" + List.of(cells).stream()
        .map(each -> "<" + kind + ">" + HtmlPage.escaped(each) + "</" + kind + ">")
        .collect(Collectors.joining())
        + "</tr>";
  }
}
