package dev.athanor.document.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.poi.Version;
import org.apache.poi.ooxml.util.DocumentHelper;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageProperties;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * The zip archive of an Office document. POI opens it, and refuses zip bombs and entities; its parts are read by element
 * name without regard to namespaces, so that the strict and the transitional form of the formats are read the same way.
 * For one thread.
 */
final class OfficePackage implements AutoCloseable {

  static {
    // POI's standard of 1:100 takes drawings for zip bombs, which compress 1:1000.
    ZipSecureFile.setMinInflateRatio(0.001);
    ZipSecureFile.setMaxEntrySize(512L << 20);
  }

  /** Names the library, for the versions of the parsers. */
  static final String LIBRARY = "poi-" + Version.getVersion();

  private static final byte[] DIRECTORY_END = {'P', 'K', 5, 6};
  private static final int DIRECTORY_BYTES = 22;

  private final OPCPackage archive;

  private OfficePackage(OPCPackage archive) {
    this.archive = archive;
  }

  static OfficePackage open(byte[] bytes) throws IOException, InvalidFormatException {
    return new OfficePackage(OPCPackage.open(new ByteArrayInputStream(bytes)));
  }

  /** A zip archive ends with its directory; what was cut off has none, though its first entries can still be read. */
  static boolean isWhole(byte[] bytes) {
    for (int i = bytes.length - DIRECTORY_BYTES; i >= 0; i--) {
      if (Arrays.equals(bytes, i, i + DIRECTORY_END.length, DIRECTORY_END, 0, DIRECTORY_END.length)) {
        return true;
      }
    }
    return false;
  }

  /** The part with which the document begins. */
  Optional<PackagePart> main() {
    for (String type : List.of(PackageRelationshipTypes.CORE_DOCUMENT,
        PackageRelationshipTypes.STRICT_CORE_DOCUMENT)) {
      for (PackageRelationship relationship : archive.getRelationshipsByType(type)) {
        PackagePart part = archive.getPart(relationship);
        if (part != null) {
          return Optional.of(part);
        }
      }
    }
    return Optional.empty();
  }

  /** All parts of that content type. */
  List<Document> read(String contentType) throws IOException, SAXException {
    List<Document> parts = new ArrayList<>();
    for (PackagePart part : archive.getPartsByContentType(contentType)) {
      parts.add(read(part));
    }
    return parts;
  }

  static Document read(PackagePart part) throws IOException, SAXException {
    try (InputStream content = part.getInputStream()) {
      return DocumentHelper.readDocument(content);
    }
  }

  /** The part that another one refers to by this id, if it is in the archive. */
  static Optional<PackagePart> related(PackagePart from, String id) throws InvalidFormatException {
    PackageRelationship relationship = from.getRelationship(id);
    boolean inside = relationship != null && relationship.getTargetMode() == TargetMode.INTERNAL;
    return inside ? Optional.ofNullable(from.getRelatedPart(relationship)) : Optional.empty();
  }

  /** The parts that another one refers to in this role, such as {@code slideLayout}, whatever form the format has. */
  static List<PackagePart> relatedAs(PackagePart from, String role) throws InvalidFormatException {
    List<PackagePart> related = new ArrayList<>();
    for (PackageRelationship relationship : from.getRelationships()) {
      boolean asked = relationship.getRelationshipType().endsWith("/" + role);
      if (asked && relationship.getTargetMode() == TargetMode.INTERNAL) {
        Optional.ofNullable(from.getRelatedPart(relationship)).ifPresent(related::add);
      }
    }
    return related;
  }

  /** The parts that another one refers to in this role, by the ids of the references. */
  static Map<String, Document> readRelated(PackagePart from, String role) throws InvalidFormatException,
      IOException, SAXException {
    Map<String, Document> related = new TreeMap<>();
    for (PackageRelationship relationship : from.getRelationships()) {
      Optional<PackagePart> part = relationship.getRelationshipType().endsWith("/" + role)
          ? related(from, relationship.getId()) : Optional.empty();
      if (part.isPresent()) {
        related.put(relationship.getId(), read(part.get()));
      }
    }
    return related;
  }

  /** What the document says about itself: title, author, subject, language. */
  Map<String, String> metadata() throws InvalidFormatException {
    PackageProperties properties = archive.getPackageProperties();
    Map<String, String> metadata = new TreeMap<>();
    put(metadata, "title", properties.getTitleProperty());
    put(metadata, "author", properties.getCreatorProperty());
    put(metadata, "subject", properties.getSubjectProperty());
    put(metadata, "language", properties.getLanguageProperty());
    return metadata;
  }

  private static void put(Map<String, String> metadata, String name, Optional<String> value) {
    value.map(ExtractedText::oneLine).filter(text -> !text.isEmpty()).ifPresent(text -> metadata.put(name,
        text));
  }

  /** Changes nothing in the file. */
  @Override
  public void close() {
    archive.revert();
  }
}
