package dev.athanor.document.source;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The files below a folder. Symbolic links are followed; a link back to a folder above it is not. Hidden files
 * and folders (their name starts with a dot) are no documents, and so Athanor's own {@code .athanor} is none.
 */
public final class FolderSource implements Source {

  /** A change so recent that the file system's clock may not tell it from a later one. */
  private static final Duration RACY = Duration.ofSeconds(2);

  private final SourceId id;
  private final Path folder;
  private final String mount;
  private final Selection selection;
  private final InstantSource clock;

  /**
   * A source over a folder, which need not exist yet.
   *
   * @param mount what to put before each document's id, such as {@code handbook/}; empty for nothing. Projects
   *     with several folders need it where two of them have a file of the same name.
   */
  public FolderSource(SourceId id, Path folder, String mount, Selection selection, InstantSource clock) {
    this.id = id;
    this.folder = folder.toAbsolutePath().normalize();
    this.mount = mount;
    this.selection = selection;
    this.clock = clock;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public String place() {
    return "the folder " + folder;
  }

  @Override
  public Listing list() {
    if (!Files.exists(folder)) {
      throw AthanorException.user("folder-missing", "The folder " + folder + " of source \"" + id
          + "\" does not exist. Create it, or name another one in athanor.yaml. Nothing was changed.");
    }
    if (!Files.isDirectory(folder)) {
      throw AthanorException.user("folder-missing", folder + " of source \"" + id
          + "\" is a file, but a folder was expected. Name the folder it is in and select the file with a pattern"
          + " under `include` in athanor.yaml.");
    }
    try {
      FolderWalk walk = new FolderWalk(folder, mount, selection);
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
      return walk.listing();
    } catch (IOException e) {
      throw AthanorException.data("folder-unreadable", "The folder " + folder + " of source \"" + id
          + "\" cannot be listed: " + e + ". Make it readable and sync again. Nothing was changed.", e);
    }
  }

  @Override
  public Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException {
    Path file = Path.of(entry.location());
    Optional<Fingerprint> before = fingerprint(file);
    if (before.isPresent() && before.equals(known)) {
      return Optional.empty();
    }
    Instant modified = Files.getLastModifiedTime(file).toInstant();
    return Optional.of(new FileContent(file, before, modified, Files.newInputStream(file)));
  }

  /** A file that is being read. One that is written to meanwhile has no fingerprint, and is read again by the next sync. */
  private final class FileContent implements Content {
    private final Path file;
    private final Optional<Fingerprint> before;
    private final Instant modified;
    private final InputStream stream;

    FileContent(Path file, Optional<Fingerprint> before, Instant modified, InputStream stream) {
      this.file = file;
      this.before = before;
      this.modified = modified;
      this.stream = stream;
    }

    @Override
    public InputStream stream() {
      return stream;
    }

    @Override
    public Optional<Instant> modified() {
      return Optional.of(modified);
    }

    @Override
    public Optional<Fingerprint> fingerprint() throws IOException {
      return FolderSource.this.fingerprint(file).filter(after -> before.equals(Optional.of(after)));
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /**
   * Size, inode, modification and status-change time, as Git's index has them. The last one cannot be set by a
   * program, so that a file with all of them unchanged is unchanged, unless it was changed just now. Where the
   * file system has no such time (Windows), files have no fingerprint and are read.
   */
  private Optional<Fingerprint> fingerprint(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    Map<String, Object> attributes = Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
    Instant changed = instant(attributes, "ctime");
    Instant modified = instant(attributes, "lastModifiedTime");
    if (changed.plus(RACY).isAfter(clock.instant())) {
      return Optional.empty();
    }
    return Optional.of(new Fingerprint(attributes.get("dev") + ":" + attributes.get("ino") + ":"
        + attributes.get("size") + ":" + modified + ":" + changed));
  }

  private static Instant instant(Map<String, Object> attributes, String name) {
    return ((FileTime) Objects.requireNonNull(attributes.get(name), name)).toInstant();
  }
}
