package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.document.Principals;
import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * An index in a folder. Any number of processes may read it while one writes. Opening it reads and creates nothing. Safe
 * for use by many threads.
 */
public final class LuceneIndex implements KnowledgeIndex {
  /** How many snapshots stay readable, unless more are pinned. */
  public static final int KEPT_SNAPSHOTS = 5;

  private static final int OPEN_READERS = 3;

  private final Path folder;
  private final Path pins;
  private final int keptSnapshots;
  private final FSDirectory directory;
  /** Guarded by itself; the eldest first. */
  private final Map<SnapshotName, Views> readers = new LinkedHashMap<>();
  private volatile Optional<Newest> seen = Optional.empty();

  /** The newest snapshot, as long as its file is the newest. */
  private record Newest(CommitFile file, SnapshotInfo info) {}

  private LuceneIndex(Path folder, int keptSnapshots) throws IOException {
    this.folder = folder;
    this.pins = folder.resolve("pins");
    this.keptSnapshots = keptSnapshots;
    this.directory = Lucene.directory(folder.resolve("lucene"));
  }

  /** The index in this folder, which need not exist yet. */
  public static LuceneIndex open(Path folder) {
    return open(folder, KEPT_SNAPSHOTS);
  }

  /**
   * The index in this folder, which need not exist yet.
   *
   * @param keptSnapshots how many of the newest snapshots stay readable after a commit, at least 1
   */
  public static LuceneIndex open(Path folder, int keptSnapshots) {
    if (keptSnapshots < 1) {
      throw AthanorException.user("kept-snapshots", "the number of kept snapshots is " + keptSnapshots
          + "; expected at least 1: the newest one is what is searched");
    }
    try {
      return new LuceneIndex(folder, keptSnapshots);
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
  }

  @Override
  public IndexSession begin(String embedder) {
    try {
      Optional<SnapshotInfo> before = newest();
      if (before.isPresent()) {
        checkLayout(findCommit(before.get().name()));
      }
      var writer =
          new IndexWriter(directory, Lucene.writerConfig(new KeptSnapshots(keptSnapshots, pins)));
      return session(writer, embedder);
    } catch (LockObtainFailedException e) {
      throw new AthanorException("index-busy", Category.USER, true, "the index in " + folder
          + " is being written by another process; expected one writer at a time: wait until its sync ends, then try again",
          e);
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
  }

  /** Goes on from what is the newest snapshot now that nobody else writes. */
  private IndexSession session(IndexWriter writer, String embedder) throws IOException {
    try {
      return new LuceneSession(folder, writer, newest(), embedder);
    } catch (RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  @Override
  public void erase() {
    closeReaders();
    try (var lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      // What names the others goes first: cut off after that, it is an empty index and no corrupt one.
      List<String> files = Stream.of(directory.listAll())
          .sorted(Comparator.comparing((String file) -> !file.startsWith(IndexFileNames.SEGMENTS))).toList();
      for (String file : files) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          directory.deleteFile(file);
        }
        lock.ensureValid();
      }
    } catch (LockObtainFailedException e) {
      throw new AthanorException("index-busy", Category.USER, true, "the index in " + folder
          + " is being written by another process; expected that nobody writes while it is erased: wait until its sync ends",
          e);
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
  }

  @Override
  public List<SnapshotInfo> snapshots() {
    List<SnapshotInfo> snapshots = new ArrayList<>();
    for (IndexCommit commit : commits()) {
      snapshots.addFirst(info(commit));
    }
    return snapshots;
  }

  /** Asked for with every question, and so without reading what is known. */
  @Override
  public Optional<SnapshotInfo> newest() {
    try {
      Optional<CommitFile> file = CommitFile.newest(directory);
      Optional<Newest> last = seen;
      if (last.isPresent() && file.equals(last.map(Newest::file))) {
        return last.map(Newest::info);
      }
      Optional<SnapshotInfo> newest = KnowledgeIndex.super.newest();
      seen = file.flatMap(each -> newest.map(info -> new Newest(each, info)));
      return newest;
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
  }

  @Override
  public Snapshot snapshot(SnapshotName name, Principals asking) {
    Views views = opened(name);
    try {
      return new LuceneSnapshot(folder, name, views.reader(), views.of(asking));
    } catch (IOException e) {
      release(views.reader());
      throw Lucene.failure(folder, e);
    }
  }

  /** With one more reference to its reader. */
  private Views opened(SnapshotName name) {
    synchronized (readers) {
      Views known = readers.get(name);
      if (known != null && known.reader().tryIncRef()) {
        return known;
      }
      var opened = new Views(openReader(name));
      opened.reader().incRef();
      readers.put(name, opened);
      if (readers.size() > OPEN_READERS) {
        Iterator<Views> eldest = readers.values().iterator();
        release(eldest.next().reader());
        eldest.remove();
      }
      return opened;
    }
  }

  @Override
  public void pin(SnapshotName name) {
    findCommit(name);
    try {
      Files.createDirectories(pins);
      Path pin = pins.resolve(name.value());
      if (!Files.exists(pin)) {
        Files.createFile(pin);
      }
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
  }

  @Override
  public void unpin(SnapshotName name) {
    try {
      Files.deleteIfExists(pins.resolve(name.value()));
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
  }

  @Override
  public void close() {
    closeReaders();
    try {
      directory.close();
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
  }

  private DirectoryReader openReader(SnapshotName name) {
    IndexCommit commit = findCommit(name);
    try {
      checkLayout(commit);
      return openedFrom(commit);
    } catch (IOException e) {
      // A writer may have dropped it between the listing and the opening: then the next listing says so.
      findCommit(name);
      throw Lucene.failure(folder, e);
    }
  }

  /** What the newest open snapshot has in common with this one is not opened again. */
  private DirectoryReader openedFrom(IndexCommit commit) throws IOException {
    if (readers.isEmpty()) {
      return DirectoryReader.open(commit);
    }
    try {
      DirectoryReader other = List.copyOf(readers.values()).getLast().reader();
      DirectoryReader changed = DirectoryReader.openIfChanged(other, commit);
      return changed == null ? DirectoryReader.open(commit) : changed;
    } catch (IllegalStateException e) {
      // Another process has erased the index and built it again: other files have the same names now.
      return DirectoryReader.open(commit);
    }
  }

  private void checkLayout(IndexCommit commit) throws IOException {
    if (!Fields.LAYOUT.equals(commit.getUserData().get(Lucene.LAYOUT))) {
      throw Lucene.otherLayout(folder);
    }
  }

  private IndexCommit findCommit(SnapshotName name) {
    for (IndexCommit commit : commits()) {
      if (info(commit).name().equals(name)) {
        return commit;
      }
    }
    throw unknown(name);
  }

  private AthanorException unknown(SnapshotName name) {
    List<SnapshotInfo> known = snapshots();
    if (known.isEmpty()) {
      return AthanorException.user("snapshot-unknown", "the index in " + folder + " has no snapshot " + name
          + ", since nothing was synced yet; run `athanor sync` first");
    }
    String names = known.stream().map(each -> each.name().value()).collect(Collectors.joining(", "));
    return AthanorException.user("snapshot-unknown", "the index in " + folder + " has no snapshot " + name
        + " (any more: "
        + keptSnapshots + " are kept, and those that are pinned); it has " + names
        + "; use one of these, or leave the snapshot out to use the newest");
  }

  /** Oldest first. */
  private List<IndexCommit> commits() {
    try {
      return DirectoryReader.listCommits(directory).stream().filter(LuceneIndex::isOurs).toList();
    } catch (IndexNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
  }

  private static boolean isOurs(IndexCommit commit) {
    try {
      return SnapshotInfo.isIn(commit.getUserData());
    } catch (IOException e) {
      // Lucene has read it into memory by now; the signature only allows for other kinds of commit.
      throw new IllegalStateException(e);
    }
  }

  private SnapshotInfo info(IndexCommit commit) {
    try {
      return SnapshotInfo.from(commit.getUserData());
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
  }

  private void closeReaders() {
    synchronized (readers) {
      readers.values().forEach(each -> release(each.reader()));
      readers.clear();
    }
  }

  private void release(DirectoryReader reader) {
    try {
      reader.decRef();
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
  }
}
