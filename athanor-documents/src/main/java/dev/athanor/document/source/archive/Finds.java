package dev.athanor.document.source.archive;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.ListingBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Lists what one archive has, and notes it down. For one thread. */
final class Finds {
  private final Entry archive;
  private final String mount;
  private final ListingBuilder listing;
  private final List<ArchiveMemory.Member> members = new ArrayList<>();
  private final List<ArchiveMemory.Broken> broken = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();

  Finds(Entry archive, String mount, ListingBuilder listing) {
    this.archive = archive;
    this.mount = mount;
    this.listing = listing;
  }

  void member(ArchiveMemory.Member member) {
    members.add(member);
    listing.add(new Entry(document(member.name()), location(member.name()), OptionalLong.of(member.bytes()),
        Attributes.NONE), "the archive has several members of this name; pack it again without the old ones");
  }

  void broken(ArchiveMemory.Broken member) {
    broken.add(member);
    listing.fail(document(MemberName.shown(member.name())), member.reason());
  }

  void passOver(String kind) {
    passedOver.add(kind);
    listing.passOver(kind);
  }

  /** The same as it was found in the same archive before. */
  void again(ArchiveMemory.Known known) {
    known.passedOver().forEach(this::passOver);
    known.members().forEach(this::member);
    known.broken().forEach(this::broken);
  }

  /** All of it, of an archive with this fingerprint. */
  ArchiveMemory.Known known(Fingerprint fingerprint) {
    return new ArchiveMemory.Known(fingerprint.value(), members, broken, passedOver);
  }

  DocumentId document(String name) {
    return new DocumentId(mount + archive.document() + "/" + name);
  }

  private URI location(String name) {
    URI file = archive.location();
    try {
      return new URI(file.getScheme(), file.getAuthority(), file.getPath(), null, name);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every text can be quoted", e);
    }
  }
}
