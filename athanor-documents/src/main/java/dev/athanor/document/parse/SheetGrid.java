package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cells of a sheet that are not blank. Rows and columns count from 0. For one thread. */
final class SheetGrid {

  private static final String[] NO_CELLS = {};

  /** A row that has something in it; numbers are kept apart, since they name no column. */
  private static final class Row {
    private final int number;
    private String[] texts = NO_CELLS;
    private boolean[] numbers = {};

    Row(int number) {
      this.number = number;
    }

    void put(int column, String text, boolean isNumber) {
      if (column >= texts.length) {
        int size = Math.max(column + 1, Math.min(texts.length * 2, 64));
        String[] wider = Arrays.copyOf(texts, size);
        Arrays.fill(wider, texts.length, size, "");
        texts = wider;
        numbers = Arrays.copyOf(numbers, size);
      }
      texts[column] = text;
      numbers[column] = isNumber;
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private int columns;

  /** Keeps what a cell shows, unless that is blank. Rows come in ascending order. */
  void put(int row, int column, String text, boolean isNumber) {
    if (text.isBlank()) {
      return;
    }
    if (rows.isEmpty() || rows.getLast().number != row) {
      rows.add(new Row(row));
    }
    rows.getLast().put(column, text, isNumber);
    columns = Math.max(columns, column + 1);
  }

  /** Repeats the first cell of an area in all of it, as far as the sheet is used. */
  void repeat(int firstRow, int lastRow, int firstColumn, int lastColumn) {
    int first = at(firstRow);
    if (first < 0 || text(first, firstColumn).isEmpty()) {
      return;
    }
    String text = text(first, firstColumn);
    boolean isNumber = isNumber(first, firstColumn);
    int right = Math.min(lastColumn, columns - 1);
    for (int i = first; i < rows.size() && rows.get(i).number <= lastRow; i++) {
      for (int column = firstColumn; column <= right; column++) {
        rows.get(i).put(column, text, isNumber);
      }
    }
  }

  /** How many rows have something in them. The other methods count only these. */
  int rows() {
    return rows.size();
  }

  int columns() {
    return columns;
  }

  /** Whether blank rows stand between this row and the one before it. */
  boolean isApart(int row) {
    return row > 0 && rows.get(row).number > rows.get(row - 1).number + 1;
  }

  /** What a cell shows; empty if nothing. */
  String text(int row, int column) {
    String[] texts = rows.get(row).texts;
    return column < texts.length ? texts[column] : "";
  }

  boolean isNumber(int row, int column) {
    boolean[] numbers = rows.get(row).numbers;
    return column < numbers.length && numbers[column];
  }

  private int at(int number) {
    int low = 0;
    int high = rows.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = rows.get(middle).number;
      if (found == number) {
        return middle;
      }
      low = found < number ? middle + 1 : low;
      high = found < number ? high : middle - 1;
    }
    return -1;
  }
}
