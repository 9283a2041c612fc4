package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.ledger.LedgerEntry;
import dev.athanor.knowledge.ledger.Outcome;
import dev.athanor.knowledge.sync.SyncForecast.Action;
import dev.athanor.knowledge.sync.SyncForecast.Expected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what a sync would do with each document. */
record Forecasting(Narrowing narrowing, Look look) {

  SyncForecast forecast(List<Deletions.Vanishing> refused) {
    Plan plan = narrowing.plan();
    Renames renames = new Renames(plan.gone());
    Set<DocumentId> renamed = new HashSet<>();
    List<Expected> expected = new ArrayList<>();
    int unchanged = 0;
    for (Plan.Work work : plan.work()) {
      DocumentId document = work.entry().document();
      Optional<Expected> found = switch (look.at(work.source(), work.entry())) {
        case Look.Finding.Same same -> same.redo().map(stage -> new Expected(document, action(stage), ""));
        case Look.Finding.Refused(String reason) -> Optional.of(new Expected(document, Action.FAIL, reason));
        case Look.Finding.ToRead toRead -> Optional.of(read(document, toRead, renames));
      };
      found.ifPresent(expected::add);
      found.filter(each -> each.action() == Action.RENAME)
          .ifPresent(each -> renamed.add(new DocumentId(each.detail())));
      unchanged += found.isPresent() ? 0 : 1;
    }
    plan.unreadable()
        .forEach(each -> expected.add(new Expected(each.document(), Action.FAIL, each.reason())));
    plan.gone().stream().map(LedgerEntry::document).filter(document -> !renamed.contains(document))
        .forEach(document -> expected.add(new Expected(document, Action.DELETE, "")));
    expected.sort(Comparator.comparing(Expected::document));
    Optional<String> stopped = refused.isEmpty()
        ? Optional.empty()
        : Optional.of(refused.stream().map(Deletions.Vanishing::told).collect(Collectors.joining("; ")));
    List<String> gaps = new ArrayList<>(plan.failed().stream().map(FailedSource::told).toList());
    gaps.addAll(plan.gaps());
    return new SyncForecast(expected, unchanged, stopped,
        narrowing.narrowed().keySet().stream().sorted().toList(), gaps);
  }

  private Expected read(DocumentId document, Look.Finding.ToRead toRead, Renames renames) {
    LedgerEntry entry = narrowing.plan().known().get(document);
    if (entry == null) {
      return renames.take(document, toRead.hash())
          .map(from -> new Expected(document, Action.RENAME, from.value()))
          .orElseGet(() -> new Expected(document, Action.ADD, ""));
    }
    return switch (entry.outcome()) {
      case Outcome.Failed(String reason) -> new Expected(document, Action.RETRY, reason);
      case Outcome.Outdated(String reason, var kept) -> new Expected(document, Action.RETRY, reason);
      case Outcome.Indexed indexed ->
          new Expected(document, toRead.sameContent() ? Action.READ : Action.CHANGE, "");
    };
  }

  private static Action action(Stage stage) {
    return switch (stage) {
      case READ -> Action.READ;
      case CUT -> Action.CUT;
      case EMBED -> Action.EMBED;
    };
  }
}
