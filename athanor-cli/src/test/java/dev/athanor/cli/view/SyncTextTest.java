package dev.athanor.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.knowledge.sync.SyncReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyncTextTest {
  @Test
  void whatWasPassedOverIsToldWithItsOwnReasonAndNoOther() {
    SyncReport report = new SyncReport(0, 0, 1, 0, List.of(), 1, 0, "s", List.of(),
        Map.of("links to nothing", 3, "robots.txt forbids it", 1, "zip", 2), List.of(), Map.of(), List.of(),
        List.of());
    assertThat(SyncText.warnings(report))
        .containsExactly("passed over: 3 x links to nothing, 1 x robots.txt forbids it, 2 x zip");
  }
}
