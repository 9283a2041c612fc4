package dev.athanor.store.journal;

import dev.athanor.journal.Append;
import dev.athanor.journal.Entry;
import dev.athanor.journal.EntryCodec;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An append with everything done that needs no lock: entries and parts compressed, large ones in files.
 *
 * @param memos the names of entries by memo key
 */
record ReadyAppend(List<Row> entries, List<Part> parts, Collection<Hash> payloads, Map<Hash, byte[]> memos) {
  private static final int NAME_LENGTH = 16;
  private static final int LARGEST_IN_ROW = 1 << 20;
  private static final EntryCodec CODEC = new EntryCodec();

  /**
   * An entry as its row.
   *
   * @param name what it is unique by
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(Entry entry, byte[] name, byte[] body) {}

  /**
   * Content as its row.
   *
   * @param size of the content itself
   * @param bytes null in the database where it is a file
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(Hash hash, long size, Form form, byte[] bytes, Optional<ContentFiles.Incoming> file) {}

  static ReadyAppend of(Append append, Set<Hash> known, ContentFiles files) {
    List<Row> rows = new ArrayList<>(append.entries().size());
    for (Entry entry : append.entries()) {
      rows.add(new Row(entry, name(entry.key()), StoredJson.of(CODEC.encode(entry))));
    }
    Map<Hash, Part> parts = new LinkedHashMap<>();
    for (Merkle.Part part : append.parts()) {
      if (!known.contains(part.hash()) && !parts.containsKey(part.hash())) {
        parts.put(part.hash(), ready(part, files));
      }
    }
    Map<Hash, byte[]> memos = new HashMap<>();
    append.memoised().forEach((key, completed) -> memos.put(key, name(completed.key())));
    return new ReadyAppend(rows, List.copyOf(parts.values()), append.payloads(), memos);
  }

  private static Part ready(Merkle.Part part, ContentFiles files) {
    byte[] content = part.content();
    Optional<byte[]> deflated = Deflate.smaller(content, Dictionary.PARTS);
    byte[] bytes = deflated.orElse(content);
    if (bytes.length > LARGEST_IN_ROW) {
      return new Part(part.hash(), content.length, deflated.isPresent() ? Form.DEFLATED_FILE : Form.FILE,
          bytes,
          Optional.of(files.write(part.hash(), bytes)));
    }
    return new Part(part.hash(), content.length, deflated.isPresent() ? Form.DEFLATED : Form.RAW, bytes,
        Optional
            .empty());
  }

  /** A digest of fixed length: a path may be longer than an index takes. */
  static byte[] name(Entry.Key key) {
    MessageDigest digest = Hash.sha256();
    digest.update((key.kind() + "\n" + key.attempt() + "\n").getBytes(StandardCharsets.UTF_8));
    // UTF-16 keeps unpaired surrogates apart, which UTF-8 does not.
    digest.update(key.path().value().getBytes(StandardCharsets.UTF_16BE));
    return Arrays.copyOf(digest.digest(), NAME_LENGTH);
  }

  /** Removes the files that got no name, because the append was refused or they were there already. */
  void tidy(ContentFiles files) {
    parts.forEach(part -> part.file().ifPresent(files::discard));
  }
}
