package dev.athanor.opensearch.index;

import dev.athanor.document.Principals;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.opensearch.wire.Ask;
import dev.athanor.opensearch.wire.Cluster;
import dev.athanor.opensearch.wire.Patience;
import dev.athanor.opensearch.wire.Refusal;
import dev.athanor.opensearch.wire.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An index in an OpenSearch cluster. Any number of processes on any number of machines may read it while one writes. Opening
 * it sends and creates nothing. Safe for use by many threads.
 */
public final class OpenSearchIndex implements KnowledgeIndex {
  private static final int REMEMBERED_VIEWS = 100;

  private final Cluster cluster;
  private final OpenSearchSettings settings;
  private final InstantSource clock;
  private final Times times;
  private final StateDocument document;
  /** Guarded by itself; the eldest first. */
  private final Map<View, Statistics> statistics = new LinkedHashMap<>();

  /** How long things are waited for. */
  record Times(Duration lease, Duration grace, Duration memory) {
    static final Times STANDARD = new Times(Lease.STANDARD, Housekeeping.GRACE, Housekeeping.MEMORY);

    /** How long a snapshot is read without asking whether it is still there. */
    Duration trust() {
      return grace.dividedBy(4);
    }
  }

  OpenSearchIndex(Cluster cluster, OpenSearchSettings settings, InstantSource clock, Times times) {
    this.cluster = cluster;
    this.settings = settings;
    this.clock = clock;
    this.times = times;
    this.document = new StateDocument(cluster, settings.name(), settings.copies());
  }

  /**
   * The index of that name, which need not exist yet.
   *
   * @param environment where passwords are looked for
   */
  public static OpenSearchIndex open(OpenSearchSettings settings, InstantSource clock,
      Function<String, @Nullable String> environment) {
    Cluster cluster = Cluster.at(settings.address(), Patience.STANDARD, new Random(), environment);
    return new OpenSearchIndex(cluster, settings, clock, Times.STANDARD);
  }

  @Override
  public IndexSession begin(String embedder) {
    document.create();
    document.read().newest().ifPresent(newest -> newest.check(settings.name()));
    Lease.Begun begun = Lease.take(document, clock, times.lease());
    boolean started = false;
    try {
      StateDocument.createIndex(cluster, begun.state().entries().orElseThrow(),
          Layout.entries(settings.shards(), settings.copies()));
      started = true;
      return new OpenSearchSession(cluster, begun.lease(), begun.state(),
          new Housekeeping(cluster, document, clock,
              times.grace(), times.memory()),
          settings.keptSnapshots(), embedder);
    } finally {
      if (!started) {
        begun.lease().release(false);
      }
    }
  }

  @Override
  public void erase() {
    State before = document.read();
    if (before.entries().isEmpty()) {
      return;
    }
    document.change(state -> {
      Lease.refuseWriter(state, settings.name(), clock, times.lease());
      return state.erased();
    });
    Ask ask = Ask.of("DELETE", "/" + before.entries().get());
    Reply reply = cluster.send(ask);
    if (!reply.isDone() && reply.status() != 404) {
      throw Refusal.of(ask, reply);
    }
  }

  @Override
  public List<SnapshotInfo> snapshots() {
    return document.read().snapshots().stream().map(Committed::info).toList();
  }

  @Override
  public Snapshot snapshot(SnapshotName name, Principals asking) {
    State state = document.read();
    Committed found = find(state, name);
    found.check(settings.name());
    var view = new View(state.entries().orElseThrow(), found, state.abandonedGenerations(), asking);
    var checked = new AtomicLong(System.nanoTime());
    return new OpenSearchSnapshot(view, new Searches(cluster, view.entries()), statistics(view), () -> {
      if (System.nanoTime() - checked.get() > times.trust().toNanos()) {
        checkStillReadable(view);
        checked.set(System.nanoTime());
      }
    });
  }

  private Statistics statistics(View view) {
    synchronized (statistics) {
      if (statistics.size() >= REMEMBERED_VIEWS && !statistics.containsKey(view)) {
        statistics.remove(statistics.keySet().iterator().next());
      }
      return statistics.computeIfAbsent(view, Statistics::new);
    }
  }

  private void checkStillReadable(View view) {
    State now = document.read();
    if (!now.entries().equals(Optional.of(view.entries())) || !isReadable(view.snapshot(), now)) {
      throw unknown(now, view.snapshot().info().name());
    }
  }

  /** Whether its entries stay for at least as long as nobody asks again. */
  private boolean isReadable(Committed snapshot, State now) {
    Instant latest = clock.instant().minus(times.grace().minus(times.trust()));
    return now.snapshots().contains(snapshot) || now.dropped().stream()
        .anyMatch(each -> each.snapshot().equals(snapshot) && each.since().isAfter(latest));
  }

  private Committed find(State state, SnapshotName name) {
    return state.find(name).orElseThrow(() -> unknown(state, name));
  }

  private AthanorException unknown(State state, SnapshotName name) {
    String where = "the index " + settings.name() + " in " + cluster.place();
    if (state.snapshots().isEmpty()) {
      return AthanorException.user("snapshot-unknown", where + " has no snapshot " + name
          + ", since nothing was synced yet; run `athanor sync` first");
    }
    String names =
        state.snapshots().stream().map(each -> each.info().name().value()).collect(Collectors.joining(", "));
    return AthanorException.user("snapshot-unknown", where + " has no snapshot " + name + " (any more: "
        + settings.keptSnapshots() + " are kept, and those that are pinned); it has " + names
        + "; use one of these, or leave the snapshot out to use the newest");
  }

  @Override
  public void pin(SnapshotName name) {
    changePins(state -> {
      find(state, name);
      SortedSet<String> pins = new TreeSet<>(state.pins());
      pins.add(name.value());
      return state.pinned(pins);
    });
  }

  @Override
  public void unpin(SnapshotName name) {
    changePins(state -> {
      SortedSet<String> pins = new TreeSet<>(state.pins());
      pins.remove(name.value());
      return state.pinned(pins);
    });
  }

  private void changePins(UnaryOperator<State> change) {
    State now = document.read();
    if (!change.apply(now).equals(now)) {
      document.change(change);
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
