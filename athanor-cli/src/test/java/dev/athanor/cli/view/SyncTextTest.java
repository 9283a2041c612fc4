package dev.athanor.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.sync.SyncReport;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncTextTest {
  @Test
  void ofManyDocumentsThatFewerMayReadTheFirstAreNamed() {
    List<DocumentId> restricted =
        IntStream.range(1, 8).mapToObj(i -> new DocumentId("pay-" + i + ".md")).toList();
    assertThat(SyncText.restriction(restricted))
        .contains("fewer may read than before, by the rules in athanor.yaml:"
            + " pay-1.md, pay-2.md, pay-3.md, pay-4.md, pay-5.md and 2 other documents");
    assertThat(SyncText.restriction(restricted.subList(0, 1)))
        .contains("fewer may read than before, by the rules in athanor.yaml: pay-1.md");
    assertThat(SyncText.restriction(List.of())).isEmpty();
  }

  @Test
  void whatWasPassedOverIsToldWithItsOwnReasonAndNoOther() {
    SyncReport report = new SyncReport(0, 0, 1, 0, List.of(), 1, 0, "s", List.of(),
        Map.of("links to nothing", 3, "robots.txt forbids it", 1, "zip", 2), List.of(), Map.of(), List.of(),
        List.of(), List.of());
    assertThat(SyncText.warnings(report))
        .containsExactly("passed over: 3 x links to nothing, 1 x robots.txt forbids it, 2 x zip");
  }
}
