package dev.athanor.document.source.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads one archive's members from first to last. */
final class Archive {
  private final Path file;
  private final Budget budget;
  private final MemberSink sink;

  Archive(Path file, ArchiveLimits limits, MemberSink sink) throws IOException {
    this.file = file;
    this.budget = new Budget(limits, Files.size(file));
    this.sink = sink;
  }

  void read() throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".zip")) {
      readZip();
    } else {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        boolean packed = name.endsWith("gz");
        readTar(packed ? new GZIPInputStream(in, 1 << 16) : in);
      }
    }
  }

  private void readZip() throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        budget.count();
        if (entry.isDirectory() || entry.isUnixSymlink() || refused(entry.getName())) {
          continue;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
          sink.broken(entry.getName(), "it is encrypted; unpack it, or pack it again without a password");
        } else if (!zip.canReadEntryData(entry)) {
          sink.broken(entry.getName(), "it is packed in a way that cannot be read; pack it again as usual");
        } else {
          readMember(zip, entry);
        }
      }
    }
  }

  /** Broken data is this member's failure: the next one stands elsewhere in the file. */
  private void readMember(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    Budget.Piece piece;
    try (InputStream member = zip.getInputStream(entry)) {
      piece = budget.read(member);
    } catch (Budget.Exceeded e) {
      throw e;
    } catch (IOException e) {
      sink.broken(entry.getName(),
          "it cannot be unpacked (" + e.getMessage() + "); pack it again or exclude it");
      return;
    }
    if (piece instanceof Budget.Piece.Whole(byte[] content) && content.length != entry.getSize()) {
      sink.broken(entry.getName(),
          "it has " + content.length + " bytes, but the archive says " + entry.getSize()
              + "; pack it again or exclude it");
    } else {
      take(entry.getName(), entry.getLastModifiedTime(), piece);
    }
  }

  private void readTar(InputStream in) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        budget.count();
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || refused(entry.getName())) {
          budget.skip(tar);
        } else {
          Budget.Piece piece = budget.read(tar);
          budget.skip(tar);
          take(entry.getName(), entry.getLastModifiedTime(), piece);
        }
      }
    }
  }

  private boolean refused(String name) throws IOException {
    var problem = MemberName.problem(name);
    problem.ifPresent(reason -> sink.broken(name, reason));
    return problem.isPresent() || MemberName.isHidden(name) || !sink.wants(name);
  }

  private void take(String name, @Nullable FileTime modified, Budget.Piece piece) throws IOException {
    switch (piece) {
      case Budget.Piece.Whole(byte[] content) -> sink.member(name,
          Optional.ofNullable(modified).map(FileTime::toInstant), content);
      case Budget.Piece.TooLong _ ->
          sink.broken(name, "it has more bytes than a document may have; split it, exclude it, or"
              + " raise the limit");
    }
  }
}
