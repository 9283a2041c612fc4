package dev.athanor.cli.workshop;

import dev.athanor.cli.project.IndexesSettings;
import dev.athanor.cli.project.Project;
import dev.athanor.document.Principals;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.Snapshots;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.sync.Sync;
import dev.athanor.opensearch.index.OpenSearchIndex;
import dev.athanor.opensearch.index.OpenSearchSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The indexes of a project, each opened when it is first asked for. A snapshot is found by its name, in whichever of them it
 * is: the name is a hash of what was written. Safe for use by many threads.
 */
public final class Indexes implements Snapshots, AutoCloseable {
  private final Project project;
  private final Map<String, String> environment;
  /** Guarded by this. */
  private final Map<String, KnowledgeIndex> opened = new LinkedHashMap<>();

  Indexes(Project project, Map<String, String> environment) {
    this.project = project;
    this.environment = environment;
  }

  /** The folder of what is known of an index: its ledger, and the index unless that is in a cluster. */
  public static Path folder(Project project, String name) {
    Path main = Workshop.knowledgeFolder(project);
    return name.equals(IndexesSettings.MAIN) ? main : main.resolve("indexes").resolve(name);
  }

  /** Opens an index, in its folder or in a cluster, as the project's file says. The caller closes it. */
  public static KnowledgeIndex open(Project project, String name, Map<String, String> environment) {
    project.settings().knowledge().indexes().check(name);
    return project.settings().knowledge().cluster()
        .<KnowledgeIndex>map(settings -> OpenSearchIndex.open(named(settings, name), InstantSource.system(),
            environment::get))
        .orElseGet(() -> LuceneIndex.open(Sync.indexFolder(folder(project, name))));
  }

  private static OpenSearchSettings named(OpenSearchSettings settings, String name) {
    return name.equals(IndexesSettings.MAIN) ? settings
        : new OpenSearchSettings(settings.address(), settings.name() + "-" + name, settings.shards(),
            settings.copies(), settings.keptSnapshots());
  }

  /**
   * The index of that name.
   *
   * @throws AthanorException {@code index-unknown}
   */
  public synchronized KnowledgeIndex of(String name) {
    return opened.computeIfAbsent(name, key -> open(project, key, environment));
  }

  /**
   * The newest snapshot of the index of that name.
   *
   * @throws AthanorException {@code index-unknown}, {@code nothing-synced}
   */
  public SnapshotInfo newest(String name) {
    return of(name).newest().orElseThrow(() -> AthanorException.user("nothing-synced",
        (name.equals(IndexesSettings.MAIN) ? "nothing was synced in " + project.folder() + " yet"
            : "nothing was synced into the index \"" + name + "\" yet")
            + ", so there is nothing to search; read the documents with: athanor sync"));
  }

  @Override
  public List<SnapshotInfo> snapshots() {
    List<SnapshotInfo> all = new ArrayList<>();
    all().forEach(index -> all.addAll(index.snapshots()));
    return all;
  }

  @Override
  public Snapshot snapshot(SnapshotName name, Principals asking) {
    List<KnowledgeIndex> all = all();
    return all.stream().filter(index -> all.size() > 1 && has(index, name)).findFirst().orElse(all.getFirst())
        .snapshot(name, asking);
  }

  private static boolean has(KnowledgeIndex index, SnapshotName name) {
    return index.snapshots().stream().anyMatch(each -> each.name().equals(name));
  }

  private List<KnowledgeIndex> all() {
    return project.settings().knowledge().indexes().names().stream().map(this::of).toList();
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(KnowledgeIndex::close);
    opened.clear();
  }
}
