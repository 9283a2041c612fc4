package dev.athanor.cli.view;

import dev.athanor.eval.report.GateResult;
import dev.athanor.eval.report.Report;
import dev.athanor.journal.RunId;

/** The gates of a report as JUnit's XML, for what reads test results: each gate of each system is a test; one that is undecided is an error. */
public final class EvaluationJunit {
  private EvaluationJunit() {}

  /** All of them. */
  public static String of(Report report, RunId run) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\""
        + escaped(report
            .about().name())
        + "\" tests=\"" + report.gates().size() + "\" failures=\"" + count(report,
            GateResult.State.FAILED)
        + "\" errors=\"" + count(report, GateResult.State.UNDECIDED) + "\" skipped=\"0\">\n"
        + "  <properties><property name=\"run\" value=\"" + escaped(run.value())
        + "\"/><property name=\"dataset\" value=\"" + report.about().version().hex() + "\"/></properties>\n");
    for (GateResult gate : report.gates()) {
      String explanation = report.about().sealed() ? "the cases are sealed" : gate.explanation();
      xml.append("  <testcase classname=\"").append(escaped(report.about().name() + "." + gate.arm())).append(
          "\" name=\"").append(escaped(gate.gate())).append("\">");
      switch (gate.state()) {
        case PASSED -> {
        }
        case FAILED -> xml.append("<failure message=\"").append(escaped(explanation)).append("\"/>");
        case UNDECIDED ->
            xml.append("<error type=\"undecided\" message=\"").append(escaped(explanation)).append("\"/>");
      }
      xml.append("</testcase>\n");
    }
    return xml.append("</testsuite>\n").toString();
  }

  private static long count(Report report, GateResult.State state) {
    return report.gates().stream().filter(gate -> gate.state() == state).count();
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}]+", " ").replace("&", "&amp;").replace("<", "&lt;")
        .replace(">", "&gt;").replace(
            "\"", "&quot;");
  }
}
