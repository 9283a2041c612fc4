package dev.athanor.document.source.archive;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.FolderSource;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.ListingBuilder;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Shelf;
import dev.athanor.document.source.ShelvedSource;
import dev.athanor.document.source.SourceId;
import dev.athanor.json.Hash;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The members of a folder's zip and tar archives. A document is called like its archive and, behind a slash, its member. Content
 * decides what has changed, so that an archive that was packed anew changes only what is new in it.
 */
public final class ArchiveSource extends ShelvedSource {
  private final FolderSource files;
  private final String mount;
  private final Selection members;
  private final ArchiveLimits limits;

  /**
   * A source over archives.
   *
   * @param files the archives, with no mount of their own and without a limit of their size
   * @param mount what to put before each document's id
   * @param members which members are documents, by their names in the archive
   */
  public ArchiveSource(SourceId id, FolderSource files, String mount, Selection members,
      ArchiveLimits limits) {
    super(id);
    this.files = files;
    this.mount = mount;
    this.members = members;
    this.limits = limits;
  }

  @Override
  public String place() {
    return "the archives in " + files.place();
  }

  @Override
  protected Listing fill(Shelf shelf) throws IOException {
    ListingBuilder listing = new ListingBuilder();
    Listing all = files.list();
    listing.takeProblems(all);
    for (Entry file : all.entries()) {
      try {
        new Archive(Path.of(file.location()), limits, new Members(file, shelf, listing)).read();
      } catch (IOException e) {
        listing.cutOff(file, e);
      }
    }
    return listing.listing();
  }

  /** The members of one archive. */
  private final class Members implements MemberSink {
    private final Entry file;
    private final Shelf shelf;
    private final ListingBuilder listing;

    Members(Entry file, Shelf shelf, ListingBuilder listing) {
      this.file = file;
      this.shelf = shelf;
      this.listing = listing;
    }

    @Override
    public boolean wants(String name) {
      boolean wanted = members.includes(name) && !members.excludes(name);
      if (!wanted && !members.excludes(name)) {
        listing.passOver(name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/') + 1)));
      }
      return wanted;
    }

    @Override
    public void member(String name, Optional<Instant> modified, byte[] content) throws IOException {
      DocumentId document = document(name);
      listing.add(new Entry(document, location(name), OptionalLong.of(content.length), Attributes.NONE),
          "the archive has several members of this name; pack it again without the old ones");
      shelf.put(document, Optional.empty(), Attributes.NONE, new Fingerprint(Hash.of(content).hex()),
          modified, content);
    }

    @Override
    public void broken(String name, String reason) {
      listing.fail(document(MemberName.shown(name)), reason);
    }

    private DocumentId document(String name) {
      return new DocumentId(mount + file.document() + "/" + name);
    }

    private URI location(String name) {
      URI archive = file.location();
      try {
        return new URI(archive.getScheme(), archive.getAuthority(), archive.getPath(), null, name);
      } catch (URISyntaxException e) {
        throw new IllegalStateException("every text can be quoted", e);
      }
    }
  }
}
