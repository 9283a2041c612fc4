package dev.athanor.document.source.records;

import java.io.IOException;
import java.util.List;

/** Takes what is read from a file, in order. */
interface RowSink {
  /** The names of the columns, before the first row of a file that has such. */
  void columns(List<String> names) throws IOException;

  /** A row, with the number of the line where it begins. */
  void row(long line, Row row) throws IOException;

  /** Something that is no row. What it is and what to do is one sentence without a full stop. */
  void broken(long line, String reason);
}
