package dev.athanor.document.source.archive;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.FolderSource;
import dev.athanor.document.source.KeptFile;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.ListingBuilder;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Shelf;
import dev.athanor.document.source.ShelvedSource;
import dev.athanor.document.source.SourceId;
import dev.athanor.json.Hash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of a folder's zip and tar archives. A document is called like its archive and, behind a slash, its member. Content
 * decides what has changed, so that an archive that was packed anew changes only what is new in it. An archive whose file has not
 * changed is not unpacked, unless a document in it has to be read all the same.
 */
public final class ArchiveSource extends ShelvedSource {
  /** Which members are looked at; what was kept when there were others is forgotten. */
  private static final String READING = " without hidden members";

  private final FolderSource files;
  private final String mount;
  private final Selection members;
  private final ArchiveLimits limits;
  private final KeptFile memory;
  /** Guarded by this: members that were not unpacked, by the archive that they are in. */
  private final Map<DocumentId, Packed> packed = new HashMap<>();
  /** Guarded by this: where they are put once they are. */
  private @Nullable Shelf newest;

  /** A member of an archive that has not changed, and what stands for its content. */
  private record Packed(Entry archive, Fingerprint fingerprint) {
  }

  /**
   * A source over archives.
   *
   * @param files the archives, with no mount of their own and without a limit of their size
   * @param mount what to put before each document's id
   * @param members which members are documents, by their names in the archive
   * @param memory where what was found in archives is kept, so that unchanged ones are not unpacked again
   */
  public ArchiveSource(SourceId id, FolderSource files, String mount, Selection members,
      ArchiveLimits limits, KeptFile memory) {
    super(id);
    this.files = files;
    this.mount = mount;
    this.members = members;
    this.limits = limits;
    this.memory = memory;
  }

  @Override
  public String place() {
    return "the archives in " + files.place();
  }

  @Override
  protected synchronized Listing fill(Shelf shelf) throws IOException {
    newest = shelf;
    packed.clear();
    ListingBuilder listing = new ListingBuilder();
    ArchiveMemory before = new ArchiveMemory(memory, members + " " + limits + READING);
    Listing all = files.list();
    listing.takeProblems(all);
    for (Entry file : all.entries()) {
      Optional<ArchiveMemory.Known> known = before.of(file.document().value());
      try {
        read(file, known, shelf, listing, before);
      } catch (IOException e) {
        listing.cutOff(file, e);
      }
    }
    try {
      before.save();
    } catch (IOException e) {
      listing.note("what was found in the archives could not be written down (" + e
          + "), so that the next sync unpacks all of them; see that the disk has room");
    }
    return listing.listing();
  }

  private void read(Entry file, Optional<ArchiveMemory.Known> known, Shelf shelf, ListingBuilder listing,
      ArchiveMemory remembered) throws IOException {
    Optional<Content> opened = files.open(file, known.map(ArchiveMemory.Known::known));
    Finds finds = new Finds(file, mount, listing);
    String name = file.document().value();
    if (opened.isEmpty()) {
      ArchiveMemory.Known same = known.orElseThrow();
      finds.again(same);
      same.members().forEach(member -> packed.put(finds.document(member.name()),
          new Packed(file, new Fingerprint(member.fingerprint()))));
      remembered.keep(name, same);
      return;
    }
    try (Content content = opened.get()) {
      new Archive(Path.of(file.location()), limits, new Members(finds, shelf)).read();
      content.fingerprint().ifPresent(fingerprint -> remembered.keep(name, finds.known(fingerprint)));
    }
  }

  @Override
  public Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException {
    return isPackedAndKnown(entry.document(), known) ? Optional.empty() : super.open(entry, known);
  }

  /** Whether a member is the known one; if it is not and is still packed, its archive is unpacked. */
  private synchronized boolean isPackedAndKnown(DocumentId document, Optional<Fingerprint> known)
      throws IOException {
    if (newest == null) {
      list();
    }
    Packed member = packed.get(document);
    if (member == null || known.equals(Optional.of(member.fingerprint))) {
      return member != null;
    }
    Finds finds = new Finds(member.archive, mount, new ListingBuilder());
    new Archive(Path.of(member.archive.location()), limits,
        new Members(finds, Objects.requireNonNull(newest))).read();
    packed.values().removeIf(each -> each.archive.equals(member.archive));
    return false;
  }

  /** Takes the members of one archive. */
  private final class Members implements MemberSink {
    private final Finds finds;
    private final Shelf shelf;

    Members(Finds finds, Shelf shelf) {
      this.finds = finds;
      this.shelf = shelf;
    }

    @Override
    public boolean wants(String name) {
      boolean wanted = members.includes(name) && !members.excludes(name);
      if (!wanted && !members.excludes(name)) {
        finds.passOver(name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/') + 1)));
      }
      return wanted;
    }

    @Override
    public void member(String name, Optional<Instant> modified, byte[] content) throws IOException {
      String fingerprint = Hash.of(content).hex();
      finds.member(new ArchiveMemory.Member(name, content.length, fingerprint));
      shelf.put(finds.document(name), Optional.empty(), Attributes.NONE, new Fingerprint(fingerprint),
          modified, content);
    }

    @Override
    public void broken(String name, String reason) {
      finds.broken(new ArchiveMemory.Broken(name, reason));
    }
  }
}
