package dev.athanor.document.source.records;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.FolderSource;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.ListingBuilder;
import dev.athanor.document.source.Shelf;
import dev.athanor.document.source.ShelvedSource;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The records in a folder's JSON, JSONL, CSV and TSV files. A record is broken alone: it is a named failure with its line, and since
 * nobody knows which document it was, no document is taken for deleted until it is mended.
 */
public final class RecordsSource extends ShelvedSource {
  private final FolderSource files;
  private final String mount;
  private final RecordFormat format;
  private final FieldMapping mapping;
  private final long maxBytes;

  /**
   * A source over files.
   *
   * @param files with no mount of their own, and without a limit of their size
   * @param mount what to put before each document's id
   * @param maxBytes what one record may have
   */
  public RecordsSource(SourceId id, FolderSource files, String mount, RecordFormat format,
      FieldMapping mapping,
      long maxBytes) {
    super(id);
    this.files = files;
    this.mount = mount;
    this.format = format;
    this.mapping = mapping;
    this.maxBytes = maxBytes;
  }

  @Override
  public String place() {
    return "the records in " + files.place();
  }

  @Override
  protected Listing fill(Shelf shelf) throws IOException {
    ListingBuilder listing = new ListingBuilder();
    Listing all = files.list();
    listing.takeProblems(all);
    RowDocuments documents = new RowDocuments(mapping, mount, maxBytes, shelf, listing);
    SeenFields seen = new SeenFields(mapping);
    for (Entry file : all.entries()) {
      Rows rows = new Rows(file, documents, listing, seen);
      try (Content content = files.open(file, Optional.empty()).orElseThrow()) {
        read(file.document().value(), content.stream(), rows);
      } catch (ShelfProblem e) {
        throw e.cause;
      } catch (IOException e) {
        listing.cutOff(file, e);
      }
      rows.finish();
    }
    documents.finish();
    seen.mistake().ifPresent(mistake -> {
      throw unfit(mistake, listing.listing().gaps());
    });
    seen.note().ifPresent(listing::note);
    return listing.listing();
  }

  private AthanorException unfit(String mistake, List<String> gaps) {
    return AthanorException.user("records-field",
        "The records of source \"" + id() + "\" do not fit its fields: "
            + mistake
            + ". Mend the name in athanor.yaml, or give one of the records the field, and be it null. "
            + (gaps.isEmpty() ? "" : "Not all of them could be read: " + gaps.getFirst() + ". ")
            + "Nothing was changed.");
  }

  private void read(String name, InputStream in, RowSink rows) throws IOException {
    switch (format.of(name)) {
      case JSON -> new JsonArray(format.items(), maxBytes, rows).read(in);
      case JSONL -> new JsonLines(maxBytes, rows).read(in);
      case CSV -> new DelimitedRows(format.delimiter(), format.encoding(), maxBytes, rows).read(in);
      case TSV ->
          new DelimitedRows(format.delimiter().or(() -> Optional.of('\t')), format.encoding(), maxBytes, rows)
              .read(in);
    }
  }

  /** Where the documents go cannot be written: nothing that the file is to blame for. */
  private static final class ShelfProblem extends IOException {
    private static final long serialVersionUID = 1L;
    private final IOException cause;

    ShelfProblem(IOException cause) {
      super(cause);
      this.cause = cause;
    }
  }

  /** The rows of one file. */
  private final class Rows implements RowSink {
    private final Entry file;
    private final RowDocuments documents;
    private final ListingBuilder listing;
    private final SeenFields seen;
    private boolean columns;
    private int broken;

    Rows(Entry file, RowDocuments documents, ListingBuilder listing, SeenFields seen) {
      this.file = file;
      this.documents = documents;
      this.listing = listing;
      this.seen = seen;
    }

    @Override
    public void columns(List<String> names) throws IOException {
      columns = true;
      Optional<String> misfit = mapping.misfit(names);
      if (misfit.isPresent()) {
        throw new IOException(misfit.get());
      }
    }

    @Override
    public void row(long line, Row row) throws IOException {
      if (!columns) {
        seen.see(row);
      }
      URI location = URI.create(file.location() + "#line=" + line);
      try {
        documents.add(row, file.document() + "/" + line, location).ifPresent(reason -> broken(line, reason));
      } catch (IOException e) {
        throw new ShelfProblem(e);
      }
    }

    @Override
    public void broken(long line, String reason) {
      broken++;
      listing.fail(new DocumentId(mount + file.document() + ":" + line), "line " + line + " " + reason);
    }

    void finish() {
      if (broken > 0) {
        listing.gap(file.document() + ": " + (broken == 1 ? "1 record" : broken + " records")
            + " could not be read, so that no document is taken for deleted; mend the lines that are named");
      }
    }
  }
}
