package dev.athanor.document.source.jdbc;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.ListingBuilder;
import dev.athanor.document.source.Shelf;
import dev.athanor.document.source.ShelvedSource;
import dev.athanor.document.source.SourceId;
import dev.athanor.document.source.records.FieldMapping;
import dev.athanor.document.source.records.Row;
import dev.athanor.document.source.records.RowDocuments;
import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query. A row is a document, or all rows of the same key are. When the query fails midway, what has come until then is
 * there, and the listing says that it is incomplete.
 */
public final class JdbcSource extends ShelvedSource {
  private final String mount;
  private final Database database;
  private final JdbcQuery query;
  private final FieldMapping mapping;
  private final long maxBytes;
  private final UnaryOperator<@Nullable String> environment;

  /**
   * A source over a query.
   *
   * @param mapping names the columns of the key under {@code id}
   * @param maxBytes what one document may have
   * @param environment where the password is looked up, such as {@code System::getenv}
   */
  public JdbcSource(SourceId id, String mount, Database database, JdbcQuery query, FieldMapping mapping,
      long maxBytes, UnaryOperator<@Nullable String> environment) {
    super(id);
    if (mapping.id().isEmpty()) {
      throw AthanorException.user("jdbc-key", "the rows of source \"" + id
          + "\" have no name; name the columns of their key under `id`");
    }
    this.mount = mount;
    this.database = database;
    this.query = query;
    this.mapping = mapping;
    this.maxBytes = maxBytes;
    this.environment = environment;
  }

  @Override
  public String place() {
    return "a query to a database (" + database.kind() + ")";
  }

  @Override
  protected Listing fill(Shelf shelf) throws IOException {
    ListingBuilder listing = new ListingBuilder();
    RowDocuments documents = new RowDocuments(mapping, mount, maxBytes, shelf, listing);
    boolean answering = false;
    try (Connection connection = database.connect(environment);
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(query.fetchSize());
      statement.setQueryTimeout((int) query.timeout().toSeconds());
      try (ResultSet rows = statement.executeQuery(query.sql())) {
        List<String> columns = columns(rows.getMetaData());
        answering = true;
        take(rows, columns, documents, listing);
      }
      connection.rollback();
    } catch (SQLException e) {
      if (!answering) {
        throw AthanorException.data("jdbc-failed",
            "The database of source \"" + id() + "\" (" + database.kind()
                + ") cannot be asked: " + oneLine(e)
                + ". Check the url, the user and the query in athanor.yaml and sync again."
                + " Nothing was changed.",
            e);
      }
      listing.gap(
          "the query of source \"" + id() + "\" failed after " + listing.size() + " documents (" + oneLine(e)
              + "), so that no document is taken for deleted; sync again");
    }
    documents.finish();
    return listing.listing();
  }

  private List<String> columns(ResultSetMetaData metadata) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int at = 1; at <= metadata.getColumnCount(); at++) {
      columns.add(metadata.getColumnLabel(at));
    }
    mapping.misfit(columns).ifPresent(misfit -> {
      throw AthanorException.user("jdbc-column",
          "The query of source \"" + id() + "\" does not fit its fields: " + misfit
              + ". Mend either in athanor.yaml. Nothing was changed.");
    });
    return columns;
  }

  private void take(ResultSet rows, List<String> columns, RowDocuments documents, ListingBuilder listing)
      throws SQLException, IOException {
    long broken = 0;
    for (long number = 1; rows.next(); number++) {
      String place = "row " + number;
      Row row = row(rows, columns, place);
      Optional<String> wrong = documents.add(row, place, location(row));
      if (wrong.isPresent()) {
        broken++;
        listing.fail(new DocumentId(mount + place), place + " " + wrong.get());
      }
    }
    if (broken > 0) {
      listing.gap("the query of source \"" + id() + "\": " + (broken == 1 ? "1 row" : broken + " rows")
          + " could not be read, so that no document is taken for deleted; mend the rows that are named");
    }
  }

  private static Row row(ResultSet rows, List<String> columns, String place) throws SQLException {
    SequencedMap<String, List<String>> fields = new LinkedHashMap<>();
    Set<String> lists = new TreeSet<>();
    for (int at = 0; at < columns.size(); at++) {
      Object value = Cell.value(rows, at + 1);
      List<String> values = Cell.texts(value);
      if (!values.isEmpty()) {
        fields.computeIfAbsent(columns.get(at), _ -> new ArrayList<>()).addAll(values);
        if (value instanceof Array) {
          lists.add(columns.get(at));
        }
      }
    }
    return new Row(fields, lists, place);
  }

  /** Names source and key, and nothing of the url. */
  private URI location(Row row) {
    List<String> key = mapping.id().stream().map(field -> row.text(field).orElse("")).toList();
    try {
      return new URI("jdbc", id() + "/" + String.join("/", key), null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every text can be quoted", e);
    }
  }

  private static String oneLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
