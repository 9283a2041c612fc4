package dev.athanor.document.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.athanor.document.Readers;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceContract;
import dev.athanor.document.source.SourceId;
import dev.athanor.document.source.records.FieldMapping;
import dev.athanor.document.source.records.Wording;
import dev.athanor.error.AthanorException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs PostgreSQL on the path. */
class PostgresSourceTest extends SourceContract {
  @TempDir
  private static Path folder;

  private static @Nullable PostgresProcess started;

  private JdbcQuery query = JdbcQuery.of("SELECT key, body, may FROM tickets ORDER BY key");
  private String password = PostgresProcess.PASSWORD;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> initdb = PostgresProcess.installed();
    assumeTrue(initdb.isPresent(), "there is no initdb on the path; install PostgreSQL to run this");
    started = PostgresProcess.start(initdb.get(), folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (started != null) {
      started.stop();
    }
  }

  private static PostgresProcess server() {
    return Objects.requireNonNull(started);
  }

  @BeforeEach
  void createTable() throws SQLException {
    execute("DROP SCHEMA public CASCADE");
    execute("CREATE SCHEMA public");
    execute(
        "CREATE TABLE tickets (key text PRIMARY KEY, body text, may text[] DEFAULT '{hr,it}', changed timestamptz"
            + " DEFAULT '2026-02-01T08:00:00Z', price numeric(8,2), open boolean, extra jsonb, picture bytea)");
  }

  private static void execute(String statement, String... values) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", PostgresProcess.USER);
    login.setProperty("password", PostgresProcess.PASSWORD);
    Statements.execute(server().url(), login, statement, values);
  }

  @Override
  protected Source source() {
    return source(
        new FieldMapping(List.of("key"), false, Optional.empty(), Wording.of(List.of("body")), Map.of(),
            Optional.of("may"), Optional.empty(), FieldMapping.MARKDOWN));
  }

  private Source source(FieldMapping mapping) {
    return new JdbcSource(new SourceId("shop"), "shop/", new Database(server().url(), Optional.of(
        PostgresProcess.USER), Optional.of("SHOP_PASSWORD"), Optional.empty()), query, mapping, 1000,
        variable -> Objects.equals(variable, "SHOP_PASSWORD") ? password : null);
  }

  @Override
  protected void put(String name, String text) throws SQLException {
    execute(
        "INSERT INTO tickets (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
        name,
        text);
  }

  @Override
  protected void remove(String name) throws SQLException {
    execute("DELETE FROM tickets WHERE key = ?", name);
  }

  /** The row of b ends the connection. */
  @Override
  protected void breakListing() throws SQLException {
    execute("ALTER TABLE tickets RENAME TO stored");
    execute(
        "CREATE VIEW tickets AS SELECT key, CASE key WHEN 'b' THEN pg_terminate_backend(pg_backend_pid())::text"
            + " ELSE body END AS body, may FROM stored");
  }

  @Override
  protected String id(String name) {
    return "shop/" + name;
  }

  @Test
  void a_connection_that_is_lost_midway_leaves_what_came_before_and_an_incomplete_list() throws Exception {
    put("a", "first");
    put("b", "second");
    breakListing();
    query = new JdbcQuery("SELECT key, body, may FROM tickets", 1, Duration.ofMinutes(1));

    Listing listing = source().list();

    assertThat(listing.entries()).extracting(entry -> entry.document().value()).containsExactly("shop/a");
    assertThat(listing.gaps()).singleElement().asString().startsWith(
        "the query of source \"shop\" failed after 1 documents (").endsWith(
            "), so that no document is taken for deleted; sync again");
  }

  @Test
  void every_common_type_is_text_a_list_is_its_items_and_bytes_are_left_out() throws Exception {
    execute(
        "INSERT INTO tickets (key, body, price, open, extra, picture) VALUES ('ö', 'Größe 😀', 12.50, true,"
            + " '{\"a\": 1}', '\\x00ff')");
    query = JdbcQuery.of("SELECT * FROM tickets");

    Read read = read(source(FieldMapping.named("key")), "ö");

    assertThat(read.text())
        .contains("key: ö", "body: Größe 😀", "may: hr", "it", "changed: 2026-02-01T08:00:00Z",
            "price: 12.50",
            "open: true", "extra: {\"a\": 1}")
        .doesNotContain("picture");
    query = JdbcQuery.of("SELECT key, body, may FROM tickets");
    assertThat(read(source(), "ö").content().attributes().readers())
        .contains(new Readers(Set.of("hr", "it")));
  }

  @Test
  void a_time_with_a_zone_is_an_instant_and_one_without_stays_as_it_is() throws Exception {
    query = JdbcQuery.of("SELECT 'a' AS key, timestamptz '2026-06-01 01:30:00+05' AS zoned,"
        + " timestamp '2026-06-01 01:30:00' AS plain,"
        + " ARRAY[timestamptz '2026-06-01 01:30:00+05', NULL] AS several");

    Read read = read(source(FieldMapping.named("key")), "a");

    assertThat(read.text()).contains("zoned: 2026-05-31T20:30:00Z", "plain: 2026-06-01 01:30:00.0",
        "several: 2026-05-31T20:30:00Z");
  }

  @Test
  void the_items_of_an_array_are_names_as_they_are() throws Exception {
    query = JdbcQuery.of("SELECT 'a' AS key, 'text' AS body, ARRAY['Doe, John'] AS may"
        + " UNION ALL SELECT 'b', 'text', ARRAY[]::text[]");

    assertThat(read(source(), "a").content().attributes().readers())
        .contains(new Readers(Set.of("Doe, John")));
    assertThat(read(source(), "b").content().attributes().readers()).contains(new Readers(Set.of()));
  }

  @Test
  void a_query_cannot_change_the_database() throws Exception {
    put("a", "first");
    query = JdbcQuery.of("DELETE FROM tickets RETURNING key, body, may");

    assertThatThrownBy(() -> source().list()).isInstanceOf(AthanorException.class).hasMessage(
        "The database of source \"shop\" (jdbc:postgresql:) cannot be asked: ERROR: cannot execute DELETE in a read-only"
            + " transaction. Check the url, the user and the query in athanor.yaml and sync again. Nothing was changed.");
    query = JdbcQuery.of("SELECT key, body, may FROM tickets");
    assertThat(source().list().entries()).hasSize(1);
  }

  @Test
  void a_wrong_password_an_unknown_column_and_a_query_that_takes_too_long_are_named() {
    query =
        new JdbcQuery("SELECT pg_sleep(60)::text AS key, '' AS body, '' AS may", 500, Duration.ofSeconds(1));
    assertThatThrownBy(() -> source().list()).hasMessageContaining("canceling statement due to user request");
    query = JdbcQuery.of("SELECT nothing FROM tickets");
    assertThatThrownBy(() -> source().list()).hasMessageContaining("column \"nothing\" does not exist");
    password = "verraten";
    assertThatThrownBy(() -> source().list())
        .hasMessageContaining("password authentication failed for user \"reader\"")
        .hasMessageNotContaining("verraten");
    password = "";
    assertThatThrownBy(() -> source().list())
        .hasMessage("the variable SHOP_PASSWORD is not set in the environment; put"
            + " the database's password there");
  }

  @Test
  void a_server_that_is_down_is_named_and_is_asked_again_when_it_is_back() throws Exception {
    put("a", "first");
    Source source = source();
    Listing before = source.list();
    server().stop();
    try {
      assertThatThrownBy(source::list).isInstanceOf(AthanorException.class).hasMessageContaining("refused")
          .hasMessageEndingWith("Nothing was changed.");
    } finally {
      server().startAgain();
    }
    assertThat(source.list()).isEqualTo(before);
  }

  @Test
  void many_rows_come_a_few_at_a_time() throws Exception {
    execute(
        "INSERT INTO tickets (key, body) SELECT to_char(i, 'FM000000'), 'text of ' || i FROM generate_series(1, 20000)"
            + " AS i");

    Source source = source();

    assertThat(source.list().entries()).hasSize(20_000);
    assertThat(read(source, "017171").text()).isEqualTo("text of 17171");
  }
}
