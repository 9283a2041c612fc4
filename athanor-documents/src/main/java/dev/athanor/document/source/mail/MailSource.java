package dev.athanor.document.source.mail;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.FolderSource;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.ListingBuilder;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Shelf;
import dev.athanor.document.source.ShelvedSource;
import dev.athanor.document.source.SourceId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The mails in a folder's MBOX files, {@code .eml} files and Maildirs. A message is called by its Message-ID; a file that is attached
 * to it, behind a slash, by its own name. Files that are none of these are passed over.
 */
public final class MailSource extends ShelvedSource {
  private final FolderSource files;
  private final String mount;
  private final Optional<Selection> attachments;
  private final long maxBytes;

  /**
   * A source over files.
   *
   * @param files with no mount of their own, and without a limit of their size
   * @param mount what to put before each document's id
   * @param attachments which attached files are documents, by their names; empty when none is
   * @param maxBytes what one message may have
   */
  public MailSource(SourceId id, FolderSource files, String mount, Optional<Selection> attachments,
      long maxBytes) {
    super(id);
    this.files = files;
    this.mount = mount;
    this.attachments = attachments;
    this.maxBytes = maxBytes;
  }

  @Override
  public String place() {
    return "the mails in " + files.place();
  }

  @Override
  protected Listing fill(Shelf shelf) throws IOException {
    ListingBuilder listing = new ListingBuilder();
    Listing all = files.list();
    listing.takeProblems(all);
    for (Entry file : all.entries()) {
      MailDocuments documents = new MailDocuments(file, mount, attachments, maxBytes, shelf, listing);
      try (Content content = files.open(file, Optional.empty()).orElseThrow();
          InputStream in = new BufferedInputStream(content.stream(), 1 << 16)) {
        read(file.document(), in, documents, listing);
      } catch (IOException e) {
        listing.cutOff(file, e);
      }
      documents.finish();
    }
    return listing.listing();
  }

  private void read(DocumentId file, InputStream in, MailDocuments documents, ListingBuilder listing)
      throws IOException {
    String path = "/" + file.value();
    String name = file.fileName();
    String folder = path.substring(0, path.length() - name.length());
    if (folder.endsWith("/cur/") || folder.endsWith("/new/") || name.endsWith(".eml")) {
      byte[] bytes = in.readNBytes((int) Math.min(maxBytes, Integer.MAX_VALUE - 8));
      documents.message(1, bytes, in.read() < 0);
    } else if (name.endsWith(".mbox") || beginsAsMailBox(in)) {
      new MailBox(maxBytes, documents).read(in);
    } else {
      listing.passOver(name.substring(Math.max(0, name.lastIndexOf('.'))));
    }
  }

  private static boolean beginsAsMailBox(InputStream in) throws IOException {
    in.mark(5);
    byte[] start = in.readNBytes(5);
    in.reset();
    return Arrays.equals(start, new byte[]{'F', 'r', 'o', 'm', ' '});
  }
}
