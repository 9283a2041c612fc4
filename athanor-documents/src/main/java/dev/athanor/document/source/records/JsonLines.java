package dev.athanor.document.source.records;

import dev.athanor.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads one JSON object a line. A line that is none, or longer than a document may be, is broken, and the next one is read. */
final class JsonLines {
  private final long maxBytes;
  private final RowSink sink;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number = 1;
  private long length;

  JsonLines(long maxBytes, RowSink sink) {
    this.maxBytes = maxBytes;
    this.sink = sink;
  }

  void read(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      int from = 0;
      for (int at = 0; at < read; at++) {
        if (buffer[at] == '\n') {
          append(buffer, from, at);
          endLine();
          from = at + 1;
        }
      }
      append(buffer, from, read);
    }
    endLine();
  }

  private void append(byte[] buffer, int from, int to) {
    length += to - from;
    if (length <= maxBytes) {
      line.write(buffer, from, to - from);
    }
  }

  private void endLine() throws IOException {
    if (length > maxBytes) {
      sink.broken(number, "has " + length + " bytes, more than the " + maxBytes
          + " that a document may have; split it, or raise the limit");
    } else {
      take(line.toByteArray());
    }
    line.reset();
    length = 0;
    number++;
  }

  private void take(byte[] bytes) throws IOException {
    int start = number == 1 && bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF ? 3 : 0;
    JsonNode value;
    try {
      value = Row.JSON.readTree(bytes, start, bytes.length - start);
    } catch (JacksonException e) {
      sink.broken(number, "is no JSON (" + Json.reason(e) + "); mend it or remove it");
      return;
    } catch (NumberFormatException e) {
      sink.broken(number, "has a number that is too large to be read; mend it or remove it");
      return;
    }
    if (value.isObject()) {
      sink.row(number, Row.of(value, "line " + number));
    } else if (!value.isMissingNode()) {
      sink.broken(number, "is JSON, but no object; expected {\"field\": \"value\"}");
    }
  }
}
