package dev.athanor.document.source.jdbc;

import dev.athanor.document.Numeral;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One value of a row as texts. A time that has a zone is an instant ({@code 2024-05-31T10:15:00Z}), wherever it is read. */
final class Cell {
  private Cell() {
  }

  /** What the driver gives for a column, counted from 1. */
  static @Nullable Object value(ResultSet rows, int column) throws SQLException {
    Object value = rows.getObject(column);
    boolean own = value == null || value instanceof Array || value instanceof String
        || value instanceof Number;
    return !own && hasZone(rows.getMetaData().getColumnType(column),
        rows.getMetaData().getColumnTypeName(column)) ? rows.getObject(column, OffsetDateTime.class) : value;
  }

  /** Some drivers say only by the type's name that its times have a zone. */
  private static boolean hasZone(int type, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return type == Types.TIMESTAMP_WITH_TIMEZONE || lower.equals("timestamptz")
        || lower.equals("datetimeoffset") || lower.matches("timestamp.* with (local )?time zone");
  }

  /** None for null and for bytes; one for each item of an array. */
  static List<String> texts(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> List.of();
      case Array array when array.getArray() instanceof Object[] items ->
          items(items, hasZone(array.getBaseType(), array.getBaseTypeName()));
      case Clob text -> List.of(text.getSubString(1, (int) Math.min(Integer.MAX_VALUE, text.length())));
      case byte[] _ -> List.of();
      case BigDecimal number -> List.of(Numeral.of(number));
      case Double number -> List.of(Numeral.of(number));
      case Float number -> List.of(Numeral.of(number));
      case OffsetDateTime time -> List.of(time.toInstant().toString());
      case ZonedDateTime time -> List.of(time.toInstant().toString());
      default -> List.of(value.toString());
    };
  }

  private static List<String> items(Object[] items, boolean withZone) throws SQLException {
    List<String> all = new ArrayList<>();
    for (@Nullable
    Object item : items) {
      switch (item) {
        case Object[] inner -> all.addAll(items(inner, withZone));
        case Timestamp time when withZone -> all.add(time.toInstant().toString());
        case null, default -> all.addAll(texts(item));
      }
    }
    return all;
  }
}
