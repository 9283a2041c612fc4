package dev.athanor.store.journal;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import dev.athanor.store.sqlite.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Content that is too large for the database: {@code content/ab/cdef…}, named by its hash, {@code .z} where it is
 * deflated. A file is written and synced under another name and then moved, so that a name never stands for half a file.
 * Moving and removing happen while the database's write lock is held, which keeps two processes from crossing.
 */
final class ContentFiles {
  private static final String INCOMING = "incoming";
  private static final String DEFLATED = ".z";

  private final Path folder;
  /** Groups whose names are known to outlast the loss of power. */
  private final Set<Path> lasting = ConcurrentHashMap.newKeySet();

  ContentFiles(Path folder) {
    this.folder = folder;
  }

  /** A file that is whole and synced, but has no name yet. */
  record Incoming(Path file, Hash hash, long size) {}

  /** Takes in a stream. What the stream itself throws is passed on as {@link UncheckedIOException}. */
  Incoming receive(InputStream stream) {
    Path file = fresh();
    boolean whole = false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE)) {
      MessageDigest digest = Hash.sha256();
      OutputStream out = Channels.newOutputStream(channel);
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int length = read(stream, buffer); length >= 0; length = read(stream, buffer)) {
        digest.update(buffer, 0, length);
        out.write(buffer, 0, length);
        size += length;
      }
      channel.force(true);
      whole = true;
      return new Incoming(file, Hash.ofDigest(digest.digest()), size);
    } catch (IOException e) {
      throw failed("writing", file, e);
    } finally {
      if (!whole) {
        remove(file);
      }
    }
  }

  /** Writes bytes that stand for the content with this hash. */
  Incoming write(Hash hash, byte[] bytes) {
    Path file = fresh();
    boolean whole = false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE)) {
      Channels.newOutputStream(channel).write(bytes);
      channel.force(true);
      whole = true;
      return new Incoming(file, hash, bytes.length);
    } catch (IOException e) {
      throw failed("writing", file, e);
    } finally {
      if (!whole) {
        remove(file);
      }
    }
  }

  private static int read(InputStream stream, byte[] buffer) {
    try {
      return stream.read(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException("the file that was to be stored could not be read to its end", e);
    }
  }

  private Path fresh() {
    Path incoming = folder.resolve(INCOMING);
    try {
      Files.createDirectories(incoming);
    } catch (IOException e) {
      throw failed("creating", incoming, e);
    }
    return incoming.resolve(UUID.randomUUID().toString());
  }

  /** Gives a file its name, for good when this returns. Doing it again changes nothing. */
  void place(Incoming incoming, Form form) {
    Path name = name(incoming.hash(), form);
    Path group = group(incoming.hash());
    try {
      Files.createDirectories(group);
      if (Files.exists(incoming.file())) {
        Files.move(incoming.file(), name, StandardCopyOption.ATOMIC_MOVE);
      } else if (!Files.exists(name)) {
        throw new NoSuchFileException(name.toString());
      }
      Directories.sync(group);
      if (!lasting.contains(group)) {
        // Even if it was there: whoever made it may have died before syncing its name.
        Directories.sync(folder);
        Directories.sync(folder.getParent());
        lasting.add(group);
      }
    } catch (IOException e) {
      throw failed("naming", name, e);
    }
  }

  /** Forgets a file that has got no name. */
  void discard(Incoming incoming) {
    remove(incoming.file());
  }

  /** Removes the file of this content; returns its size, 0 if there was none. */
  long delete(Hash hash, Form form) {
    Path name = name(hash, form);
    try {
      long size = Files.exists(name) ? Files.size(name) : 0;
      Files.deleteIfExists(name);
      return size;
    } catch (IOException e) {
      throw failed("removing", name, e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("removing", file, e);
    }
  }

  /** The bytes of the file as they lie there. */
  InputStream open(Hash hash, Form form) {
    Path name = name(hash, form);
    try {
      return Files.newInputStream(name);
    } catch (NoSuchFileException e) {
      throw AthanorException.data("content-missing", "content " + hash.brief() + " is missing: its file "
          + name
          + " is gone. Restore it from a backup; the runs that refer to it can't be replayed without it", e);
    } catch (IOException e) {
      throw failed("reading", name, e);
    }
  }

  Path name(Hash hash, Form form) {
    return group(hash).resolve(hash.hex().substring(2) + (form
        == Form.DEFLATED_FILE
            ? DEFLATED
            : ""));
  }

  private Path group(Hash hash) {
    return folder.resolve(hash.hex().substring(0, 2));
  }

  /** A file and the content that it stands for by its name. */
  record Named(Hash hash, Form form) {}

  /** Files with a name that have not been touched since a time. */
  List<Named> olderThan(Instant time) {
    List<Named> found = new ArrayList<>();
    for (Path file : filesOlderThan(time)) {
      String text = folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "");
      boolean deflated = text.endsWith(DEFLATED);
      String hex = deflated ? text.substring(0, text.length() - DEFLATED.length()) : text;
      if (Hash.isHash(hex)) {
        found.add(new Named(new Hash(hex), deflated ? Form.DEFLATED_FILE : Form.FILE));
      }
    }
    return found;
  }

  /** Removes what was being written when a process died, before a time. */
  void removeAbandoned(Instant time) {
    filesOlderThan(time).stream().filter(file -> file.startsWith(folder.resolve(INCOMING))).forEach(
        ContentFiles::remove);
  }

  private List<Path> filesOlderThan(Instant time) {
    return list(folder).stream().filter(Files::isDirectory).flatMap(group -> list(group).stream()).filter(
        file -> touchedBefore(file, time)).toList();
  }

  /** What lies in a directory; nothing if it is not there. What is in it may be gone a moment later. */
  private static List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (NoSuchFileException notThere) {
      return List.of();
    } catch (IOException e) {
      throw failed("listing", directory, e);
    }
  }

  /** How much room they take. */
  long bytes() {
    return filesOlderThan(Instant.MAX).stream().mapToLong(ContentFiles::size).sum();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException removedMeanwhile) {
      return 0;
    }
  }

  private static boolean touchedBefore(Path file, Instant time) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    } catch (IOException removedMeanwhile) {
      return false;
    }
  }

  private static AthanorException failed(String doing, Path file, IOException failure) {
    if (roomLeft(file) == 0) {
      return AthanorException.data("store-full", doing + " " + file
          + " found no room left, and nothing of it was kept."
          + " Free some room on that disk and try again; everything before it is safe", failure);
    }
    return AthanorException.data("store-io", doing + " " + file + " failed (" + failure
        + "). Check the disk, and that this user may read and write there", failure);
  }

  private static long roomLeft(Path file) {
    try {
      return Files.getFileStore(file.resolveSibling(".")).getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }
}
