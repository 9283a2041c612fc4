package dev.athanor.cli.view;

import dev.athanor.eval.report.Replayed;
import dev.athanor.eval.report.Report;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sections of a report's page that only some experiments have.
 *
 * @param report what was shown
 * @param run the experiment's
 */
record EvaluationSections(Report report, RunId run) {
  private static final int MOST_CASES = 100;
  private static final int MOST_TEXT = 500;

  /** All of them. */
  String html() {
    return spreads() + replayed();
  }

  private String spreads() {
    return report
        .spreads().stream().map(each -> HtmlPage.wide(each.system() + ", written in other ways", "<p>"
            + HtmlPage.escaped(
                SpreadText.sentence(each, report.about().primary()) + "; " + SpreadText.caution(each))
            + "</p>"
            + EvaluationPage.table(List.of("System", report.about().primary(), "Written"),
                each.formats().stream()
                    .map(format -> List.of(format.arm(),
                        format.mean().map(EvaluationWording::number).orElse("none"),
                        format.text()))
                    .toList())))
        .collect(Collectors.joining());
  }

  private String replayed() {
    return report.replayed().map(each -> HtmlPage.wide("What changes for those who asked", "<p>"
        + HtmlPage.escaped(ReplayedText.changed(each)) + "</p>"
        + (each.changed().isEmpty() ? ""
            : EvaluationPage.table(
                List.of("Run", "Asked", "Was answered", "Would be answered", "Agreement", "Look at both"),
                each.changed().stream().limit(MOST_CASES).map(this::row).toList())))
        + HtmlPage.wide("Whether the replay does what was seen", "<p>" + HtmlPage.escaped(ReplayedText
            .faithful(each)) + "</p>"
            + (each.parted().isEmpty() ? ""
                : EvaluationPage.table(List.of("Run", "Where"), each.parted().stream().limit(MOST_CASES)
                    .map(parted -> List.of(parted.observed().value(), parted.parting().what())).toList()))))
        .orElse("");
  }

  private List<String> row(Replayed.Changed changed) {
    return List.of(changed.observed().value(), Json.abbreviate(InputText.of(changed.asked()), MOST_TEXT),
        Json.abbreviate(ReplayedText.words(changed.before()), MOST_TEXT),
        Json.abbreviate(ReplayedText.words(changed.after()), MOST_TEXT),
        EvaluationWording.number(changed.agreement()),
        "athanor diff " + changed.observed() + " " + run.child(changed.trial()));
  }
}
