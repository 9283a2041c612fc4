package dev.athanor.document.source.records;

import dev.athanor.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads the objects of one list in a JSON file, one at a time. Where the file is broken there is no telling where the next one
 * begins, so that the reading ends there.
 */
final class JsonArray {
  private final List<String> path;
  private final long maxBytes;
  private final RowSink sink;

  JsonArray(String items, long maxBytes, RowSink sink) {
    this.path = items.isEmpty() ? List.of() : List.of(items.split("\\.", -1));
    this.maxBytes = maxBytes;
    this.sink = sink;
  }

  void read(InputStream in) throws IOException {
    Metered metered = new Metered(in, maxBytes);
    try (JsonParser parser = Row.JSON.createParser(metered)) {
      try {
        parser.nextToken();
        for (String name : path) {
          enter(parser, name);
        }
        rows(parser, metered);
      } catch (JacksonException | NumberFormatException e) {
        int line = parser.currentLocation().getLineNr();
        throw new IOException("from line " + line + " on: " + reason(e), e);
      }
    }
  }

  private static String reason(RuntimeException problem) {
    if (!(problem instanceof JacksonException e)) {
      return "it has a number that is too large to be read; mend it";
    }
    return e.getCause() instanceof IOException cause ? String.valueOf(cause.getMessage())
        : "it is no JSON (" + Json.reason(e) + "); mend it";
  }

  private void enter(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean found = parser.currentName().equals(name);
        parser.nextToken();
        if (found) {
          return;
        }
        parser.skipChildren();
      }
    }
    throw new IOException("it has no field \"" + name + "\" of `items: " + String.join(".", path)
        + "`; name the fields that lead to the list of records");
  }

  private void rows(JsonParser parser, Metered metered) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new IOException("it has " + (path.isEmpty() ? "no list at its top" : "no list at "
          + String.join(".", path))
          + "; name the fields that lead to the list of records under `items`, such as"
          + " \"items: data.tickets\"");
    }
    metered.restart();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null) {
        throw new IOException("it ends within its list of records (truncated); copy it again");
      }
      int line = parser.currentTokenLocation().getLineNr();
      JsonNode value = parser.readValueAsTree();
      if (value.isObject()) {
        sink.row(line, Row.of(value, "line " + line));
      } else {
        sink.broken(line, "is JSON, but no object; expected {\"field\": \"value\"}");
      }
      metered.restart();
    }
  }
}
