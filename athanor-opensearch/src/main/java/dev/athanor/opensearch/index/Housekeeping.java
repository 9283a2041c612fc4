package dev.athanor.opensearch.index;

import dev.athanor.error.AthanorException;
import dev.athanor.opensearch.index.State.Abandoned;
import dev.athanor.opensearch.index.State.Dropped;
import dev.athanor.opensearch.wire.Ask;
import dev.athanor.opensearch.wire.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deletes entries that no snapshot has any more.
 *
 * @param grace how long whoever has opened a snapshot may go on reading it after it was dropped, and how long entries stay
 *     that ended before it was committed
 * @param memory how long an abandoned generation is remembered, in case its writer comes back
 */
record Housekeeping(Cluster cluster, StateDocument document, InstantSource clock, Duration grace,
    Duration memory) {
  static final Duration GRACE = Duration.ofMinutes(10);
  static final Duration MEMORY = Duration.ofDays(1);

  /** After a commit. That it fails is no failure of the commit: the next one does it as well. */
  void sweep(State state) {
    try {
      List<Dropped> gone = state.dropped().stream().filter(each -> isOver(each.since(), grace)).toList();
      List<Abandoned> over = state.abandoned().stream().filter(each -> isOver(each.since(), memory)).toList();
      State left = state.swept(gone, List.of());
      delete(left);
      bringBack(left, over);
      if (!gone.isEmpty() || !over.isEmpty()) {
        document.change(before -> before.swept(gone, over));
      }
    } catch (AthanorException e) {
      System.getLogger(Housekeeping.class.getName()).log(System.Logger.Level.INFO,
          "what no snapshot has any more stays in {0} until the next commit: {1}", document.index(),
          e.getMessage());
    }
  }

  private boolean isOver(Instant since, Duration time) {
    return !clock.instant().isBefore(since.plus(time));
  }

  private void delete(State state) {
    List<ObjectNode> useless = new ArrayList<>();
    List<Long> abandoned = state.abandonedGenerations();
    if (!abandoned.isEmpty()) {
      useless.add(Layout.numbers(Layout.FROM, abandoned));
    }
    long previous = -1;
    for (Committed each : state.readable()) {
      if (!each.isOlder(grace, clock.instant())) {
        // A node that hung may do late what it was asked while this one was written: then there must be what has ended.
        break;
      }
      // Came after the one before and is not in this one, so it is in none.
      List<ObjectNode> gone = new ArrayList<>();
      gone.add(Layout.range(Layout.FROM, "gt", previous));
      ObjectNode ended = Layout.bool("filter", List.of(Layout.range(Layout.TO, "lte", each.generation()),
          Layout.bool("must_not", List.of(Layout.numbers(Layout.TO, abandoned)))));
      gone.add(Layout.bool("should", List.of(ended, Layout.range(Layout.FROM, "lt", each.floor()))));
      useless.add(Layout.bool("filter", gone));
      previous = each.generation();
    }
    if (useless.isEmpty()) {
      return;
    }
    String entries = state.entries().orElseThrow();
    new Pages(cluster, entries, _ -> {}).all(Layout.bool("should", useless),
        found -> new Bulk(cluster, entries)
            .write(found.stream().map(each -> Bulk.Write.delete(each.path("_id").stringValue())).toList(),
                _ -> {}));
  }

  /** What a generation that came to nothing has ended goes on. */
  private void bringBack(State state, List<Abandoned> over) {
    if (over.isEmpty()) {
      return;
    }
    String entries = state.entries().orElseThrow();
    ObjectNode ended = Layout.numbers(Layout.TO, over.stream().map(Abandoned::generation).toList());
    // What is in conflict was ended again meanwhile, and stays so.
    new Pages(cluster, entries, search -> search.put("seq_no_primary_term", true)).all(ended,
        found -> new Bulk(cluster,
            entries).write(found.stream().map(each -> Bulk.Write.end(each, Layout.NEVER)).toList(), _ -> {}));
    cluster.done(Ask.of("POST", "/" + entries + "/_refresh"));
  }
}
