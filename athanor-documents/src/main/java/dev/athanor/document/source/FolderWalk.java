package dev.athanor.document.source;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One walk over a folder, collecting its listing. */
final class FolderWalk extends SimpleFileVisitor<Path> {

  private static final long MEGABYTE = 1_000_000;

  private final Path folder;
  private final String mount;
  private final Selection selection;
  private final SortedMap<DocumentId, Entry> entries = new TreeMap<>();
  private final Map<DocumentId, String> failed = new HashMap<>();
  private final List<String> gaps = new ArrayList<>();
  private final Map<String, Integer> passedOver = new HashMap<>();

  FolderWalk(Path folder, String mount, Selection selection) {
    this.folder = folder;
    this.mount = mount;
    this.selection = selection;
  }

  Listing listing() {
    Collections.sort(gaps);
    return new Listing(List.copyOf(entries.values()), failed, gaps, passedOver);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    if (directory.equals(folder)) {
      return FileVisitResult.CONTINUE;
    }
    boolean skipped = isHidden(directory) || selection.excludesFolder(PathName.relative(folder, directory));
    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return visitFileFailed(file, new NoSuchFileException(file.toString()));
    }
    String name = PathName.relative(folder, file);
    if (!attributes.isRegularFile() || isHidden(file) || selection.excludes(name)) {
      return FileVisitResult.CONTINUE;
    }
    if (selection.includes(name)) {
      add(file, name, attributes.size());
    } else {
      passedOver.merge(extension(name), 1, Integer::sum);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException problem) {
    boolean loop = problem instanceof FileSystemLoopException;
    if (loop || (!file.equals(folder) && isHidden(file))) {
      return FileVisitResult.CONTINUE;
    }
    String name = file.equals(folder) ? "." : PathName.relative(folder, file);
    if (selection.excludes(name) || selection.excludesFolder(name)) {
      return FileVisitResult.CONTINUE;
    }
    if (Files.isSymbolicLink(file)) {
      gaps.add(name + ": the link points to nothing that can be read; mend it, remove it or exclude it");
    } else {
      gaps.add(name + ": cannot be read (" + reason(problem) + "); make it readable or exclude it");
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem) {
    if (problem != null) {
      gaps.add(PathName.relative(folder, directory) + "/: could not be listed to its end (" + reason(problem)
          + "); sync again");
    }
    return FileVisitResult.CONTINUE;
  }

  private void add(Path file, String name, long bytes) {
    DocumentId document = new DocumentId(mount + name);
    if (entries.containsKey(document) || failed.containsKey(document)) {
      entries.remove(document);
      failed.put(document,
          "there are two files of this name, which differ only in how their accents are encoded;"
              + " rename or exclude one of them");
    } else if (bytes > selection.maxBytes()) {
      failed.put(document, "the file has " + megabytes(bytes) + ", more than the " + megabytes(selection
          .maxBytes())
          + " that a document may have; split it, exclude it, or raise the limit");
    } else if (!Files.isReadable(file)) {
      failed.put(document, "the file cannot be read (access denied); make it readable or exclude it");
    } else {
      entries.put(document, new Entry(document, file.toUri(), OptionalLong.of(bytes), Attributes.NONE));
    }
  }

  private static String megabytes(long bytes) {
    return bytes < 10 * MEGABYTE ? bytes + " bytes" : bytes / MEGABYTE + " MB";
  }

  private static String reason(IOException problem) {
    return problem instanceof AccessDeniedException ? "access denied" : String.valueOf(problem.getMessage());
  }

  private static boolean isHidden(Path file) {
    Path name = file.getFileName();
    return name != null && Selection.isHidden(name.toString());
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') ? name.substring(dot).toLowerCase(Locale.ROOT) : "no extension";
  }
}
