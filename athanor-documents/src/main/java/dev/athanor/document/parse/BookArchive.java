package dev.athanor.document.parse;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** The zip archive of a book. Nothing of it is ever written to a disk. For one thread. */
final class BookArchive implements AutoCloseable {

  /** A chapter has no more; the longest novels have 4 MB. */
  static final long LARGEST_ENTRY = 64L << 20;

  private final ZipFile zip;

  private BookArchive(ZipFile zip) {
    this.zip = zip;
  }

  static BookArchive open(byte[] bytes) throws IOException {
    return new BookArchive(
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes)).get());
  }

  /** An entry unpacks to more than {@link #LARGEST_ENTRY}. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
    private final String entry;

    TooLarge(String entry) {
      super(entry);
      this.entry = entry;
    }

    String entry() {
      return entry;
    }
  }

  /** The text of an entry, if there is one of that name and it is text. */
  Optional<String> text(String name) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(name);
    if (entry == null || !zip.canReadEntryData(entry)) {
      return Optional.empty();
    }
    try (InputStream content = zip.getInputStream(entry)) {
      byte[] bytes = content.readNBytes((int) LARGEST_ENTRY + 1);
      if (bytes.length > LARGEST_ENTRY) {
        throw new TooLarge(name);
      }
      return TextDecoding.decode(bytes).map(TextDecoding.Decoded::text);
    }
  }

  /** Whether an entry can only be read with a key. */
  boolean isEncrypted(String name) {
    ZipArchiveEntry entry = zip.getEntry(name);
    return entry != null && entry.getGeneralPurposeBit().usesEncryption();
  }

  /** The name of the entry to which a reference in another one leads. */
  static String resolved(String from, String reference) {
    String path =
        URLDecoder.decode(reference.replace("+", "%2B").replaceFirst("#.*", ""), StandardCharsets.UTF_8);
    Deque<String> parts = new ArrayDeque<>();
    String folder = path.startsWith("/") ? "" : from.substring(0, from.lastIndexOf('/') + 1);
    for (String part : (folder + path).split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
