package dev.athanor.document.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.Readers;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceContract;
import dev.athanor.document.source.SourceId;
import dev.athanor.document.source.records.FieldMapping;
import dev.athanor.document.source.records.Wording;
import dev.athanor.error.AthanorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcSourceTest extends SourceContract {
  @TempDir
  Path folder;

  private String sql = "SELECT key, body, 'hr,it' AS may FROM tickets ORDER BY key";

  @BeforeEach
  void createTable() throws SQLException {
    execute("CREATE TABLE tickets (key TEXT, body TEXT)");
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("shop.db");
  }

  private void execute(String statement, String... values) throws SQLException {
    Statements.execute(url(), new Properties(), statement, values);
  }

  @Override
  protected Source source() {
    return source(
        new FieldMapping(List.of("key"), false, Optional.empty(), Wording.of(List.of("body")), Map.of("key",
            "key"), Optional.of("may"), Optional.empty(), FieldMapping.MARKDOWN));
  }

  private Source source(FieldMapping mapping) {
    return new JdbcSource(new SourceId("shop"), "shop/",
        new Database(url(), Optional.empty(), Optional.empty(), Optional
            .empty()),
        JdbcQuery.of(sql), mapping, 1000, System::getenv);
  }

  @Override
  protected void put(String name, String text) throws SQLException {
    remove(name);
    execute("INSERT INTO tickets VALUES (?, ?)", name, text);
  }

  @Override
  protected void remove(String name) throws SQLException {
    execute("DELETE FROM tickets WHERE key = ?", name);
  }

  @Override
  protected void breakListing() throws SQLException {
    // The second row cannot be computed.
    execute("ALTER TABLE tickets RENAME TO stored");
    execute(
        "CREATE VIEW tickets AS SELECT key, CASE key WHEN 'b' THEN abs(-9223372036854775808) ELSE body END AS body"
            + " FROM stored");
    sql = sql.replace(" ORDER BY key", "");
  }

  @Override
  protected String id(String name) {
    return "shop/" + name;
  }

  @Test
  void a_query_that_fails_midway_gives_what_came_before() throws Exception {
    put("a", "first");
    put("b", "second");
    breakListing();

    Listing listing = source().list();

    assertThat(listing.entries()).extracting(entry -> entry.document().value()).containsExactly("shop/a");
    assertThat(listing.gaps()).hasSize(1);
    assertThat(listing.gaps().getFirst())
        .startsWith("the query of source \"shop\" failed after 1 documents (")
        .contains("integer overflow").endsWith("), so that no document is taken for deleted; sync again");
  }

  @Test
  void a_row_that_has_lost_its_key_leaves_the_listing_incomplete() throws Exception {
    put("a", "first");
    put("b", "second");
    execute("UPDATE tickets SET key = NULL WHERE key = 'a'");

    Listing listing = source().list();

    assertThat(listing.entries()).extracting(entry -> entry.document().value()).containsExactly("shop/b");
    assertThat(listing.failed()).containsValue("row 1 has no value in key, which name the document;"
        + " fill it in, or name other fields under `id`");
    assertThat(listing.gaps())
        .containsExactly("the query of source \"shop\": 1 row could not be read, so that"
            + " no document is taken for deleted; mend the rows that are named");
  }

  @Test
  void rows_of_one_key_are_one_document() throws Exception {
    put("a", "first");
    execute("INSERT INTO tickets VALUES ('a', 'more')");
    FieldMapping grouped =
        new FieldMapping(List.of("key"), true, Optional.empty(), Wording.of(List.of("body")), Map.of(),
            Optional.of("may"), Optional.empty(), FieldMapping.MARKDOWN);

    Read group = read(source(grouped), "a");

    assertThat(group.text()).isEqualTo("first\n\nmore");
    assertThat(group.content().attributes().readers()).contains(new Readers(Set.of("hr", "it")));
    assertThat(entry(source(grouped), "a").location()).hasToString("jdbc:shop/a");
  }

  @Test
  void a_query_cannot_change_the_database() throws Exception {
    put("a", "first");
    sql = "DELETE FROM tickets RETURNING key, body, 'x' AS may";

    assertThatThrownBy(() -> source().list()).isInstanceOf(AthanorException.class)
        .hasMessageStartingWith("The database of source \"shop\" (jdbc:sqlite:) cannot be asked: ")
        .hasMessageContaining("readonly").hasMessageEndingWith("Nothing was changed.");
    sql = "SELECT key, body, 'x' AS may FROM tickets";
    assertThat(source().list().entries()).hasSize(1);
  }

  @Test
  void what_is_wrong_with_database_or_columns_is_named() throws Exception {
    put("a", "first");
    sql = "SELECT key FROM tickets";
    assertThatThrownBy(() -> source().list())
        .hasMessage("The query of source \"shop\" does not fit its fields: there is no"
            + " column \"body\"; there are key. Mend either in athanor.yaml. Nothing was changed.");
    sql = "SELECT key, body, body AS key FROM tickets";
    assertThatThrownBy(() -> source().list()).hasMessageContaining(
        "does not fit its fields: there are several columns \"key\"; give them names of their own");
    sql = "SELEC key";
    assertThatThrownBy(() -> source().list()).hasMessageContaining("syntax error");
    Files.delete(folder.resolve("shop.db"));
    assertThatThrownBy(() -> source().list()).hasMessageContaining("cannot be asked");
    assertThat(folder.resolve("shop.db")).as("a missing database is not made").doesNotExist();
  }

  @Test
  void a_password_in_the_url_a_missing_variable_and_a_missing_driver_are_refused_without_repeating_them() {
    assertThatThrownBy(() -> database("jdbc:postgresql://localhost/x?password=geheim")).hasMessageContaining(
        "passwordVariable").hasMessageNotContaining("geheim");
    assertThatThrownBy(() -> database("jdbc:postgresql://me:geheim@localhost/x"))
        .hasMessageNotContaining("geheim");
    assertThatThrownBy(() -> database("postgres://localhost")).hasMessageContaining("begins with \"jdbc:\"");
    Database without =
        new Database("jdbc:nothing:here", Optional.empty(), Optional.empty(), Optional.of(folder));
    assertThatThrownBy(() -> without.connect(_ -> null))
        .hasMessage("there is no driver for jdbc:nothing:; put its jar"
            + " into a folder and name that with `drivers:`");
    Database asking = new Database(url(), Optional.of("me"), Optional.of("SHOP_PASSWORD"), Optional.empty());
    assertThatThrownBy(() -> asking.connect(_ -> null))
        .hasMessage("the variable SHOP_PASSWORD is not set in the"
            + " environment; put the database's password there");
  }

  private static Database database(String url) {
    return new Database(url, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void many_rows_are_read_with_little_memory() throws Exception {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
          + " INSERT INTO tickets SELECT printf('%05d', i), 'text of ' || i FROM n");
    }

    Source source = source();

    assertThat(source.list().entries()).hasSize(20_000);
    assertThat(read(source, "17171").text()).isEqualTo("text of 17171");
  }
}
