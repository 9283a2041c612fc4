package dev.athanor.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.statistics.Interval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Points with their intervals. */
class IntervalPlotTest {
  private static IntervalPlot plot(String... names) {
    return new IntervalPlot(List.of(names).stream()
        .map(name -> new IntervalPlot.Point(name, 0.5, Optional.of(new Interval(0.25, 0.75)))).toList(),
        false);
  }

  @Test
  void shortNamesStandBesideTheirIntervals() {
    assertThat(plot("ask", "support").svg()).contains("<svg viewBox=\"0 0 480 72\"",
        "<text x=\"0\" y=\"21\">ask<title>", "x1=\"138.0\" x2=\"297.0\" y1=\"17\"");
  }

  @Test
  void aLongNameStandsWholeAboveItsIntervalSoThatOneSeesWhoseItIs() {
    assertThat(plot("ask", "difficulty: several documents, support-with-reranker").svg()).contains(
        "<svg viewBox=\"0 0 480 116\"", "<text x=\"0\" y=\"21\">ask<title>",
        "difficulty: several documents, support-with-reranker<title>", "y1=\"39\" y2=\"39\"", "x1=\"8.0\"");
  }

  @Test
  void ofANameThatIsTooLongBothEndsStay() {
    assertThat(plot("a question about a rather long number, sorter-lower-bare-colon2-space-line").svg())
        .contains(">a question about a rather long …ter-lower-bare-colon2-space-line<title>");
  }

  @Test
  void nothingIsDrawnOfNothing() {
    assertThat(plot().svg()).isEmpty();
  }
}
