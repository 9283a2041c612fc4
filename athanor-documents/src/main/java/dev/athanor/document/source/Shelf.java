package dev.athanor.document.source;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.json.Json;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.time.Instant;
import java.util.Optional;

/**
 * Documents that a listing had to read anyway (rows of a query, pages of a crawl), kept in a temporary file for the
 * opening that follows. The file has no name any more once it is open (on Unix), so that nothing is left behind however the process
 * ends. Safe for use by many threads.
 */
public final class Shelf implements AutoCloseable {
  /** 20 GB: what one listing may keep. */
  public static final long STANDARD_MAX_BYTES = 20_000_000_000L;

  private final FileChannel file;
  private final long maxBytes;
  private final Map<DocumentId, Slot> slots = new HashMap<>();
  private long end;

  private record Slot(long start, int head, int body, Fingerprint fingerprint) {
  }

  /** What is kept beside a document's bytes. */
  record Label(Optional<String> mediaType, Attributes attributes, Optional<Instant> modified) {
  }

  private Shelf(FileChannel file, long maxBytes) {
    this.file = file;
    this.maxBytes = maxBytes;
  }

  /** An empty one for at most so many bytes. */
  public static Shelf open(long maxBytes) throws IOException {
    Path path = Files.createTempFile("athanor-documents", ".shelf");
    return new Shelf(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE), maxBytes);
  }

  /**
   * Keeps a document, instead of what was kept under its name before.
   *
   * @throws IOException when the shelf or the disk is full
   */
  public void put(DocumentId document, Optional<String> mediaType, Attributes attributes,
      Fingerprint fingerprint, byte[] content) throws IOException {
    put(document, mediaType, attributes, fingerprint, Optional.empty(), content);
  }

  /** The same of which is known when it was last changed. */
  public synchronized void put(DocumentId document, Optional<String> mediaType, Attributes attributes,
      Fingerprint fingerprint, Optional<Instant> modified, byte[] content) throws IOException {
    byte[] head = Json.MAPPER.writeValueAsBytes(new Label(mediaType, attributes, modified));
    if (end + head.length + content.length > maxBytes) {
      throw new IOException("the documents need more than the " + maxBytes
          + " bytes that may be kept while syncing; divide them between several sources");
    }
    write(head, end);
    write(content, end + head.length);
    slots.put(document, new Slot(end, head.length, content.length, fingerprint));
    end += head.length + content.length;
  }

  private void write(byte[] bytes, long at) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      file.write(rest, at + rest.position());
    }
  }

  /**
   * Opens a document, unless it is the known one.
   *
   * @throws NoSuchFileException when there is none of that name
   */
  public Optional<Content> open(DocumentId document, Optional<Fingerprint> known) throws IOException {
    Slot slot = slot(document).orElseThrow(() -> new NoSuchFileException(document.value()));
    if (known.equals(Optional.of(slot.fingerprint))) {
      return Optional.empty();
    }
    Label label = Json.MAPPER.readValue(read(slot.start, slot.head), Label.class);
    byte[] content = read(slot.start + slot.head, slot.body);
    return Optional.of(Content.of(content, label.mediaType, label.attributes, Optional.of(slot.fingerprint),
        label.modified));
  }

  /** What stands for the document that is kept under this name. */
  public Optional<Fingerprint> fingerprint(DocumentId document) {
    return slot(document).map(Slot::fingerprint);
  }

  private synchronized Optional<Slot> slot(DocumentId document) {
    return Optional.ofNullable(slots.get(document));
  }

  private byte[] read(long start, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, start + bytes.position()) < 0) {
        throw new EOFException("the temporary file of this sync was cut short");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
