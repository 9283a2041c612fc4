package dev.athanor.document.source.mail;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.ListingBuilder;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Shelf;
import dev.athanor.json.Hash;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes documents of the messages of one file. */
final class MailDocuments implements MailSink {
  private final Entry file;
  private final String mount;
  private final Optional<Selection> wanted;
  private final long maxBytes;
  private final Shelf shelf;
  private final ListingBuilder listing;
  private int broken;

  MailDocuments(Entry file, String mount, Optional<Selection> wanted, long maxBytes, Shelf shelf,
      ListingBuilder listing) {
    this.file = file;
    this.mount = mount;
    this.wanted = wanted;
    this.maxBytes = maxBytes;
    this.shelf = shelf;
    this.listing = listing;
  }

  @Override
  public void message(long line, byte[] bytes, boolean isWhole) throws IOException {
    Mail mail;
    List<Mail.Attachment> attachments;
    try {
      mail = Mail.of(bytes);
      attachments = mail.attachments();
    } catch (IOException | RuntimeException e) {
      broken++;
      listing.fail(new DocumentId(mount + file.document() + ":" + line),
          "the message in line " + line + " cannot be read: " + e.getMessage());
      return;
    }
    if (!isWhole) {
      listing.fail(new DocumentId(mount + mail.name()),
          "the message in line " + line + " of " + file.document()
              + " is larger than the " + maxBytes
              + " bytes that a document may have; raise `maxFileSize` to read it");
      return;
    }
    Fingerprint fingerprint = new Fingerprint(mail.hash().hex());
    Optional<DocumentId> document = free(mount + mail.name(), "", fingerprint);
    if (document.isPresent()) {
      URI location = URI.create(file.location() + "#line=" + line);
      put(document.get(), location, "message/rfc822", mail.attributes(attachments), fingerprint, bytes);
      for (Mail.Attachment attachment : attachments) {
        attach(document.get(), location, mail, attachment);
      }
    }
  }

  private void attach(DocumentId message, URI location, Mail mail, Mail.Attachment attachment)
      throws IOException {
    String name = attachment.name();
    if (wanted.filter(selection -> selection.includes(name) && !selection.excludes(name)).isEmpty()) {
      return;
    }
    Fingerprint fingerprint = new Fingerprint(mail.hash().hex() + ":" + Hash.of(attachment.bytes()).hex());
    int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
    Optional<DocumentId> document =
        free(message + "/" + name.substring(0, dot), name.substring(dot), fingerprint);
    if (document.isPresent()) {
      Map<String, String> metadata = mail.attributes(List.of()).metadata();
      put(document.get(), location, attachment.mediaType(),
          new Attributes(Optional.empty(), metadata, Optional.empty()), fingerprint, attachment.bytes());
    }
  }

  /** A name that is not taken yet; none when the same content has it already. */
  private Optional<DocumentId> free(String name, String extension, Fingerprint fingerprint) {
    for (int number = 1;; number++) {
      DocumentId document = new DocumentId(name + (number == 1 ? "" : "-" + number) + extension);
      Optional<Fingerprint> there = shelf.fingerprint(document);
      if (there.isEmpty()) {
        return Optional.of(document);
      }
      if (there.equals(Optional.of(fingerprint))) {
        return Optional.empty();
      }
    }
  }

  private void put(DocumentId document, URI location, String mediaType, Attributes attributes,
      Fingerprint fingerprint, byte[] bytes) throws IOException {
    // application/octet-stream says nothing: the name tells more
    Optional<String> said = Optional.of(mediaType).filter(type -> !type.equals("application/octet-stream"));
    shelf.put(document, said, attributes, fingerprint, bytes);
    listing.add(new Entry(document, location, OptionalLong.of(bytes.length), Attributes.NONE),
        "several messages have this name; give each a Message-ID of its own");
  }

  /** Says whether there were messages of which nobody knows what they are called. */
  void finish() {
    if (broken > 0) {
      listing.gap(file.document() + ": " + (broken == 1 ? "1 message" : broken + " messages")
          + " could not be read, so that no document is taken for deleted; mend the lines that are named");
    }
  }
}
