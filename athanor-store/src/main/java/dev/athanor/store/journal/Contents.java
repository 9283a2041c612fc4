package dev.athanor.store.journal;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Payload;
import dev.athanor.journal.Sweep;
import dev.athanor.json.Hash;
import dev.athanor.store.sqlite.SqliteDatabase;
import dev.athanor.store.sqlite.Statements;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.zip.DataFormatException;

/** Content in rows and files: taken in, checked when it is read, and swept. */
final class Contents {
  /** What has no row yet may belong to an append that is under way, here or in another process. */
  private static final Duration LONGEST_APPEND = Duration.ofHours(1);
  private static final int SWEPT_AT_ONCE = 500;

  private final SqliteDatabase database;
  private final ContentFiles files;

  Contents(SqliteDatabase database, ContentFiles files) {
    this.database = database;
    this.files = files;
  }

  ContentFiles files() {
    return files;
  }

  /** Stores the content of an append and claims it for its run. */
  void insert(Statements sql, long run, ReadyAppend ready, long now) throws SQLException {
    for (ReadyAppend.Part part : ready.parts()) {
      if (part.file().isPresent()) {
        files.place(part.file().get(), part.form());
        ContentTable.insertFile(sql, part.hash(), part.size(), part.form(), now);
      } else {
        ContentTable.insert(sql, part, now);
      }
      ContentTable.refer(sql, run, part.hash());
    }
    for (Hash payload : ready.payloads()) {
      ContentTable.refer(sql, run, payload);
    }
  }

  Payload store(InputStream stream, String mediaType, LongSupplier clock) {
    ContentFiles.Incoming incoming = files.receive(stream);
    try {
      database.write("content " + incoming.hash().brief(), sql -> {
        ContentTable.insertFile(sql, incoming.hash(), incoming.size(), Form.FILE, clock.getAsLong());
        files.place(incoming, Form.FILE);
        return true;
      });
      return new Payload(incoming.hash(), incoming.size(), mediaType);
    } finally {
      files.discard(incoming);
    }
  }

  private ContentTable.Stored find(Hash hash) {
    return database.read("content " + hash.brief() + " (table content)", sql -> ContentTable.find(sql, hash))
        .orElseThrow(() -> ContentTable.missing(hash));
  }

  byte[] part(Hash hash) {
    ContentTable.Stored stored = find(hash);
    byte[] content;
    try {
      content = content(stored);
    } catch (DataFormatException | IOException e) {
      throw corrupt(hash, e.toString());
    }
    if (!Hash.of(content).equals(hash)) {
      throw corrupt(hash, "its bytes have another hash");
    }
    return content;
  }

  private byte[] content(ContentTable.Stored stored) throws DataFormatException, IOException {
    byte[] row = stored.bytes();
    byte[] bytes;
    if (row != null) {
      bytes = row;
    } else {
      try (InputStream stream = files.open(stored.hash(), stored.form())) {
        bytes = stream.readAllBytes();
      }
    }
    return switch (stored.form()) {
      case RAW, FILE -> bytes;
      case DEFLATED, DEFLATED_FILE ->
          Deflate.content(bytes, 0, Math.toIntExact(stored.size()), Dictionary.PARTS);
    };
  }

  private AthanorException corrupt(Hash hash, String why) {
    return AthanorException.data("content-corrupt", "content " + hash.brief() + " of " + database.file()
        + " is damaged: " + why
        + ". Restore it from a backup; 'athanor doctor' names the runs that need it. Its whole hash is "
        + hash);
  }

  /** Reads a file through, which checks it. */
  void examine(Hash file) {
    try (InputStream stream = open(new Payload(file, 0, ""))) {
      stream.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw corrupt(file, e.toString());
    }
  }

  /** How much room the files take, in bytes. */
  long fileBytes() {
    return files.bytes();
  }

  InputStream open(Payload payload) {
    ContentTable.Stored stored = find(payload.hash());
    return stored.form() == Form.FILE
        ? new CheckedContent(files.open(stored.hash(), Form.FILE), stored.hash(), this::corrupt)
        : new ByteArrayInputStream(part(payload.hash()));
  }

  /** Removes what nothing refers to: first the rows, then, when that is on the disk, the files of those rows. */
  Sweep sweep(long since, Duration grace) {
    List<Long> candidates = database.read("unneeded content (tables content, content_ref)",
        sql -> ContentTable
            .unreferred(sql, since));
    long parts = 0;
    long bytes = 0;
    for (int from = 0; from < candidates.size(); from += SWEPT_AT_ONCE) {
      List<Long> some = candidates.subList(from, Math.min(from + SWEPT_AT_ONCE, candidates.size()));
      List<ContentTable.Stored> removed = database.write("unneeded content", sql -> delete(sql, some, since));
      for (ContentTable.Stored content : removed) {
        parts++;
        bytes += content.size();
      }
      removeFiles(removed.stream().filter(content -> content.form().isFile()).map(
          content -> new ContentFiles.Named(content.hash(), content.form())).toList());
    }
    Instant abandoned = Instant.now().minus(grace.compareTo(LONGEST_APPEND) > 0 ? grace : LONGEST_APPEND);
    files.removeAbandoned(abandoned);
    removeFiles(files.olderThan(abandoned));
    database.write("memos of deleted runs", sql -> {
      EntryTable.forgetMemos(sql);
      return true;
    });
    return new Sweep(parts, bytes);
  }

  private static List<ContentTable.Stored> delete(Statements sql, List<Long> numbers, long since)
      throws SQLException {
    List<ContentTable.Stored> removed = new ArrayList<>();
    for (long number : numbers) {
      Optional<ContentTable.Stored> content = ContentTable.delete(sql, number, since);
      content.ifPresent(removed::add);
    }
    return removed;
  }

  /** Removes files that no row speaks of. Under the write lock nobody can be about to give such a file its row. */
  private void removeFiles(List<ContentFiles.Named> named) {
    if (!named.isEmpty()) {
      database.write("the removal of files", sql -> {
        for (ContentFiles.Named file : named) {
          if (!ContentTable.isKept(sql, file.hash(), file.form())) {
            files.delete(file.hash(), file.form());
          }
        }
        return true;
      });
    }
  }
}
